import type { RegisterEvent, RegisteredFirm } from '../core/registers.ts';
import { quoteOf } from '../core/summary/quote.ts';
import { truncate } from '../core/text.ts';
import type { Classification, Evidence, StoredItem } from '../core/types.ts';

const QUOTE_LENGTH = 320;

/** An item with its tier, the summary that its source gave, and the sentences of its words that say what happened. */
export function itemJson(item: StoredItem) {
  const tags = item.classification;
  return {
    id: item.id,
    title: item.title,
    url: item.url,
    source: item.sourceId,
    tier: item.tier,
    published: item.publishedAt,
    firstSeen: item.firstSeenAt,
    language: item.language,
    relevant: tags.relevant,
    relevance: tags.relevance,
    jurisdictions: tags.jurisdictions.map(({ code, role }) => ({ code, role })),
    topics: tags.topics.map(topic => topic.id),
    kind: tags.kind.id,
    authorities: tags.authorities.map(authority => authority.name),
    story: item.storyId,
    summary: item.summary,
    quote: quoteOf(item.text.trim() === '' ? (item.summary ?? '') : item.text, item.title, QUOTE_LENGTH),
  };
}

/** Tags as `classify --json` prints them. */
export function tagsJson(tags: Classification) {
  return {
    relevant: tags.relevant,
    relevance: tags.relevance,
    jurisdictions: tags.jurisdictions.map(({ code, role, score, evidence }) => ({
      code,
      role,
      score,
      evidence: evidence.map(toSpan),
    })),
    topics: tags.topics.map(({ id, score, evidence }) => ({ id, score, evidence: evidence.map(toSpan) })),
    kind: { id: tags.kind.id, score: tags.kind.score, evidence: tags.kind.evidence.map(toSpan) },
    authorities: tags.authorities.map(authority => authority.name),
    authorityEvidence: tags.authorities.map(({ name, jurisdiction, evidence }) => ({
      name,
      jurisdiction,
      evidence: evidence.map(toSpan),
    })),
    positions: tags.positions.map(({ evidence, ...position }) => ({
      ...position,
      evidence: evidence.map(toSpan),
    })),
    dates: tags.dates.map(({ kind, date, quote, confidence, evidence }) => ({
      kind,
      date,
      quote,
      confidence,
      evidence: evidence.map(toSpan),
    })),
    figures: tags.figures.map(({ what, value, unit, authority, quote }) => ({
      what,
      value,
      unit,
      authority,
      quote,
    })),
    requirements: tags.requirements.map(({ modality, text }) => ({ modality, text })),
    entities: tags.entities.map(({ kind, id, name, score, evidence }) => ({
      kind,
      id,
      name,
      score,
      evidence: evidence.map(toSpan),
    })),
    language: tags.language,
    model: tags.model,
  };
}

function toSpan({ field, start, end, text, rule }: Evidence) {
  return { field, start, end, text, rule };
}

/** The first part of a text, and whether that is all of it. */
export function cutText(text: string, most: number): { readonly text: string; readonly truncated: boolean } {
  return { text: truncate(text, most), truncated: text.length > most };
}

/** Fields that are lists by nature; of others, several values are joined. */
const LISTS: ReadonlySet<string> = new Set(['services', 'hostStates']);

function shownAs(field: string, values: readonly string[]): readonly string[] | string | null {
  if (LISTS.has(field)) return values;
  return values.length === 0 ? null : values.join(' | ');
}

/** A line of a register's history, as `registers diff --json` prints it. */
export function eventJson({ entryId, itemId, fields, ...event }: RegisterEvent) {
  const { register, at, kind, name, lei, homeState } = event;
  return {
    register,
    at,
    kind,
    id: entryId,
    name,
    lei,
    homeState,
    fields: Object.fromEntries(
      fields.map(({ field, before, after }) => [
        field,
        { before: shownAs(field, before), after: shownAs(field, after) },
      ]),
    ),
    item: itemId,
  };
}

/** A firm as `registers history --json` prints it: its services as the register words them. */
export function registeredJson({ services, ...firm }: RegisteredFirm) {
  return {
    ...firm,
    services: services.map(({ letter, name }) => (letter === null ? name : `${letter}. ${name}`)),
  };
}
