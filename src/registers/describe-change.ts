import { calendarText } from '../core/day-text.ts';
import { jurisdictionName } from '../core/labels.ts';
import type { EntryChange, FieldChange, RegisterEntry } from '../core/registers.ts';
import type { RegisterField } from '../core/source-def.ts';
import { truncate } from '../core/text.ts';
import { foldFirmName } from './fold-name.ts';
import { isEnded, newlyEnded } from './licence-state.ts';
import { shortService } from './services.ts';

/** What being on a register means. */
export type RegisterPurpose = 'licence' | 'registration' | 'warning' | 'list' | 'sections';

/** What is said of a register in texts. */
export interface RegisterWords {
  /** Short, for headlines: "ESMA CASP register". */
  readonly label: string;
  /** In full. */
  readonly name: string;
  readonly purpose: RegisterPurpose;
}

/** An item's words. `telling` is false for changes that nobody needs to be told of: an address, a note, the day of an update. */
export interface ChangeWords {
  readonly title: string;
  /** Paragraphs, separated by empty lines. */
  readonly text: string;
  readonly telling: boolean;
}

const MAX_TITLE = 240;
const MAX_LISTED = 4;
const MAX_CODES = 6;
const MAX_VALUE = 600;
const QUIET: ReadonlySet<RegisterField> = new Set([
  'website',
  'address',
  'documents',
  'comments',
  'lastUpdate',
]);

const FIELD_NAMES: Readonly<Record<RegisterField, string>> = {
  name: 'Commercial name',
  legalName: 'Legal name',
  lei: 'LEI',
  licence: 'Licence number',
  authority: 'Competent authority',
  homeState: 'Home state',
  hostStates: 'Host states',
  address: 'Address',
  services: 'Services',
  status: 'Status',
  grantedOn: 'Date of authorisation',
  withdrawnOn: 'End of authorisation',
  website: 'Website',
  documents: 'Documents',
  lastUpdate: 'Last update',
  comments: 'Comments',
};

const GRANTED: Readonly<Record<RegisterPurpose, string>> = {
  licence: 'authorised',
  registration: 'registered',
  warning: 'named as non-compliant',
  list: 'newly listed',
  // What it means stands in the heading above the row.
  sections: 'newly listed',
};

/** A firm that a snapshot has and the one before had not. */
export function describeAdded(register: RegisterWords, entry: RegisterEntry): ChangeWords {
  const services = (entry.values.services ?? []).map(shortService);
  const ended = isEnded(entry) && register.purpose !== 'warning';
  const section = register.purpose === 'sections' ? entry.values.status?.[0] : undefined;
  const verb =
    section !== undefined
      ? `newly listed as "${truncate(section, 80)}"`
      : ended
        ? 'listed with an authorisation that has ended'
        : GRANTED[register.purpose];
  const what = services.length > 0 && !ended ? ` for ${enumerate(services)}` : '';
  const title = `${register.label}: ${firmName(entry)} ${verb}${inPlace(entry)}${what}`;
  return words(title, [
    intro(`${firmName(entry)} was added to the ${register.name}.`, entry),
    ...facts(entry),
  ]);
}

/** A firm that a snapshot has no longer. */
export function describeRemoved(register: RegisterWords, entry: RegisterEntry): ChangeWords {
  const title = `${register.label}: ${firmName(entry)}${placed(entry)} no longer listed`;
  return words(title, [
    intro(`${firmName(entry)} was removed from the ${register.name}.`, entry),
    ...facts(entry),
  ]);
}

/** What changed about a firm. */
export function describeChanged(register: RegisterWords, change: EntryChange): ChangeWords {
  const { after, fields } = change;
  const ended = newlyEnded(change);
  const end = after.values.withdrawnOn?.[0];
  const parts = fields
    .filter(({ field }) => !ended || (field !== 'withdrawnOn' && field !== 'status'))
    .flatMap(field => describeField(field, after.values.homeState?.[0]));
  const head = ended ? [`authorisation ended${end === undefined ? '' : ` on ${calendarText(end)}`}`] : [];
  const rest = parts.length > 0 ? parts : quietParts(fields);
  const said = [...head, ...(ended ? parts : rest)].join('; ');
  const title = `${register.label}: ${firmName(after)}${placed(after)}: ${said}`;
  const changes = fields.map(
    ({ field, before, after: now }) => `${FIELD_NAMES[field]}: before ${listed(before)}; now ${listed(now)}.`,
  );
  return {
    ...words(title, [
      intro(`The ${register.name} changed what it says of ${firmName(after)}.`, after),
      ...changes,
      ...facts(after),
    ]),
    telling: ended || fields.some(({ field }) => !QUIET.has(field)),
  };
}

