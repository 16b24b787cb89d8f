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
import { buildWeeklyReport } from '../../src/query/weekly-report.ts';
import { bytesOf, readers, textOf, unescapeMarkdown } from './readers.ts';
import { HOSTILE_TITLES, hostileReport, reportInput } from './sample-report.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
/** Letters of scripts that the PDF's fonts have not, and what stands for them; and spaces that a PDF breaks lines at. */
const bare = (text: string) => text.replace(/\s+/g, '');

for (const format of EXPORT_FORMATS) {
  describe(`export as ${format}`, () => {
    it('is the same to the byte, however often it is made', async () => {
      const one = await exporters[format](buildWeeklyReport(reportInput()), {});
      const items = [...reportInput().items].reverse();
      const two = await exporters[format](buildWeeklyReport({ ...reportInput(), items }), {});
      assert.equal(sha256(one.bytes), sha256(two.bytes));
      assert.equal(one.filename.replace(/-[0-9a-z]{6}\./, '.'), `regbeat-2026-W25.${format}`);
      assert.equal(/charset=utf-8$/.test(one.mediaType), format !== 'pdf' && format !== 'xlsx');
    });

    if (format === 'ics') return;
    const read = readers[format];

    it('holds every story, link, number and finding', async () => {
      const report = buildWeeklyReport(reportInput());
      const { text, links, numbers } = await read(report);
      const shown = bare(text);
      const has = (part: string | null) => {
        if (part !== null) assert.ok(shown.includes(bare(part)), part);
      };
      for (const story of report.stories) {
        for (const part of [story.title, story.quote]) has(part);
        if (format !== 'xlsx') has(story.date);
        for (const other of story.alsoReportedBy) has(other.source);
      }
      const witnesses = [...report.positions, ...report.deadlines];
      for (const one of witnesses) for (const part of [one.quote, one.source]) has(part);
      for (const one of report.deadlines) for (const part of [one.date, one.movedFrom]) has(part);
      for (const one of report.registerChanges)
        for (const part of [one.firm, one.lei, one.registerName, ...one.changes]) has(part);
      for (const one of report.acknowledgements) for (const part of [one.who, one.target]) has(part);
      for (const failing of report.coverage.failing) has(failing.error);
      for (const source of report.coverage.sources) has(source.name);
      for (const excluded of report.excluded) has(excluded.because);
      for (const { reasons } of report.matters) for (const reason of reasons) has(reason);
      for (const sentence of report.method) has(sentence);
      const expected = [
        ...report.stories.flatMap(story => [story.url, ...story.alsoReportedBy.map(other => other.url)]),
        ...witnesses.map(one => one.url),
      ].filter(url => url !== null);
      assert.deepEqual([...new Set(links)].sort(), [...new Set(expected)].sort());
      assert.deepEqual(
        numbers,
        report.headline.map(number => number.value),
      );
      assert.ok(shown.includes('1200000') || shown.includes('1,200,000'));
    });

    it('shows hostile titles as the words they are', async () => {
      const { text } = await read(hostileReport());
      const shown = bare(text);
      for (const title of HOSTILE_TITLES.slice(0, 4))
        assert.ok(shown.includes(bare(cleanLine(title))), title);
    });

    it('holds no control, bidi or invisible character in titles', async () => {
      if (format === 'json') return;
      const { text } = await read(hostileReport(HOSTILE_TITLES.slice(2)));
      assert.doesNotMatch(text, /[\u202a-\u202e\u200b\u2066-\u2069\u{e0000}-\u{e007f}]/u);
    });

    it('takes a title of 3,000 characters whole', async () => {
      const long = `${'crypto-asset rules of 質押 and عربي '.repeat(90)}the end`;
      const { text } = await read(hostileReport([long]));
      const shown = bare(text);
      assert.ok(shown.includes('theend'));
      if (format !== 'pdf') assert.ok(shown.includes(bare(long)));
    });

    it('says of an empty week that there is nothing', async () => {
      const nothing = { positions: [], deadlines: [], registerChanges: [], acknowledgements: [] };
      const empty = buildWeeklyReport({ ...reportInput(), items: [], knowledge: nothing });
      const { numbers, text } = await read(empty);
      assert.deepEqual(new Set(numbers), new Set([0]));
      assert.ok(text.includes('HTTP 503'));
    });

    it('says of a week in progress that it is provisional', async () => {
      const asOf = '2026-06-18T09:30:00.000Z';
      const report = buildWeeklyReport({ ...reportInput(), state: 'provisional', asOf });
      assert.match((await read(report)).text, /provisional/i);
      assert.doesNotMatch((await read(buildWeeklyReport(reportInput()))).text, /provisional/i);
    });
  });
}

