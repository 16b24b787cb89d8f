import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { escapeHtml } from '../../src/core/escape-html.ts';
import { sha256 } from '../../src/core/ids.ts';
import { cleanLine } from '../../src/core/text.ts';
import { csvCell } from '../../src/export/csv.ts';
import { EXPORT_FORMATS, exporters, toExportFormats } from '../../src/export/exporters.ts';
import { weeklyReportSchema } from '../../src/export/json-schema.ts';
import { buildManifest } from '../../src/export/manifest.ts';
import { md } from '../../src/export/markdown.ts';
import { toFiles } from '../../src/export/to-files.ts';
import type { WeeklyReport } from '../../src/query/report-model.ts';
import { buildWeeklyReport } from '../../src/query/weekly-report.ts';
import { HOSTILE_TITLES, hostileReport, reportInput } from './sample-report.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

function textOf(format: keyof typeof exporters, report: WeeklyReport): string {
  return decoder.decode(exporters[format](report).bytes);
}

/** What a Markdown reader would show: backslash escapes resolved, nothing else touched. */
function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Titles, links and headline values of a file, as a reader of that format finds them. */
const readers: Record<
  keyof typeof exporters,
  (report: WeeklyReport) => { text: string; links: string[]; numbers: number[] }
> = {
  md: report => {
    const markdown = textOf('md', report);
    return {
      text: unescapeMarkdown(markdown),
      links: Array.from(markdown.matchAll(/\]\(<([^>]*)>\)/g), match => unescapeMarkdown(match[1] ?? '')),
      numbers: Array.from(markdown.matchAll(/^\| [^|]+ \| (\d+) \|/gm), match => Number(match[1])),
    };
  },
  html: report => {
    const $ = load(textOf('html', report));
    return {
      text: $('body').text(),
      links: $('a[href^="http"]')
        .toArray()
        .map(link => $(link).attr('href') ?? ''),
      numbers: $('#numbers td.n')
        .toArray()
        .map(cell => Number($(cell).text())),
    };
  },
  csv: report => {
    const rows: Record<string, string>[] = parse(textOf('csv', report), { columns: true, bom: true });
    const stories = rows.filter(row => row.record === 'story');
    return {
      text: rows.flatMap(row => Object.values(row).map(value => value.replace(/^'/, ''))).join('\n'),
      links: stories.flatMap(row => [row.link ?? '', ...(row.also_links ?? '').split(' ')]).filter(Boolean),
      numbers: rows.filter(row => row.record === 'number').map(row => Number(row.value)),
    };
  },
  json: report => {
    const parsed: WeeklyReport = JSON.parse(textOf('json', report));
    const texts: string[] = [];
    JSON.stringify(parsed, (_key, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
    return {
      text: texts.join('\n'),
      links: parsed.stories.flatMap(story =>
        [story.url, ...story.alsoReportedBy.map(other => other.url)].filter(url => url !== null),
      ),
      numbers: parsed.headline.map(number => number.value),
    };
  },
};

for (const format of EXPORT_FORMATS) {
  describe(`export as ${format}`, () => {
    it('is the same to the byte, however often it is made', () => {
      const one = exporters[format](buildWeeklyReport(reportInput()));
      const items = [...reportInput().items].reverse();
      const two = exporters[format](buildWeeklyReport({ ...reportInput(), items }));
      assert.equal(sha256(one.bytes), sha256(two.bytes));
      assert.equal(one.filename, `regbeat-2026-W25.${format}`);
      assert.match(one.mediaType, /charset=utf-8$/);
    });

    it('holds every story, link, number, failing source and reason for leaving out', () => {
      const report = buildWeeklyReport(reportInput());
      const { text, links, numbers } = readers[format](report);
      const shown = text.replace(/\s+/g, ' ');
      for (const story of report.stories) {
        assert.ok(shown.includes(story.title), story.title);
        assert.ok(shown.includes(story.date), story.date);
        if (story.quote !== null) assert.ok(shown.includes(story.quote), story.quote);
        for (const other of story.alsoReportedBy) assert.ok(shown.includes(other.source));
      }
      const expected = report.stories
        .flatMap(story => [story.url, ...story.alsoReportedBy.map(other => other.url)])
        .filter(url => url !== null);
      assert.deepEqual([...new Set(links)].sort(), [...new Set(expected)].sort());
      assert.deepEqual(
        numbers,
        report.headline.map(number => number.value),
      );
      for (const failing of report.coverage.failing) assert.ok(shown.includes(failing.error));
      for (const excluded of report.excluded) assert.ok(shown.includes(excluded.because));
      for (const { reasons } of report.matters)
        for (const reason of reasons) assert.ok(shown.includes(reason));
    });

    it('shows hostile titles as the words they are', () => {
      const { text } = readers[format](hostileReport());
      const titles =
        format === 'json' ? HOSTILE_TITLES.slice(0, 4) : HOSTILE_TITLES.slice(0, 4).map(cleanLine);
      const shown = format === 'json' ? text : text.replace(/\s+/g, ' ');
      for (const title of titles) assert.ok(shown.includes(title), title);
    });

    it('holds no control, bidi or invisible character in titles', () => {
      if (format === 'json') return;
      const text = textOf(format, hostileReport(HOSTILE_TITLES.slice(2)));
      assert.doesNotMatch(
        text.replace(/^\ufeff/, ''),
        /[\u202a-\u202e\u200b\u2066-\u2069\u{e0000}-\u{e007f}]/u,
      );
    });

    it('says of an empty week that there is nothing', () => {
      const { numbers, text } = readers[format](buildWeeklyReport({ ...reportInput(), items: [] }));
      assert.deepEqual(new Set(numbers), new Set([0]));
      assert.ok(text.includes('HTTP 503'));
    });
  });
}

describe('HTML export', () => {
  it('has the same elements for hostile titles as for plain ones, and nothing that runs', () => {
    const plain = load(textOf('html', hostileReport(['a', 'b', 'c', 'd'])));
    for (const start of [0, 2]) {
      const $ = load(textOf('html', hostileReport(HOSTILE_TITLES.slice(start))));
      assert.equal($('*').length, plain('*').length);
      assert.equal($('script, img, iframe, object, embed, form, svg, base, link').length, 0);
      for (const element of $('*').toArray()) {
        if (!('attribs' in element)) continue;
        for (const [name, value] of Object.entries(element.attribs)) {
          assert.doesNotMatch(name, /^(on|style$|src)/);
          if (name === 'href') assert.match(value, /^(https?:\/\/|#[\w-]+$)/);
        }
      }
    }
  });

  it('allows its one style by hash and nothing else', () => {
    const $ = load(textOf('html', hostileReport()));
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? '';
    const style = $('style').text();
    const hash = Buffer.from(sha256(style), 'hex').toString('base64');
    assert.equal(
      policy,
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(style, /url\(|@import/);
  });

  it('leads from the contents and from every short mention to a place on the page', () => {
    const $ = load(textOf('html', buildWeeklyReport(reportInput())));
    const targets = $('a[href^="#"]')
      .toArray()
      .map(link => ($(link).attr('href') ?? '').slice(1));
    assert.ok(targets.length > 12);
    for (const id of targets) assert.equal($(`[id="${id}"]`).length, 1, id);
  });

  it('escapes so that parsing gives the cleaned text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const $ = load(`<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`, null, false);
        assert.equal($('*').length, 1);
        assert.equal($('p').text(), $('p').attr('title'));
        assert.equal(cleanLine($('p').text()), cleanLine(text));
      }),
    );
  });
});

describe('CSV export', () => {
  it('is RFC 4180 with CRLF, a byte order mark and as many cells in each row', () => {
    const csv = textOf('csv', hostileReport());
    const bytes = exporters.csv(hostileReport()).bytes;
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.doesNotMatch(csv.replaceAll('\r\n', ''), /[\r\n]/);
    const rows: string[][] = parse(csv, { bom: true, record_delimiter: '\r\n' });
    assert.deepEqual(new Set(rows.map(row => row.length)), new Set([rows[0]?.length]));
  });

  it('disarms formulas', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1', '＋1']) {
      assert.match(csvCell(text).replace(/^"/, ''), /^'/, JSON.stringify(text));
    }
    assert.equal(csvCell(12.5), '12.5');
    assert.equal(csvCell('plain - text'), 'plain - text');
  });

  it('gives any text back through a CSV reader, and never a cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 5 }),
        texts => {
          const line = `${['x', ...texts].map(csvCell).join(',')}\r\n`;
          const [row]: string[][] = parse(line, { record_delimiter: '\r\n' });
          assert.equal(row?.length, texts.length + 1);
          for (const [index, text] of texts.entries()) {
            const cell = row?.[index + 1] ?? '';
            assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
            const own = cleanLine(text);
            assert.ok(cell === own || cell === `'${own}`);
          }
        },
      ),
    );
  });
});

describe('Markdown export', () => {
  it('has no raw HTML, no image and no link but its own', () => {
    const report = hostileReport();
    const markdown = textOf('md', report);
    const bare = markdown.replace(/\]\(<https?:[^<>\s]*>\)/g, ']').replace(/\\[!-/:-@[-`{-~]/g, '');
    assert.doesNotMatch(bare, /[<&`]/);
    assert.doesNotMatch(bare, /\]\(|!\[|https?:\/\/|www\./);
    assert.doesNotMatch(bare.replace(/^> /gm, ''), />/);
  });

  it('escapes so that unescaping gives the cleaned text back, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const escaped = md(text);
        assert.doesNotMatch(escaped, /\n/);
        assert.equal(unescapeMarkdown(escaped), cleanLine(text));
        assert.doesNotMatch(
          escaped.replace(/\\./gs, ''),
          /[`*_[\]<>|~$@#&]|^[-+=]|^\d+[.)](?=\s|$)|https?:\/|www\./,
        );
      }),
    );
    assert.doesNotMatch(md('- a'), /^-/);
    assert.equal(md('1. a'), '1\\. a');
    assert.equal(md('12) a'), '12\\) a');
    assert.equal(md('_www.evil.example'), '\\_www\\.evil.example');
    assert.equal(md('![a](b)'), '\\!\\[a\\](b)');
    assert.equal(md('127.0.0.1:80 at 12:30'), '127.0.0.1:80 at 12:30');
    assert.equal(md('see https://evil.example'), 'see https\\://evil.example');
  });
});

describe('JSON export', () => {
  it('follows its documented schema, full and empty', () => {
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(weeklyReportSchema);
    for (const report of [
      buildWeeklyReport(reportInput()),
      hostileReport(),
      buildWeeklyReport({ ...reportInput(), items: [] }),
    ]) {
      const valid = validate(JSON.parse(textOf('json', report)));
      assert.ok(valid, JSON.stringify(validate.errors?.slice(0, 3)));
    }
  });
});

describe('manifest', () => {
  it('names every file with its size and SHA-256, and chains to the week before', () => {
    const report = buildWeeklyReport(reportInput());
    const files = EXPORT_FORMATS.map(format => exporters[format](report));
    const manifest = buildManifest(report, files, 'ab'.repeat(32));
    const parsed = JSON.parse(decoder.decode(manifest.bytes));
    assert.equal(manifest.filename, `regbeat-${report.week.label}.manifest.json`);
    assert.deepEqual(
      parsed.files.map((file: { name: string }) => file.name),
      ['regbeat-2026-W25.csv', 'regbeat-2026-W25.html', 'regbeat-2026-W25.json', 'regbeat-2026-W25.md'],
    );
    for (const file of files) {
      const entry = parsed.files.find((one: { name: string }) => one.name === file.filename);
      assert.deepEqual(entry, { name: file.filename, sha256: sha256(file.bytes), bytes: file.bytes.length });
    }
    assert.equal(parsed.previous, 'ab'.repeat(32));
    assert.deepEqual(parsed.week, report.week);
    assert.deepEqual(parsed.versions, report.versions);
    assert.deepEqual(buildManifest(report, [...files].reverse(), 'ab'.repeat(32)), manifest);
    assert.notDeepEqual(buildManifest(report, files, null).bytes, manifest.bytes);
  });
});

describe('toFiles', () => {
  it('makes the named formats in their order, and last a manifest that names exactly them', async () => {
    const files = await toFiles(buildWeeklyReport(reportInput()), ['csv', 'md'], null);
    const names = files.map(file => file.filename);
    assert.deepEqual(names.slice(0, 2), ['regbeat-2026-W25.csv', 'regbeat-2026-W25.md']);
    assert.equal(names.length, 3);
    const manifest = JSON.parse(decoder.decode(files[2]?.bytes));
    assert.deepEqual(
      manifest.files.map((file: { sha256: string }) => file.sha256),
      files.slice(0, 2).map(file => sha256(file.bytes)),
    );
    assert.equal(manifest.previous, null);
  });
});

describe('toExportFormats', () => {
  it('reads lists in any case, each format once, and everything for nothing', () => {
    assert.deepEqual(toExportFormats('HTML, md,html'), ['html', 'md']);
    assert.deepEqual(toExportFormats([]), EXPORT_FORMATS);
  });

  it('refuses an unknown format and names those there are', () => {
    for (const name of ['pdfx', 'constructor', '__proto__']) {
      assert.throws(() => toExportFormats(name), {
        name: 'AppError',
        code: 'format',
        message: /md, html, csv, json/,
      });
    }
  });
});
