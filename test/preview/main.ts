import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pageHtml } from './page.ts';
import { NOW, screens } from './screens.ts';

/** Writes every screen as a page in both themes: `node test/preview/main.ts [folder]`. Nothing is loaded from anywhere. */
const folder = path.resolve(process.argv[2] ?? 'data/preview');
await mkdir(folder, { recursive: true });
for (const [name, posts] of screens())
  for (const theme of ['dark', 'light'] as const)
    await writeFile(path.join(folder, `${name}-${theme}.html`), pageHtml(posts, theme, NOW));
process.stdout.write(`${folder}\n`);
