import { daysBetween, firstDay, lastDay } from '../core/calendar-date.ts';
import type { DateStatement, Deadline } from '../core/deadlines.ts';
import { titleKey } from '../core/text.ts';
import type { DateKind, StoredItem, Tier } from '../core/types.ts';

const RANK: Readonly<Record<Tier, number>> = { official: 0, 'standard-setter': 0, press: 1, 'law-firm': 1 };

/** Words of a notice that moves a date. */
const MOVING =
  /\b(?:exten(?:d|ds|ded|ding|sion)|postpon\w+|delay\w*|defer\w*|push(?:es|ed)? back|moved|reschedul\w+|new (?:date|deadline)|brought forward|adjourn\w+|reopen\w*|now (?:close|conclude|end|take|appl)\w*|prolong\w*|verlänger\w+|verschob\w+|report(?:é|ée|er)|prorrog\w+|aplaz\w+|prórroga|adiad\w+)\b|延期|延长|延長|推迟|推遲|押后|押後|연기|연장/i;

/** What a notice adds to the title of the document whose date it moves. */
const NOTICE =
  /\b(?:(?:notice of )?(?:an? )?extension of (?:the )?(?:(?:public )?(?:comment|consultation) )?(?:period|deadline)(?: for(?: the)?| on)?|extend(?:s|ed)? (?:the )?(?:comment|consultation) period(?: for(?: the)?| on)?|reopening of (?:the )?comment period(?: for(?: the)?)?)\b/i;

/** The document that an item's title names, when it is a notice that moves a date of it, and its own title else; null for titles too short to tell. */
export function documentOf(title: string): { readonly key: string | null; readonly isNotice: boolean } {
  const bare = title.replace(NOTICE, ' ');
  return { key: titleKey(bare), isNotice: bare !== title };
}

interface Said extends DateStatement {
  readonly item: StoredItem;
}

/**
 * The deadlines of one matter: per kind, the dates that its items name, in order of publication. A later item that names another date moves it when it says so
 * or is a newer text of the same document; otherwise sources of one story contradict each other, and the official one wins.
 */
export function deadlinesOf(
  items: readonly StoredItem[],
  matter: readonly string[],
  today: string,
): Deadline[] {
  const ordered = items.toSorted((a, b) =>
    (a.publishedAt ?? a.firstSeenAt) < (b.publishedAt ?? b.firstSeenAt) ? -1 : 1,
  );
  const kinds = new Set(ordered.flatMap(item => item.classification.dates.map(tag => tag.kind)));
  return [...kinds].flatMap(kind => settle(kind, ordered).map(one => toDeadline(kind, one, matter, today)));
}

interface Settled {
  best: Said;
  readonly same: Said[];
  readonly moved: Said[];
  readonly conflicts: Said[];
}

function settle(kind: DateKind, items: readonly StoredItem[]): Settled[] {
  const current: Settled[] = [];
  for (const item of items) {
    const said = statements(kind, item);
    // Phases of one rule are several dates of one item; they are not each other's contradiction.
    const fresh = said.filter(one => {
      const agreeing = current.find(known => agrees(known.best.date, one.date));
      if (agreeing === undefined) return true;
      agree(agreeing, one);
      return false;
    });
    for (const one of fresh) {
      const rival = current.findLast(known => known.best.item.id !== item.id && isRival(known.best, one));
      if (rival === undefined) current.push({ best: one, same: [], moved: [], conflicts: [] });
      else if (moves(rival.best, one)) {
        rival.moved.unshift(rival.best);
        rival.same.length = 0;
        rival.best = one;
      } else if (RANK[one.tier] < RANK[rival.best.tier]) {
        rival.conflicts.push(rival.best, ...rival.same.splice(0));
        rival.best = one;
      } else rival.conflicts.push(one);
    }
  }
  return current;
}

/** Official words outrank press, the more precise ones the vaguer; otherwise the first that said it is shown. */
function agree(known: Settled, one: Said): void {
  if (one.item.id === known.best.item.id) return;
  const better =
    RANK[one.tier] < RANK[known.best.tier] ||
    (RANK[one.tier] === RANK[known.best.tier] && one.date.length > known.best.date.length);
  if (!better) {
    known.same.push(one);
    return;
  }
  known.same.unshift(known.best);
  known.best = one;
}

