import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes `<folder>/feeds/zz/test.yaml` with the given entries, each a regulator's RSS list unless it says otherwise, and returns
 * the folder for REGBEAT_FEEDS. The ids are "zz/test/<name>".
 */
export async function writeOwnFeeds(
  folder: string,
  sources: Readonly<Record<string, { readonly url: string } & Readonly<Record<string, unknown>>>>,
): Promise<string> {
  const feeds = path.join(folder, 'feeds');
  const file = {
    publisher: 'Test publisher',
    authority: null,
    jurisdiction: null,
    tier: 'official',
    type: 'regulator',
    language: 'en',
    timeZone: 'UTC',
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, entry]) => [
        name,
        { name: `List ${name}`, format: 'rss', ...entry },
      ]),
    ),
  };
  await mkdir(path.join(feeds, 'zz'), { recursive: true });
  // JSON is YAML.
  await writeFile(path.join(feeds, 'zz', 'test.yaml'), JSON.stringify(file, null, 2));
  return feeds;
}
