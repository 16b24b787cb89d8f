import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Input } from '../../core/application.ts';
import { AppError } from '../../core/errors.ts';
import type { AddedSource, FoundFeed, ImportReport, SourceSettings } from '../../core/source-care.ts';
import type { SourceDef } from '../../core/types.ts';
import { decodeBytes } from '../../parse/decode.ts';
import { formatSourceFile, ownSourcePath } from '../../sources/format-source-file.ts';
import { type Outline, parseOpml } from '../../sources/opml.ts';
import { parseSourceFile } from '../../sources/parse-source-file.ts';
import { knownAs } from './find-feeds.ts';

interface AddDeps {
  readonly sources: readonly SourceDef[];
  /** Folder of a team's own sources. */
  readonly dir: string;
  readonly write: (file: string, content: string) => Promise<void>;
}

/**
 * Writes one feed as a source of the team's own.
 * @throws AppError "source-known" when a source reads it already or its file exists, "usage" for settings that make no valid source.
 */
export async function addSource(
  feed: Pick<FoundFeed, 'url' | 'title' | 'format'>,
  settings: SourceSettings,
  deps: AddDeps,
): Promise<AddedSource> {
  const known = knownAs(feed.url, deps.sources);
  if (known !== null)
    throw new AppError('source-known', `${feed.url} is read already: it is the source ${known}.`);
  const relative = ownSourcePath(feed.url, settings.jurisdiction);
  const file = path.join(deps.dir, relative);
  if (existsSync(file))
    throw new AppError('source-known', `${file} exists already: edit it, or remove it first.`);
  const name = settings.name ?? feed.title ?? new URL(feed.url).hostname;
  const text = formatSourceFile({ ...settings, name, url: feed.url, format: toFormat(feed.format) });
  const { sources, problems } = parseSourceFile(relative, text);
  const [def] = sources;
  if (def === undefined || problems.length > 0) {
    const lines = problems.map(({ field, problem }) => `  ${field ?? 'file'} ${problem}`);
    throw new AppError('usage', `This makes no valid source:\n${lines.join('\n')}`);
  }
  await deps.write(file, text);
  return { id: def.id, name: def.name, url: def.url, file };
}

/** Feeds of an OPML file, or a YAML file in the form of the catalogue's. One that cannot be added is told and does not stop the rest. */
export async function importSources(
  input: Input,
  settings: SourceSettings,
  deps: AddDeps,
): Promise<ImportReport> {
  const { text } = decodeBytes(input.bytes, input.contentType, null);
  if (/\.ya?ml$/i.test(input.name)) return importYaml(input.name, text, deps);
  const { value: outlines, notes } = parseOpml(text);
  if (notes.some(note => note.code === 'not-opml'))
    throw new AppError('input', `${input.name} is neither OPML nor a .yaml file of sources.`);
  const problems = notes.map(note => note.message);
  const added: AddedSource[] = [];
  const known: { url: string; id: string }[] = [];
  for (const outline of outlines) {
    const id = knownAs(outline.url, deps.sources);
    if (id !== null) {
      known.push({ url: outline.url, id });
      continue;
    }
    try {
      added.push(await addSource(toFeed(outline), fromOutline(outline, settings), deps));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(error.message);
    }
  }
  return { added, known, problems };
}

/** A whole source file: its place below the folder is that of its name, so that "hk/sfc.yaml" overrides entries of the catalogue by id. */
async function importYaml(name: string, text: string, { dir, write }: AddDeps): Promise<ImportReport> {
  const parts = name.replaceAll('\\', '/').split('/').slice(-2);
  const folder = parts.length === 2 && /^[a-z]{2,5}$/.test(parts[0] ?? '') ? parts[0] : 'own';
  const relative = `${folder}/${parts.at(-1)?.toLowerCase() ?? ''}`;
  const { sources, problems } = parseSourceFile(relative, text);
  if (problems.length > 0) {
    const lines = problems.map(({ entry, field, problem }) =>
      [entry, field, problem].filter(part => part !== null).join(' '),
    );
    return { added: [], known: [], problems: lines };
  }
  const file = path.join(dir, relative);
  await write(file, text);
  return {
    added: sources.map(def => ({ id: def.id, name: def.name, url: def.url, file })),
    known: [],
    problems: [],
  };
}

function fromOutline(outline: Outline, settings: SourceSettings): SourceSettings & { homepage?: string } {
  return {
    ...settings,
    ...(outline.language && settings.language === undefined ? { language: outline.language } : {}),
    ...(outline.homepage ? { homepage: outline.homepage } : {}),
  };
}

function toFeed(outline: Outline) {
  return { url: outline.url, title: outline.title, format: 'rss' as const };
}

/** A feed's form is found out at every read; the entry says what it was when it was added. */
function toFormat(format: FoundFeed['format']): SourceDef['format'] {
  return format === 'atom' || format === 'json-feed' ? format : 'rss';
}