/** One covers the other: "2026-Q3" and "2026-08-01". */
function agrees(a: string, b: string): boolean {
  return a === b || (covers(a, b) && a.length !== b.length) || (covers(b, a) && a.length !== b.length);
}

function covers(wide: string, narrow: string): boolean {
  return firstDay(wide) <= firstDay(narrow) && lastDay(narrow) <= lastDay(wide);
}

/** About the same thing: within one story, or a notice that moves a date of the matter. */
function isRival(known: Said, one: Said): boolean {
  return known.item.storyId === one.item.storyId || moves(known, one);
}

function moves(known: Said, one: Said): boolean {
  if (RANK[one.tier] > RANK[known.tier]) return false;
  const sameText = titleKey(known.title) !== null && titleKey(known.title) === titleKey(one.title);
  const later = (one.published ?? '') > (known.published ?? '');
  return (
    later && (MOVING.test(one.quote) || MOVING.test(one.title) || (sameText && known.source === one.source))
  );
}

function statements(kind: DateKind, item: StoredItem): Said[] {
  return item.classification.dates
    .filter(tag => tag.kind === kind)
    .map(({ date, quote, confidence }) => ({
      date,
      quote,
      confidence,
      itemId: item.id,
      title: item.title,
      url: item.url,
      source: item.sourceId,
      tier: item.tier,
      published: item.publishedAt,
      item,
    }));
}

/** The day that counts. */
export function dueDay(kind: DateKind, date: string): string {
  return kind === 'effective' || kind === 'hearing' ? firstDay(date) : lastDay(date);
}

function toDeadline(kind: DateKind, settled: Settled, matter: readonly string[], today: string): Deadline {
  const { best, same, moved, conflicts } = settled;
  const { item, ...statement } = best;
  const due = dueDay(kind, best.date);
  // A period is over with its last day, whenever it begins to count.
  const passed = lastDay(best.date) < today;
  const tags = item.classification;
  return {
    ...statement,
    kind,
    due,
    daysLeft: daysBetween(today, due),
    passed,
    storyId: item.storyId,
    matter,
    jurisdictions: tags.jurisdictions.filter(tag => tag.role === 'primary').map(tag => tag.code),
    topics: tags.topics.map(tag => tag.id),
    unconfirmed: RANK[best.tier] > 0 && !same.some(one => RANK[one.tier] === 0),
    alsoSaidBy: same.map(bare),
    moved: moved.map(bare),
    conflicts: conflicts.map(bare),
  };
}

/**
 * Deadlines with those put together that different reports of one story name for one day in other words ("takes effect", "comply by"): the official one
 * stands, then the first, and the others are listed as who also says it. What one report names twice are two things.
 */
export function oneLineEach(deadlines: readonly Deadline[]): Deadline[] {
  const lines: Deadline[] = [];
  for (const told of Map.groupBy(deadlines, one => `${one.storyId} ${one.date}`).values()) {
    const ordered = told.toSorted(
      (a, b) =>
        RANK[a.tier] - RANK[b.tier] ||
        ((a.published ?? '9') < (b.published ?? '9') ? -1 : a.published === b.published ? 0 : 1),
    );
    const apart: Deadline[] = [];
    for (const one of ordered) {
      const at = apart.findIndex(line => !shareReport(line, one));
      const line = apart[at];
      if (line === undefined) apart.push(one);
      else apart[at] = together(line, one);
    }
    lines.push(...apart);
  }
  return lines;
}

function shareReport(one: Deadline, other: Deadline): boolean {
  const reports = new Set([one, ...one.alsoSaidBy].map(said => said.itemId));
  return [other, ...other.alsoSaidBy].some(said => reports.has(said.itemId));
}

function together(one: Deadline, other: Deadline): Deadline {
  const { date, quote, confidence, itemId, title, url, source, tier, published } = other;
  const said = { date, quote, confidence, itemId, title, url, source, tier, published };
  return {
    ...one,
    unconfirmed: one.unconfirmed && other.unconfirmed,
    alsoSaidBy: [...one.alsoSaidBy, said, ...other.alsoSaidBy],
    moved: [...one.moved, ...other.moved],
    conflicts: [...one.conflicts, ...other.conflicts],
  };
}

function bare({ item: _, ...statement }: Said): DateStatement {
  return statement;
}
