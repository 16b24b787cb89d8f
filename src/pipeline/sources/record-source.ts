import path from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { Clock, Fetcher } from '../../core/ports.ts';
import type { Recording } from '../../core/source-care.ts';
import type { SourceDef } from '../../core/types.ts';
import { lookAtSource } from './check-sources.ts';

const ENDINGS: Readonly<Record<string, string>> = {
  rss: 'xml',
  atom: 'xml',
  'json-feed': 'json',
  json: 'json',
  html: 'html',
  csv: 'csv',
  xlsx: 'xlsx',
  pdf: 'pdf',
};

/**
 * Keeps what a source answers now, byte for byte, as <dir>/<id with hyphens>/<instant>.<ending>, with the request and the answer's
 * headers that matter in a JSON file beside it: something to write a rule against, and to show when a publisher asks.
 * @throws AppError "not-recorded" when it does not answer with a document.
 */
export async function recordSource(
  def: SourceDef,
  dir: string,
  deps: {
    readonly fetcher: Fetcher;
    readonly clock: Clock;
    readonly write: (file: string, content: string | Uint8Array) => Promise<void>;
  },
): Promise<Recording> {
  const { url, answer, document, articles, notes } = await lookAtSource(def, deps);
  if (answer.outcome !== 'body' || document === null) {
    const reason = answer.outcome === 'failed' ? answer.error : 'it sent no document';
    throw new AppError('not-recorded', `${def.id} could not be recorded: ${reason}`, { retry: 'later' });
  }
  const stamp = answer.fetchedAt.replace(/[:.]/g, '-');
  const base = path.join(dir, def.id.replaceAll('/', '-'), stamp);
  const recording = {
    id: def.id,
    body: `${base}.${ENDINGS[def.format] ?? 'bin'}`,
    about: `${base}.about.json`,
    bytes: answer.bytes.length,
    items: articles.length,
  };
  const about = {
    source: def.id,
    url,
    finalUrl: answer.finalUrl,
    method: def.method,
    status: answer.status,
    contentType: answer.contentType,
    validators: answer.validators,
    fetchedAt: answer.fetchedAt,
    format: document.format,
    items: articles.length,
    notes,
  };
  await deps.write(recording.body, answer.bytes);
  await deps.write(recording.about, `${JSON.stringify(about, null, 2)}\n`);
  return recording;
}
