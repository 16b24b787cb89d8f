import { createHash } from 'node:crypto';
import { escapeHtml as esc } from '../core/escape-html.ts';
import type { ReportedBy, ReportStory, WeeklyReport } from '../query/report-model.ts';
import { type ExportFile, toTextFile } from './export-file.ts';
import { HTML_STYLE } from './html-style.ts';
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

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** The report as one page that needs nothing else: no script, no network, its one style allowed by hash. */
export function toHtml(report: WeeklyReport): ExportFile {
  const styleHash = createHash('sha256').update(HTML_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const sections = toSections(report);
  const contents = sections.map(({ id, title }) => `<li><a href="#${id}">${esc(title)}</a></li>`);
  const bodies = sections.map(
    ({ id, title, body }) => `<section id="${id}">\n<h2>${esc(title)}</h2>\n${body}\n</section>`,
  );
  const query = report.query === '' ? '' : `\n<p class="facts">Query: ${esc(report.query)}</p>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${esc(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${esc(reportTitle(report))}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
<h1>${esc(reportTitle(report))}</h1>
<p class="facts">${esc(weekLine(report))}</p>${query}
</header>
<nav aria-label="Contents">
<ul>
${contents.join('\n')}
</ul>
</nav>
<main>
${bodies.join('\n')}
</main>
<footer>
${report.method.map(sentence => `<p>${esc(sentence)}</p>`).join('\n')}
</footer>
</body>
</html>
`;
  return toTextFile(report, 'html', 'text/html', html);
}

function toSections(report: WeeklyReport): Section[] {
  const pick = storyIndex(report);
  const shorts = (ids: readonly string[]) => list(pick(ids).map(short));
  return [
    { id: 'numbers', title: 'In numbers', body: toNumbers(report) },
    {
      id: 'matters',
      title: 'What matters most',
      body: list(
        report.matters.flatMap(({ storyId, reasons }) =>
          pick([storyId]).map(story => `${jump(story)}<p class="facts">${esc(reasons.join('; '))}</p>`),
        ),
        'ol',
        'Nothing stands out this week.',
      ),
    },
    { id: 'jurisdictions', title: 'By jurisdiction', body: toJurisdictions(report) },
    {
      id: 'topics',
      title: 'By topic',
      body: report.byTopic
        .map(
          section =>
            `<h3>${esc(section.title)} (${section.storyIds.length})</h3>\n${shorts(section.storyIds)}`,
        )
        .join('\n'),
    },
    { id: 'enforcement', title: 'Enforcement and courts', body: shorts(report.enforcement) },
    { id: 'licences', title: 'Licence decisions', body: shorts(report.licenceDecisions) },
    {
      id: 'dates',
      title: 'Dates ahead',
      body: list(
        report.deadlines.flatMap(entry =>
          pick([entry.storyId]).map(
            story => `${esc(entry.date)}: ${jump(story)}<p class="facts">${esc(entry.quote)}</p>`,
          ),
        ),
      ),
    },
    { id: 'coverage', title: 'Coverage', body: toCoverage(report) },
    {
      id: 'left-out',
      title: 'Left out',
      body: list(
        report.excluded.map(({ because, count, examples }) => {
          const titles = examples.map(example => `${esc(example.title)} (${esc(example.source)})`).join('; ');
          const note = titles === '' ? '' : `<p class="facts">For example: ${titles}</p>`;
          return `${count}: ${esc(because)}${note}`;
        }),
      ),
    },
  ];
}

function toNumbers(report: WeeklyReport): string {
  const rows = report.headline.map(
    number =>
      `<tr><th scope="row">${esc(number.label)}</th><td class="n">${number.value}</td><td>${esc(previousLine(number))}</td></tr>`,
  );
  return `<table>
<thead><tr><th scope="col">Number</th><th scope="col">This week</th><th scope="col">Mean before (newest first)</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

/** In full under the first jurisdiction that has it, as one line under every further one. */
function toJurisdictions(report: WeeklyReport): string {
  if (report.stories.length === 0) return '<p>Nothing new.</p>';
  const pick = storyIndex(report);
  const told = new Set<string>();
  return report.byJurisdiction
    .map(section => {
      const stories = pick(section.storyIds).map(story => {
        if (told.has(story.id)) return `<p class="facts">See above: ${jump(story)}</p>`;
        told.add(story.id);
        return full(story);
      });
      return `<h3>${esc(section.title)} (${section.storyIds.length})</h3>\n${stories.join('\n')}`;
    })
    .join('\n');
}

function full(story: ReportStory): string {
  const title = words(story);
  const heading =
    story.url === null ? title : `<a href="${esc(story.url)}" rel="noopener noreferrer">${title}</a>`;
  const more = [
    ...storyFindings(story).map(esc),
    ...story.alsoReportedBy.map(report => `Also reported by ${alsoBy(report)}`),
  ];
  return [
    `<article id="s-${esc(story.id)}">`,
    `<h4>${heading}</h4>`,
    `<p class="facts">${esc(storyFacts(story).join(' · '))}</p>`,
    ...storyFlags(story).map(flag => `<p class="flag">${esc(flag)}</p>`),
    ...(story.quote === null
      ? []
      : [`<blockquote dir="auto" lang="${esc(story.language)}">${esc(story.quote)}</blockquote>`]),
    ...(more.length === 0 ? [] : [list(more)]),
    '</article>',
  ].join('\n');
}

function short(story: ReportStory): string {
  const unconfirmed = story.unconfirmed ? ' <span class="flag">unconfirmed</span>' : '';
  return `${jump(story)} <span class="facts">${esc(story.source)}, ${esc(story.date)}</span>${unconfirmed}`;
}

/** Title that leads to the story within the page. */
function jump(story: ReportStory): string {
  return `<a href="#s-${esc(story.id)}">${words(story)}</a>`;
}

/** Titles come in any language and direction; `bdi` keeps each to itself. */
function words(story: ReportStory): string {
  return `<bdi lang="${esc(story.language)}">${esc(story.title)}</bdi>`;
}

function alsoBy(report: ReportedBy): string {
  const lag = lagText(report);
  const source = esc(report.source);
  const name =
    report.url === null
      ? source
      : `<a class="out" href="${esc(report.url)}" rel="noopener noreferrer">${source}</a>`;
  return `${name}${lag === '' ? '' : `, ${esc(lag)}`}`;
}

function toCoverage(report: WeeklyReport): string {
  const failing = report.coverage.failing.map(({ name, since, error }) => {
    const start = since === null ? '' : ` since ${esc(since)}`;
    return `${esc(name)}${start}: ${esc(error)}`;
  });
  return `<p>${esc(coverageCounts(report.coverage))}</p>${failing.length === 0 ? '' : `\n${list(failing)}`}`;
}

function list(items: readonly string[], tag: 'ul' | 'ol' = 'ul', none = 'None.'): string {
  if (items.length === 0) return `<p>${none}</p>`;
  return `<${tag}>\n${items.map(item => `<li>${item}</li>`).join('\n')}\n</${tag}>`;
}
