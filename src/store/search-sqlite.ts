import { sql } from 'kysely';
import { hasSpacelessScript, segmentForIndex } from '../core/text.ts';
import type { TextTerm } from '../core/types.ts';
import type { Flag } from './schema.ts';
import type { SearchIndex } from './search-index.ts';

/** Longer texts are indexed up to here (UTF-16 units): a book-length annex must not outweigh a thousand items. The store keeps all of it. */
const INDEXED_LENGTH = 200_000;

/** A match in the title counts this much more than one in the text when sorting by rank. */
const TITLE_WEIGHT = 4;

/** Letters and digits: what FTS5's unicode61 makes tokens of. */
const TOKEN = /[\p{L}\p{N}\p{Co}]/u;
const EDGES = /^[^\p{L}\p{N}\p{Co}]+|[^\p{L}\p{M}\p{N}\p{Co}]+$/gu;

/**
 * FTS5 over two contentless tables. Runs of Chinese and Japanese are stored as overlapping pairs (core/text.ts), so that words
 * of two characters are found; one character is a prefix search, more are a phrase of pairs.
 */
export function createSqliteSearch(): SearchIndex {
  return {
    async add(tx, entries) {
      for (const { id, relevant, title, text } of entries) {
        await sql`insert into ${tableOf(relevant)} (rowid, title, text) values (${id}, ${indexed(title)}, ${indexed(text)})`.execute(
          tx,
        );
      }
    },
    async remove(tx, { id, relevant }) {
      await sql`delete from ${tableOf(relevant)} where rowid = ${id}`.execute(tx);
    },
    toMatch(terms) {
      const positive: string[] = [];
      const negative: string[] = [];
      for (const term of terms) {
        const token = toExpression(term);
        if (term.negated) {
          if (token !== null) negative.push(token);
        } else if (token === null) return null;
        else positive.push(token);
      }
      return {
        positive: positive.length === 0 ? null : positive.join(' AND '),
        negative: negative.length === 0 ? null : negative.join(' OR '),
      };
    },
    table: tableOf,
    id: relevant => sql<number>`${sql.ref(`${nameOf(relevant)}.rowid`)}`,
    matches: (relevant, expression) => sql<boolean>`${sql.ref(nameOf(relevant))} match ${expression}`,
    score: relevant => sql<number>`bm25(${sql.ref(nameOf(relevant))}, ${TITLE_WEIGHT}, 1)`,
  };
}

/** One term as an FTS5 expression: always a quoted string, so nothing a person types is syntax. Null when it has no token. */
export function toExpression(term: TextTerm): string | null {
  const folded = fold(term.text);
  const word = folded.replace(EDGES, '');
  if (!TOKEN.test(word)) return null;
  const tokens = segmentForIndex(word).trim().split(/\s+/);
  const last = Array.from(tokens.at(-1) ?? '');
  const beforeLast = Array.from(tokens.at(-2) ?? '');
  const single = last.length === 1 && hasSpacelessScript(last.join(''));
  let prefix = !term.phrase && /[\p{L}\p{N}]\*$/u.test(folded) && Array.from(word).length >= 3;
  if (single) {
    // The end of a run: covered by the pair before it, or one character that any pair may start with.
    const paired = beforeLast.length === 2 && beforeLast[1] === last[0];
    if (paired) tokens.pop();
    else prefix = true;
  }
  const quoted = `"${tokens.join(' ').replaceAll('"', ' ').replaceAll('\u0000', ' ')}"`;
  return prefix ? `${quoted} *` : quoted;
}

function indexed(text: string): string {
  return segmentForIndex(fold(text.length > INDEXED_LENGTH ? text.slice(0, INDEXED_LENGTH) : text));
}

/** Full-width letters and digits, ligatures and the like as plain ones, on both sides. */
function fold(text: string): string {
  return text.normalize('NFKC');
}

function nameOf(relevant: Flag): string {
  return relevant === 1 ? 'search_relevant' : 'search_other';
}

function tableOf(relevant: Flag) {
  return sql.table(nameOf(relevant));
}
