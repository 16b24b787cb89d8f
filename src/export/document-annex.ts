import type { WeeklyReport } from '../query/report-model.ts';
import type { Block } from './document.ts';
import { coverageCounts } from './report-words.ts';

/** What was read and what was not, with a line for every source. */
export function toCoverage(report: WeeklyReport): Block[] {
  const { coverage } = report;
  const blocks: Block[] = [{ type: 'text', line: [{ text: `${coverageCounts(coverage)}.` }] }];
  if (coverage.failing.length > 0) {
    const items = coverage.failing.map(({ name, since, error }) => ({
      line: [{ text: `${name}${since === null ? '' : ` since ${since}`}: ${error}` }],
      note: null,
    }));
    blocks.push({ type: 'group', title: 'Not read', blocks: [{ type: 'list', ordered: false, items }] });
  }
  if (coverage.sources.length > 0) {
    const columns = [
      { title: 'Source', width: 7 },
      { title: 'Reads', numeric: true, width: 1.6 },
      { title: 'Done', numeric: true, width: 1.6 },
      { title: 'Gaps', numeric: true, width: 1.6 },
      { title: 'Hours unread', numeric: true, width: 2 },
    ];
    const rows = coverage.sources.map(row => [
      [{ text: row.name }],
      ...[row.reads, row.done, row.gaps, row.hoursUnread].map(value => [{ text: String(value) }]),
    ]);
    blocks.push({
      type: 'group',
      title: 'Every source',
      blocks: [{ type: 'table', columns, rows }],
    });
  }
  return blocks;
}

/** What was read and is not in the report, by rule. */
export function toExcluded(report: WeeklyReport): Block[] {
  if (report.excluded.length === 0) return [{ type: 'text', line: [{ text: 'None.' }] }];
  const items = report.excluded.map(({ because, count, examples }) => {
    const titles = examples.map(example => `${example.title} (${example.source})`).join('; ');
    return {
      line: [{ text: `${count}: ${because}` }],
      note: titles === '' ? null : [{ text: `For example: ${titles}`, tone: 'faint' as const }],
    };
  });
  return [{ type: 'list', ordered: false, items }];
}

/** Jurisdictions against topics; nothing where either has no story. */
export function toHeatMap({ heatMap: map }: WeeklyReport): Block[] {
  if (map.rows.length === 0 || map.columns.length === 0) return [];
  const most = map.counts
    .flatMap((row, at) => row.map((count, column) => ({ count, row: at, column })))
    .reduce((best, one) => (one.count > best.count ? one : best));
  const alt = `Stories by jurisdiction and topic. Most: ${map.rows[most.row]?.title}, ${map.columns[most.column]?.title} (${most.count}).`;
  return [{ type: 'heat-map', map, alt }];
}