/** All firms of the first snapshot, as one item. */
export function describeFirst(register: RegisterWords, entries: readonly RegisterEntry[]): ChangeWords {
  const places = new Map<string, number>();
  for (const { values } of entries) {
    const place = values.homeState?.[0];
    if (place !== undefined) places.set(place, (places.get(place) ?? 0) + 1);
  }
  const byPlace = [...places]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([place, count]) => `${jurisdictionName(place)} ${count}`);
  const firms = `${entries.length.toLocaleString('en')} ${entries.length === 1 ? 'entry' : 'entries'}`;
  const names = entries.slice(0, 1000).map(firmName);
  return words(`${register.label}: ${firms} when first read`, [
    `The ${register.name} had ${firms} when it was read for the first time. Only what changes from then on is told.`,
    ...(byPlace.length > 0 ? [`By home state: ${byPlace.join(', ')}.`] : []),
    ...(names.length > 0 ? [`Listed: ${names.join('; ')}.`] : []),
  ]);
}

/** "Example Europe GmbH (Brand)": the legal name, and the commercial one where it tells something else. */
export function firmName(entry: RegisterEntry): string {
  const name = entry.values.name?.[0];
  const legal = entry.values.legalName?.[0] ?? name ?? entry.id;
  if (name === undefined) return truncate(legal, 120);
  const [short, long] = [foldFirmName(name), foldFirmName(legal)];
  const told = short === '' || long.includes(short) || short.includes(long);
  return told ? truncate(legal, 120) : `${truncate(legal, 80)} (${truncate(name, 40)})`;
}

function describeField({ field, before, after }: FieldChange, home: string | undefined): string[] {
  const come = after.filter(value => !before.includes(value));
  const gone = before.filter(value => !after.includes(value));
  switch (field) {
    case 'services':
      return [
        ...(come.length > 0 ? [`adds ${enumerate(come.map(shortService))}`] : []),
        ...(gone.length > 0 ? [`no longer lists ${enumerate(gone.map(shortService))}`] : []),
      ];
    case 'hostStates': {
      const abroad = come.filter(state => state !== home);
      const left = gone.filter(state => state !== home);
      return abroad.length + left.length === 0
        ? ['host states change']
        : [
            ...(abroad.length > 0 ? [`now also in ${states(abroad)}`] : []),
            ...(left.length > 0 ? [`no longer in ${states(left)}`] : []),
          ];
    }
    case 'name':
    case 'legalName':
    case 'homeState':
    case 'status':
    case 'licence': {
      const name = FIELD_NAMES[field].toLowerCase();
      if (gone.length === 0) return [`${name} ${listed(come)} added`];
      if (come.length === 0) return [`${name} ${listed(gone)} no longer given`];
      return [`${name} changes from ${listed(gone)} to ${listed(come)}`];
    }
    default:
      return QUIET.has(field)
        ? []
        : [`${FIELD_NAMES[field].replace(/^(?!LEI)./, first => first.toLowerCase())} changes`];
  }
}

function quietParts(fields: readonly FieldChange[]): string[] {
  const names = fields.map(({ field }) => FIELD_NAMES[field].toLowerCase());
  return [`${names.join(', ')} ${names.length === 1 ? 'changes' : 'change'}`];
}

/** The authority stands in front, where a reader, or a tagger, looks first. */
function intro(sentence: string, { values }: RegisterEntry): string {
  const authority = values.authority?.[0];
  const said = sentence.replace(/\.\.$/, '.');
  return authority === undefined ? said : `${said} ${FIELD_NAMES.authority}: ${authority}.`;
}

function facts(entry: RegisterEntry): string[] {
  const order: readonly RegisterField[] = [
    'legalName',
    'name',
    'lei',
    'licence',
    'homeState',
    'status',
    'grantedOn',
    'withdrawnOn',
    'services',
    'hostStates',
    'documents',
    'comments',
  ];
  const lines = order.flatMap(field => {
    const values = entry.values[field];
    if (values === undefined) return [];
    // Host states by code: thirty names of countries would make thirty jurisdictions of one decision.
    const shown = field === 'homeState' ? values.map(jurisdictionName) : values;
    return [`${FIELD_NAMES[field]}: ${truncate(shown.join('; '), MAX_VALUE)}.`];
  });
  return lines.length > 0 ? [lines.join(' ')] : [];
}

function words(title: string, paragraphs: readonly string[]): ChangeWords {
  return { title: truncate(title, MAX_TITLE), text: paragraphs.join('\n\n'), telling: true };
}

function inPlace(entry: RegisterEntry): string {
  const place = entry.values.homeState?.[0];
  return place === undefined ? '' : ` in ${jurisdictionName(place)}`;
}

function placed(entry: RegisterEntry): string {
  const place = entry.values.homeState?.[0];
  return place === undefined ? '' : ` (${jurisdictionName(place)})`;
}

function enumerate(values: readonly string[]): string {
  const shown = values.slice(0, MAX_LISTED).map(value => truncate(value, 60));
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** Host states by code: a headline that names countries would be taken to be about them. */
function states(codes: readonly string[]): string {
  return codes.length > MAX_CODES ? `${codes.length} host states` : codes.join(', ');
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : truncate(values.join(', '), MAX_VALUE);
}
