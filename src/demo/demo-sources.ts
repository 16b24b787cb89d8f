import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A source file of the demonstration as text, to be parsed like the files under feeds/. */
export interface DemoSourceFile {
  /** "<jurisdiction>/<publisher>.yaml", from which the ids are made. */
  readonly path: string;
  readonly text: string;
}

const FOLDER = path.join(import.meta.dirname, 'sources');

/** Reads the demonstration's source files in the order of their paths, with `{origin}` replaced by the server's origin. */
export async function loadDemoSourceFiles(origin: string): Promise<readonly DemoSourceFile[]> {
  const names = await readdir(FOLDER, { recursive: true });
  const paths = names
    .map(name => name.split(path.sep).join('/'))
    .filter(name => name.endsWith('.yaml'))
    .sort();
  return Promise.all(
    paths.map(async name => {
      const text = await readFile(path.join(FOLDER, name), 'utf8');
      return { path: name, text: text.replaceAll('{origin}', origin) };
    }),
  );
}
