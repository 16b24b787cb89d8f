import { AppError } from '../core/errors.ts';
import type { Clock, Store, StoredPosition } from '../core/ports.ts';
import type { PositionMatrix } from '../core/position-matrix.ts';
import { TOPICS, type Topic } from '../core/types.ts';
import { toAttested, toCells, toStatement } from './matrix-cells.ts';

/** Statements read per jurisdiction and activity. */
const MOST_HISTORY = 1000;
const MOST_FIGURES = 10_000;
const CODE = /^(?:[A-Z]{2}|INT)$/;
const DAY_MS = 86_400_000;

function toTopic(text: string): Topic {
  const topic = TOPICS.find(one => one === text.trim().toLowerCase());
  if (topic !== undefined) return topic;
  throw new AppError('matrix', `"${text}" is no topic. Topics: ${TOPICS.join(', ')}.`);
}

function toCode(text: string): string {
  const code = text.trim().toUpperCase();
  if (CODE.test(code)) return code;
  throw new AppError('matrix', `"${text}" is no jurisdiction. Give codes such as HK, US or EU.`);
}

/** The instant before which items count: the end of a day, or just behind an instant. */
function toLimit(asOf: string | undefined, now: Date): { readonly before: string; readonly asOf: string } {
  if (asOf === undefined)
    return { before: new Date(now.getTime() + DAY_MS).toISOString(), asOf: now.toISOString().slice(0, 10) };
  const text = asOf.trim();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const instant =
    day || /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(day ? `${text}T00:00:00Z` : text) : Number.NaN;
  if (Number.isNaN(instant) || (day && new Date(instant).toISOString().slice(0, 10) !== text))
    throw new AppError('matrix', `"${asOf}" is no day. Write it as 2025-05-01.`);
  return { before: new Date(day ? instant + DAY_MS : instant + 1).toISOString(), asOf: text };
}

/** The matrix of positions and the series of figures over what is stored. */
export function createMatrix(deps: { readonly store: Store; readonly clock: Clock }): PositionMatrix {
  const { store, clock } = deps;
  return {
    async positionMatrix({ topics = [], jurisdictions = [], asOf, history = false }) {
      const limit = toLimit(asOf, clock());
      const filter = {
        topics: topics.map(toTopic),
        jurisdictions: jurisdictions.map(toCode),
        before: limit.before,
      };
      const statements = await store.knowledge.newestPositions(filter);
      const past = new Map<string, readonly StoredPosition[]>();
      if (history) {
        for (const { jurisdiction, topic } of statements) {
          const key = `${jurisdiction} ${topic}`;
          if (past.has(key)) continue;
          const cell = { jurisdiction, topic, before: limit.before, limit: MOST_HISTORY };
          past.set(key, await store.knowledge.positionHistory(cell));
        }
      }
      const historyOf = ({ jurisdiction, topic, audience }: StoredPosition): readonly StoredPosition[] =>
        (past.get(`${jurisdiction} ${topic}`) ?? []).filter(one => one.audience === audience);
      return { asOf: limit.asOf, cells: toCells(statements, historyOf) };
    },

    async positionHistory(jurisdiction, topic, asOf) {
      const { before } = toLimit(asOf, clock());
      const cell = { jurisdiction: toCode(jurisdiction), topic: toTopic(topic), before, limit: MOST_HISTORY };
      return (await store.knowledge.positionHistory(cell)).map(toStatement);
    },

    async figures({ authority, what, asOf, limit = 100 }) {
      const { before } = toLimit(asOf, clock());
      const rows = await store.knowledge.figures({
        authority: authority ?? null,
        what: what ?? null,
        before,
        limit: Math.max(1, Math.min(limit, MOST_FIGURES)),
      });
      return rows.map(row => ({
        what: row.what,
        value: row.value,
        unit: row.unit,
        authority: row.authority,
        quote: row.quote,
        ...toAttested(row),
      }));
    },
  };
}
