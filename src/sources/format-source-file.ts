import type { SourceSettings } from '../core/source-care.ts';
import type { SourceDef } from '../core/types.ts';

/** What the file of a source that a team adds is made of. */
export interface OwnSource extends SourceSettings {
  readonly name: string;
  readonly url: string;
  readonly format: SourceDef['format'];
  readonly homepage?: string;
}

/** Where a team's own source is kept below its folder: "hk/example-org-news.yaml"; "own" stands for no jurisdiction. */
export function ownSourcePath(url: string, jurisdiction: string | undefined): string {
  const { hostname, pathname, search } = new URL(url);
  const words = `${hostname.replace(/^www\./, '')} ${pathname.replace(/\.[a-z]{2,5}$/i, '')} ${search}`;
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return `${jurisdiction?.toLowerCase() ?? 'own'}/${slug}.yaml`;
}

/** The YAML of one own source. Values are written as JSON strings, which YAML reads as they are. */
export function formatSourceFile(source: OwnSource): string {
  const quote = (value: string | null) => JSON.stringify(value);
  const type = source.type ?? (source.jurisdiction && source.tier === 'official' ? 'regulator' : 'news');
  return [
    `publisher: ${quote(source.publisher ?? source.name)}`,
    `authority: ${quote(source.authority ?? null)}`,
    `jurisdiction: ${quote(source.jurisdiction?.toUpperCase() ?? null)}`,
    `tier: ${source.tier ?? 'press'}`,
    `type: ${type}`,
    `language: ${quote(source.language ?? 'en')}`,
    `timeZone: ${quote(source.timeZone ?? 'UTC')}`,
    ...(source.homepage ? [`homepage: ${quote(source.homepage)}`] : []),
    ...(source.cryptoOnly ? ['cryptoOnly: true'] : []),
    'sources:',
    '  feed:',
    `    name: ${quote(source.name)}`,
    `    format: ${source.format}`,
    `    url: ${quote(source.url)}`,
    '',
  ].join('\n');
}
