import type { Store, StoredPosition } from '../core/ports.ts';
import { compareText } from '../core/story-groups.ts';
import { cleanLine } from '../core/text.ts';
import { type Query, type StoredItem, TOPICS } from '../core/types.ts';
import { dayIn } from '../query/iso-week.ts';
import type {
  DeadlineState,
  ReportAck,
  ReportDeadline,
  ReportKnowledge,
  ReportPosition,
  ReportRegisterChange,
} from '../query/report-parts.ts';
import { httpUrl } from '../query/report-story.ts';
import { listDeadlines } from './deadlines.ts';
import type { WeekView } from './export-weekly-view.ts';
import { toCells } from './matrix-cells.ts';

/** Statements read per jurisdiction and activity. */
const MOST_HISTORY = 1_000;
const AHEAD = '90d';
const MOST_DEADLINES = 2_000;
const MOST_CHANGES = 20_000;

export interface KnowledgeInput {
  readonly store: Pick<Store, 'items' | 'stories' | 'knowledge' | 'deadlines' | 'registers' | 'acks'>;
  readonly view: WeekView;
  /** Every item in the report. */
  readonly items: readonly StoredItem[];
  /** What is asked for; null for all. */
  readonly query: Query | null;
  /** Names of sources by id. */
  readonly nameOf: (sourceId: string) => string;
  readonly parseQuery: (text: string) => Query;
}

/** What changed in a week beside its stories, as it was known when the week closed. */
export async function knowledgeOfWeek(input: KnowledgeInput): Promise<ReportKnowledge> {
  return {
    positions: await positionsOf(input),
    deadlines: await deadlinesOf(input),
    registerChanges: await registerChangesOf(input),
    acknowledgements: await acksOf(input),
  };
}

/** Cells of the matrix that items of the week changed. */
async function positionsOf(input: KnowledgeInput): Promise<readonly ReportPosition[]> {
  const { store, view, items, nameOf } = input;
  const { week } = view;
  const own = new Map(items.filter(item => item.classification.relevant).map(item => [item.id, item]));
  const touched = new Map(
    [...own.values()].flatMap(item =>
      item.classification.positions.map(({ jurisdiction, topic }) => [
        `${jurisdiction} ${topic}`,
        { jurisdiction, topic },
      ]),
    ),
  );
  const changes: ReportPosition[] = [];
  for (const cell of touched.values()) {
    const said = await store.knowledge.positionHistory({ ...cell, before: week.until, limit: MOST_HISTORY });
    const known = await knownStatements(store, said, view);
    const before = toCells(
      known.filter(one => one.at < week.since && !own.has(one.itemId)),
      () => [],
    );
    for (const now of toCells(known, () => [])) {
      if (!own.has(now.itemId)) continue;
      const was = before.find(one => one.audience === now.audience)?.stance ?? null;
      if (was === now.stance) continue;
      const at = known.find(one => one.itemId === now.itemId)?.at ?? week.since;
      changes.push({
        jurisdiction: now.jurisdiction,
        topic: now.topic,
        audience: now.audience,
        stance: now.stance,
        was,
        tier: now.tier,
        date: dayIn(at, week.timeZone),
        quote: cleanLine(now.quote),
        conflicts: now.conflicts.length,
        ...witness(now, nameOf),
      });
    }
  }
  return changes.sort(
    (a, b) =>
      compareText(a.jurisdiction, b.jurisdiction) ||
      TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) ||
      compareText(a.audience ?? '', b.audience ?? ''),
  );
}

async function knownStatements(
  store: KnowledgeInput['store'],
  said: readonly StoredPosition[],
  { knownBy }: WeekView,
): Promise<readonly StoredPosition[]> {
  if (knownBy === null) return said;
  const items = await store.items.getAll([...new Set(said.map(one => one.itemId))]);
  const known = new Set(items.filter(item => item.firstSeenAt < knownBy).map(item => item.id));
  return said.filter(one => known.has(one.itemId));
}

