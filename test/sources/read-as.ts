import path from 'node:path';
import type { Article, SourceDef } from '../../src/core/types.ts';
import { normaliseItems } from '../../src/normalise/normalise-items.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { listAddress } from '../../src/sources/list-address.ts';
import { loadSources } from '../../src/sources/load-sources.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');

export interface ReadAs {
  readonly articles: readonly Article[];
  /** Codes of the notes of both stages. */
  readonly codes: readonly string[];
  readonly complete: boolean;
}

/** All sources of feeds/, and a reader of invented documents by the rules of one of them. */
export function createReadAs() {
  const { sources } = loadSources([path.resolve(import.meta.dirname, '../../feeds')]);
  const byId = new Map(sources.map(def => [def.id, def]));
  const source = (id: string): SourceDef => {
    const def = byId.get(id);
    if (def === undefined) throw new Error(`feeds/ has no source ${id}`);
    return def;
  };
  const readAs = async (
    id: string,
    body: string | Uint8Array,
    contentType: string | null = null,
  ): Promise<ReadAs> => {
    const def = source(id);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const document = await parseDocument({ bytes, contentType, url: listAddress(def, NOW).url }, def);
    const { value: articles, notes } = normaliseItems(document, def, NOW);
    return {
      articles,
      codes: [...document.notes, ...notes].map(({ code }) => code),
      complete: document.complete,
    };
  };
  return { sources, source, readAs };
}
