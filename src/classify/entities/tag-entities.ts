import { slugOf } from '../../core/slug.ts';
import type { EntityKind, EntityTag, Evidence, JurisdictionTag } from '../../core/types.ts';
import type { Matcher } from '../matcher.ts';
import { type Found, type Scan, toEvidence } from '../scan.ts';
import type { Tokens } from '../tokens.ts';
import type { NameMeaning } from './entity-lexicon.ts';
import { unlistedFirms } from './unlisted-firms.ts';

/** Places of one entity that are kept as evidence. */
const MOST_EVIDENCE = 5;
const MOST_TAGS = 60;
/** Characters of an item in which the words are looked for that an ambiguous name needs. */
const MOST_CONTEXT = 20_000;

/** A name at a place of a field. */
export interface Named {
  readonly field: 'title' | 'text';
  readonly start: number;
  readonly end: number;
  readonly kind: EntityKind;
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly rule: string;
}

/** The firms, tokens, protocols, persons and laws that an item names, most named first within their kind. */
export function tagEntities(
  scan: Scan,
  lexicon: Matcher<NameMeaning>,
  jurisdictions: readonly JurisdictionTag[],
): EntityTag[] {
  const named: Named[] = [
    ...knownIn('title', scan.title, scan, lexicon),
    ...knownIn('text', scan.text, scan, lexicon),
    ...laws(scan, jurisdictions),
  ];
  named.push(...persons(scan).filter(one => !named.some(other => overlaps(one, other))));
  named.push(...unlistedFirms(scan, named));
  const byEntity = new Map<string, Named[]>();
  for (const one of named) {
    const key = `${one.kind}:${one.id}`;
    const list = byEntity.get(key);
    if (list === undefined) byEntity.set(key, [one]);
    else if (list.length < MOST_EVIDENCE) list.push(one);
  }
  return Array.from(byEntity.values(), places => toTag(places, scan)).slice(0, MOST_TAGS);
}

function toTag(places: readonly Named[], scan: Scan): EntityTag {
  const [first] = places;
  const { kind = 'firm', id = '', name = '' } = first ?? {};
  const evidence: Evidence[] = places.map(({ field, start, end, rule }) => ({
    field,
    start,
    end,
    text: scan[field].source.slice(start, end),
    rule,
  }));
  return { kind, id, name, lei: null, score: Math.max(...places.map(one => one.score)), evidence };
}

/** Names of the list, the longest where several begin at one place: "Binance.US" is not Binance. */
function knownIn(
  field: 'title' | 'text',
  tokens: Tokens,
  scan: Scan,
  lexicon: Matcher<NameMeaning>,
): Named[] {
  const hits = lexicon
    .match(tokens)
    .filter(hit => isWhole(tokens.source.slice(hit.start, hit.end), hit.value.form));
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Named[] = [];
  let words: string | null = null;
  let end = -1;
  for (const hit of hits) {
    if (hit.start < end) continue;
    const { entity, context, form } = hit.value;
    if (context !== null) {
      words ??= contextWords(scan);
      if (!context.test(words)) continue;
    }
    end = hit.end;
    if (entity === null) continue;
    found.push({
      field,
      start: hit.start,
      end: hit.end,
      kind: entity.kind,
      id: entity.id,
      name: entity.name,
      score: context === null ? 0.95 : 0.8,
      rule: `${entity.kind}: ${form}`,
    });
  }
  return found;
}

/** A form does not reach across a comma or a bracket that is not its own: "Binance, US regulators". */
function isWhole(written: string, form: string): boolean {
  const marks = /[,;:()"“”«»\n]/g;
  return (written.match(marks)?.length ?? 0) <= (form.match(marks)?.length ?? 0);
}

function contextWords(scan: Scan): string {
  return `${scan.title.source}\n${scan.text.source.slice(0, MOST_CONTEXT)}`.toLowerCase();
}

function overlaps(a: Named, b: Named): boolean {
  return a.field === b.field && a.start < b.end && b.start < a.end;
}

/** Heads of authorities, by the taxonomy. */
function persons(scan: Scan): Named[] {
  return scan.of('official').map(hit => {
    const { field, start, end } = hit;
    const rule = `person: ${hit.value.authority.name}`;
    return { field, start, end, kind: 'person', id: slugOf(hit.phrase), name: hit.phrase, score: 0.9, rule };
  });
}

/** Laws by the taxonomy; a name that several places use counts beside evidence of its place. */
function laws(scan: Scan, jurisdictions: readonly JurisdictionTag[]): Named[] {
  const places = new Set(jurisdictions.map(tag => tag.code));
  const clear = (
    hit: Found & {
      readonly value: { readonly context: boolean; readonly law: { readonly jurisdiction: string } };
    },
  ) => !hit.value.context || places.has(hit.value.law.jurisdiction);
  return scan
    .of('law')
    .filter(clear)
    .map(hit => {
      const { law } = hit.value;
      const { rule, field, start, end } = { ...toEvidence(hit, scan, `law: ${law.name}`), field: hit.field };
      return { field, start, end, kind: 'law', id: law.id, name: law.name, score: 0.9, rule };
    });
}