/** What was due within 90 days of the end of the week. */
async function deadlinesOf(input: KnowledgeInput): Promise<readonly ReportDeadline[]> {
  const { store, view, items, query, nameOf, parseQuery } = input;
  const { week, knownBy } = view;
  const own = new Set(items.map(item => item.id));
  const asKnown: Pick<Store, 'deadlines' | 'items' | 'stories'> = {
    deadlines: store.deadlines,
    items: {
      ...store.items,
      getAll: async ids =>
        (await store.items.getAll(ids)).filter(
          item =>
            (knownBy === null || item.firstSeenAt < knownBy) &&
            (item.publishedAt ?? item.firstSeenAt) < week.until,
        ),
    },
    stories: {
      ...store.stories,
      links: async ids =>
        (await store.stories.links(ids)).filter(link => knownBy === null || link.at < knownBy),
    },
  };
  const { deadlines } = await listDeadlines(
    { store: asKnown, clock: () => new Date(week.until), timeZone: week.timeZone, parseQuery },
    { within: AHEAD, limit: MOST_DEADLINES },
  );
  const fits =
    query === null
      ? null
      : await store.items.matching(
          { ...query, since: null, until: null, relevant: 'any' },
          deadlines.map(one => one.itemId),
        );
  return deadlines
    .filter(one => fits === null || fits.has(one.itemId))
    .map(one => {
      const earlier = [...one.alsoSaidBy, ...one.conflicts, ...one.moved];
      const state: DeadlineState = !own.has(one.itemId)
        ? 'known'
        : one.moved.length > 0
          ? 'moved'
          : earlier.some(said => !own.has(said.itemId))
            ? 'known'
            : 'new';
      return {
        kind: one.kind,
        date: one.date,
        due: one.due,
        storyId: one.storyId,
        jurisdictions: one.jurisdictions,
        quote: cleanLine(one.quote),
        state,
        movedFrom: one.moved[0]?.date ?? null,
        unconfirmed: one.unconfirmed,
        ...witness(one, nameOf),
      };
    })
    .sort(
      (a, b) =>
        compareText(a.due, b.due) ||
        compareText(a.kind, b.kind) ||
        compareText(a.title, b.title) ||
        compareText(a.itemId, b.itemId),
    );
}

/** What snapshots of registers showed within the week. */
async function registerChangesOf(input: KnowledgeInput): Promise<readonly ReportRegisterChange[]> {
  const { store, view, query, nameOf } = input;
  const { since, until, timeZone } = view.week;
  const events = await store.registers.events({ since, until, limit: MOST_CHANGES });
  const told = [...new Set(events.flatMap(event => event.itemId ?? []))];
  const fits =
    query === null
      ? null
      : await store.items.matching({ ...query, since: null, until: null, relevant: 'any' }, told);
  return events
    .filter(event => event.kind !== 'listed')
    .filter(event => fits === null || (event.itemId !== null && fits.has(event.itemId)))
    .map(event => ({
      register: event.register,
      registerName: cleanLine(nameOf(event.register)),
      date: dayIn(event.at, timeZone),
      kind: event.kind,
      firm: cleanLine(event.name),
      lei: event.lei,
      homeState: event.homeState,
      changes: event.fields.map(({ field, before, after }) =>
        cleanLine(`${field}: ${before.join(', ') || 'nothing'} → ${after.join(', ') || 'nothing'}`),
      ),
    }))
    .sort(
      (a, b) =>
        compareText(a.date, b.date) || compareText(a.register, b.register) || compareText(a.firm, b.firm),
    );
}

/** Who marked what as seen within the week. */
async function acksOf({ store, view, query, items }: KnowledgeInput): Promise<readonly ReportAck[]> {
  const acks = await store.acks.within(view.week.since, view.week.until);
  const stored = await store.items.getAll([...new Set(acks.map(ack => ack.itemId))]);
  const titles = new Map([...stored, ...items].map(item => [item.id, cleanLine(item.title)]));
  const fits =
    query === null
      ? null
      : await store.items.matching(
          { ...query, since: null, until: null, relevant: 'any' },
          acks.map(ack => ack.itemId),
        );
  return acks
    .filter(ack => fits === null || fits.has(ack.itemId))
    .map(({ at, who, target, storyId, itemId }) => ({
      at,
      who: cleanLine(who),
      target,
      storyId,
      title: titles.get(itemId) ?? itemId,
    }))
    .sort(
      (a, b) =>
        compareText(a.at, b.at) ||
        compareText(a.who, b.who) ||
        compareText(a.target, b.target) ||
        compareText(a.storyId, b.storyId),
    );
}

function witness(
  one: {
    readonly itemId: string;
    readonly title: string;
    readonly url: string | null;
    readonly source: string;
  },
  nameOf: (sourceId: string) => string,
) {
  return {
    itemId: one.itemId,
    title: cleanLine(one.title),
    url: httpUrl(one.url),
    source: cleanLine(nameOf(one.source)),
  };
}
