import { cleanLine } from '../core/text.ts';
import type { ReportedBy, ReportStory, WeeklyReport } from '../query/report-model.ts';
import { type ExportFile, toTextFile } from './export-file.ts';
import {
  coverageCounts,
  lagText,
  previousLine,
  reportTitle,
  storyFacts,
  storyFindings,
  storyFlags,
  storyIndex,
  weekLine,
} from './report-words.ts';

/** The report as CommonMark with tables: reads well as it is, and renders without raw HTML. */
export function toMarkdown(report: WeeklyReport): ExportFile {
  const pick = storyIndex(report);
  const lines = [
    `# ${md(reportTitle(report))}`,
    '',
    md(weekLine(report)),
    ...(report.query === '' ? [] : ['', `Query: ${md(report.query)}`]),
    '',
    '## In numbers',
    '',
    '| Number | This week | Mean before (newest first) |',
    '| --- | ---: | --- |',
    ...report.headline.map(
      number => `| ${md(number.label)} | ${number.value} | ${md(previousLine(number))} |`,
    ),
    '',
    '## What matters most',
    '',
    ...(report.matters.length === 0 ? ['Nothing stands out this week.'] : []),
    ...report.matters.flatMap(({ storyId, reasons }, index) =>
      pick([storyId]).map(story => `${index + 1}. ${link(story)}: ${md(reasons.join('; '))}`),
    ),
    '',
    '## By jurisdiction',
    '',
    ...(report.stories.length === 0 ? ['Nothing new.', ''] : []),
    ...toJurisdictions(report),
    '## By topic',
    '',
    ...report.byTopic.flatMap(section => [
      `### ${md(section.title)} (${section.storyIds.length})`,
      '',
      ...pick(section.storyIds).map(short),
      '',
    ]),
    '## Enforcement and courts',
    '',
    ...orNone(pick(report.enforcement).map(short)),
    '',
    '## Licence decisions',
    '',
    ...orNone(pick(report.licenceDecisions).map(short)),
    '',
    '## Dates ahead',
    '',
    ...orNone(
      report.deadlines.flatMap(entry =>
        pick([entry.storyId]).map(story => `- ${entry.date}: ${link(story)}. ${md(entry.quote)}`),
      ),
    ),
    '',
    '## Coverage',
    '',
    md(coverageCounts(report.coverage)),
    '',
    ...report.coverage.failing.map(({ name, since, error }) => {
      const start = since === null ? '' : ` since ${since}`;
      return `- ${md(name)}${start}: ${md(error)}`;
    }),
    '',
    '## Left out',
    '',
    ...orNone(
      report.excluded.map(({ because, count, examples }) => {
        const titles = examples.map(example => `${md(example.title)} (${md(example.source)})`).join('; ');
        return `- ${count}: ${md(because)}${titles === '' ? '' : `. For example: ${titles}`}`;
      }),
    ),
    '',
    '## Method',
    '',
    ...report.method.map(sentence => `- ${md(sentence)}`),
    '',
  ];
  return toTextFile(report, 'md', 'text/markdown', lines.join('\n').replace(/\n{3,}/g, '\n\n'));
}

/** In full under the first jurisdiction that has it, as one line under every further one. */
function toJurisdictions(report: WeeklyReport): string[] {
  const pick = storyIndex(report);
  const told = new Set<string>();
  return report.byJurisdiction.flatMap(section => [
    `### ${md(section.title)} (${section.storyIds.length})`,
    '',
    ...pick(section.storyIds).flatMap(story => {
      if (told.has(story.id)) return [`- See above: ${link(story)}`, ''];
      told.add(story.id);
      return full(story);
    }),
  ]);
}

function full(story: ReportStory): string[] {
  return [
    `#### ${link(story)}`,
    '',
    md(storyFacts(story).join(' · ')),
    '',
    ...storyFlags(story).flatMap(flag => [`**${md(upper(flag))}.**`, '']),
    ...(story.quote === null ? [] : [`> ${md(story.quote)}`, '']),
    ...storyFindings(story).map(finding => `- ${md(finding)}`),
    ...story.alsoReportedBy.map(report => `- Also reported by ${alsoBy(report)}`),
    '',
  ];
}

function short(story: ReportStory): string {
  const unconfirmed = story.unconfirmed ? ' (unconfirmed)' : '';
  return `- ${link(story)} (${md(story.source)}, ${story.date})${unconfirmed}`;
}

function alsoBy(report: ReportedBy): string {
  const lag = lagText(report);
  const source =
    report.url === null ? md(report.source) : `[${md(report.source)}](${destination(report.url)})`;
  return `${source}${lag === '' ? '' : `, ${lag}`}`;
}

function link(story: ReportStory): string {
  return story.url === null ? md(story.title) : `[${md(story.title)}](${destination(story.url)})`;
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['None.'] : lines;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * Any text as Markdown that shows exactly that text on one line: nothing in it starts a heading, list, link, image, HTML
 * tag, entity, emphasis, code, table cell, mention, issue reference or automatic link (CommonMark 0.31 and GitHub's extensions).
 */
export function md(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_[\]<>|~$@#&]|!(?=\[)/g, '\\$&')
    .replace(/(?<!\d):(?=\S)|:(?=[^\s\d])/g, '\\:')
    .replace(/www\./gi, www => `${www.slice(0, 3)}\\.`)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** An http(s) address inside "(<...>)": only what could end or bend it is changed. */
function destination(url: string): string {
  const safe = url.replace(/[\s<>\\`|]/g, char => encodeURIComponent(char)).replace(/&(?=#?\w+;)/g, '\\&');
  return `<${safe}>`;
}
