import type { WeeklyFiles } from '../../core/browsing.ts';
import type { BotDeps, Choice, Command, SlashCall } from '../command.ts';
import { choice, option, slash } from '../command-data.ts';
import { oneOf } from '../items/choices.ts';
import { queryChoices } from '../query-choices.ts';
import type { Reply } from '../reply.ts';

const FORMATS = ['md', 'html', 'json', 'csv'] as const;
const MEGABYTE = 1024 * 1024;
/** A message takes ten files, and all of them together no more than this. */
const MOST_FILES = 10;
const MOST_BYTES = 24 * MEGABYTE;
const WEEKS = 12;
const DAY_MS = 86_400_000;

/** `/export`: the weekly summary as files. */
export const exportFiles: Command = {
  key: 'export',
  data: slash('export', 'command.export', {
    options: [
      option('text', 'week', 'command.export.week', { autocomplete: true, max_length: 10 }),
      option('text', 'format', 'command.export.format', {
        choices: [
          choice('all', 'export.all'),
          choice('md', 'export.markdown'),
          choice('html', 'export.html'),
          choice('json', 'export.json'),
          choice('csv', 'export.csv'),
        ],
      }),
      option('text', 'query', 'command.query', { autocomplete: true, max_length: 1_000 }),
    ],
  }),
  help: {
    text: 'command.export.help',
    examples: ['/export', '/export week:2026-W46 format:HTML', '/export query:jurisdiction:HK'],
  },

  async handle(call, deps) {
    const { options } = call;
    const format = oneOf(FORMATS, options.text('format'));
    const week = options.text('week')?.trim() ?? '';
    const files = await deps.app.weeklyFiles({
      ...(week === '' ? {} : { week }),
      formats: format === null ? FORMATS : [format],
      query: options.text('query')?.trim() ?? '',
    });
    return attach(call, files);
  },

  async autocomplete({ focused }, deps) {
    return focused.name === 'query' ? queryChoices(focused.value, deps) : weeks(focused.value, deps);
  },
};

/** What fits is attached, smallest first; the rest is named, with where it can be had. */
function attach({ t, attachmentLimit }: SlashCall, { week, stories, files, folder }: WeeklyFiles): Reply {
  const attached = new Set<string>();
  let bytes = 0;
  for (const file of files.toSorted((a, b) => a.bytes.length - b.bytes.length)) {
    const fits = file.bytes.length <= attachmentLimit && bytes + file.bytes.length <= MOST_BYTES;
    if (!fits || attached.size >= MOST_FILES) continue;
    attached.add(file.name);
    bytes += file.bytes.length;
  }
  const left = files.filter(({ name }) => !attached.has(name)).map(({ name }) => `\`${name}\``);
  const limit = Math.floor(attachmentLimit / MEGABYTE);
  const lines = [
    t('export.done', { week, stories }),
    ...(left.length === 0
      ? []
      : [
          t('export.too-large', { limit, names: left.join(', ') }),
          folder === null ? t('export.narrow') : t('export.there', { folder }),
        ]),
  ];
  return {
    content: lines.join('\n').slice(0, 2000),
    files: files
      .filter(({ name }) => attached.has(name))
      .map(({ name, bytes: own }) => ({ name, bytes: own, description: `${week} ${name}` })),
  };
}

/** The last full weeks as ISO 8601 counts them, newest first. */
function weeks(typed: string, { clock }: BotDeps): readonly Choice[] {
  const now = clock().getTime();
  const labels = Array.from({ length: WEEKS }, (_, back) => isoWeekOf(now - (back + 1) * 7 * DAY_MS));
  const wanted = typed.trim().toUpperCase();
  return labels.filter(label => label.includes(wanted)).map(label => ({ name: label, value: label }));
}

/** A week belongs to the year of its Thursday. */
function isoWeekOf(time: number): string {
  const day = new Date(time);
  const thursday = new Date(time + (4 - (day.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const number = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(number).padStart(2, '0')}`;
}