describe('HTML export', () => {
  it('has the same elements for hostile titles as for plain ones, and nothing that runs', async () => {
    const plain = load(await textOf('html', hostileReport(['a', 'b', 'c', 'd'])));
    for (const start of [0, 2]) {
      const $ = load(await textOf('html', hostileReport(HOSTILE_TITLES.slice(start))));
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

  it('allows its one style by hash and nothing else', async () => {
    const $ = load(await textOf('html', hostileReport()));
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? '';
    const style = $('style').text();
    const hash = Buffer.from(sha256(style), 'hex').toString('base64');
    assert.equal(
      policy,
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(style, /url\(|@import/);
  });

  it('leads from the contents and from every short mention to a place on the page', async () => {
    const $ = load(await textOf('html', buildWeeklyReport(reportInput())));
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
  it('is RFC 4180 with CRLF and as many cells in each row, and begins with a byte order mark when one is wanted', async () => {
    const csv = await textOf('csv', hostileReport());
    const marked = await bytesOf('csv', hostileReport(), { bom: true });
    assert.deepEqual([...marked.slice(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal(decoder.decode(marked), csv);
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
  it('has no raw HTML, no image and no link but its own', async () => {
    const report = hostileReport();
    const markdown = await textOf('md', report);
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
  it('follows its documented schema, full and empty', async () => {
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(weeklyReportSchema);
    for (const report of [
      buildWeeklyReport(reportInput()),
      hostileReport(),
      buildWeeklyReport({ ...reportInput(), items: [] }),
    ]) {
      const valid = validate(JSON.parse(await textOf('json', report)));
      assert.ok(valid, JSON.stringify(validate.errors?.slice(0, 3)));
    }
  });
});

describe('manifest', () => {
  it('names every file with its size and SHA-256, and chains to the week before', async () => {
    const report = buildWeeklyReport(reportInput());
    const files = await Promise.all(EXPORT_FORMATS.map(format => exporters[format](report, {})));
    const manifest = buildManifest(report, files, 'ab'.repeat(32));
    const parsed = JSON.parse(decoder.decode(manifest.bytes));
    const stem = manifest.filename.replace('.manifest.json', '');
    assert.match(stem, /^regbeat-2026-W25-[0-9a-z]{6}$/);
    assert.deepEqual(
      parsed.files.map((file: { name: string }) => file.name),
      ['csv', 'html', 'ics', 'json', 'md', 'pdf', 'xlsx'].map(extension => `${stem}.${extension}`),
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
    assert.deepEqual(
      names.slice(0, 2).map(name => name.replace(/^.*\./, '')),
      ['csv', 'md'],
    );
    assert.equal(names.length, 3);
    const manifest = JSON.parse(decoder.decode(files[2]?.bytes));
    assert.deepEqual(
      manifest.files.map((file: { sha256: string }) => file.sha256),
      files.slice(0, 2).map(file => sha256(file.bytes)),
    );
    assert.equal(manifest.previous, null);
  });

  it('keeps in the manifest what an earlier export of the same report made', async () => {
    const report = buildWeeklyReport(reportInput());
    const all = await toFiles(report, ['csv', 'md'], null);
    const again = await toFiles(report, ['md'], null, { existing: all.at(-1)?.bytes ?? null });
    assert.deepEqual(again.at(-1), all.at(-1));
    const other = buildWeeklyReport({ ...reportInput(), query: 'topic:tax' });
    const own = await toFiles(other, ['md'], null, { existing: all.at(-1)?.bytes ?? null });
    assert.equal(JSON.parse(decoder.decode(own.at(-1)?.bytes)).files.length, 1);
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
        message: /md, html, pdf, csv, json, xlsx, ics/,
      });
    }
  });
});
