import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Application } from '../core/application.ts';
import type { Browsing } from '../core/browsing.ts';
import { AppError } from '../core/errors.ts';
import { jurisdictionName } from '../core/labels.ts';
import type { Parts } from './parts.ts';

/** Where weekly summaries are kept within the data folder. */
const FOLDER = 'exports';

/** Looking through what is stored page by page. */
export function browsing(
  { store, queryParser, queryVocabulary }: Parts,
  { exportWeekly }: Pick<Application, 'exportWeekly'>,
): Browsing {
  return {
    searchPage: async (text, page) => (await store()).items.search((await queryParser())(text), page),
    keepText: async text => {
      const { keepText } = await import('../pipeline/kept-texts.ts');
      return keepText((await store()).settings, text);
    },
    keptText: async key => {
      const { keptText } = await import('../pipeline/kept-texts.ts');
      return keptText((await store()).settings, key);
    },
    jurisdictionCodes: async list => {
      const { nearestValue, resolveValue } = await import('../query/query-vocabulary.ts');
      const { jurisdictions } = await queryVocabulary();
      const codes = list
        .split(/[,;、，]/)
        .map(name => name.trim())
        .filter(name => name !== '')
        .flatMap(name => {
          const found = resolveValue(name, jurisdictions);
          if (found.length > 0) return found;
          const near = nearestValue(name, jurisdictions);
          const meant = near === null ? '' : ` Did you mean ${near} (${jurisdictionName(near)})?`;
          throw new AppError('usage', `I know no jurisdiction "${name.slice(0, 60)}".${meant}`);
        });
      return [...new Set(codes)];
    },
    jurisdictionsLike: async (typed, limit) => {
      const { foldValue } = await import('../query/query-vocabulary.ts');
      const wanted = foldValue(typed);
      const { jurisdictions } = await queryVocabulary();
      const begins = jurisdictions.filter(({ id }) => foldValue(id).startsWith(wanted));
      const named = jurisdictions.filter(
        one => !begins.includes(one) && one.aliases.some(name => foldValue(name).startsWith(wanted)),
      );
      return [...begins, ...named]
        .slice(0, limit)
        .map(({ id }) => ({ code: id, name: jurisdictionName(id) }));
    },
    weeklyFiles: async ({ week, formats, query = '' }) => {
      // A narrowed summary must not take the place of the week's own.
      const own = query === '' ? null : await mkdtemp(path.join(tmpdir(), 'regbeat-export-'));
      try {
        const made = await exportWeekly({ week, formats, query, ...(own === null ? {} : { dir: own }) });
        const files = [];
        for (const { name } of made.files)
          files.push({ name, bytes: await readFile(path.join(made.dir, name)) });
        return { week: made.week, stories: made.stories, files, folder: own === null ? FOLDER : null };
      } finally {
        if (own !== null) await rm(own, { recursive: true, force: true });
      }
    },
  };
}
