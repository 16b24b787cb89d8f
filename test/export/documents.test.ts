import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { getDocumentProxy } from 'unpdf';
import { sha256 } from '../../src/core/ids.ts';
import { compressPdf } from '../../src/export/pdf/compress-pdf.ts';
import { fontRuns } from '../../src/export/pdf/font-runs.ts';
import { loadPdfFonts } from '../../src/export/pdf/load-fonts.ts';
import { buildWeeklyReport } from '../../src/query/weekly-report.ts';
import { bytesOf, pagesOf, sheetsOf, textOf } from './readers.ts';
import { hostileReport, reportInput } from './sample-report.ts';

describe('XLSX export', () => {
  it('has no formula, a filter and a frozen header on every sheet', async () => {
    const parts = unzipSync(await bytesOf('xlsx', hostileReport()));
    const sheets = Object.keys(parts).filter(name => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
    assert.ok(sheets.length >= 12);
    for (const name of sheets) {
      const xml = strFromU8(parts[name] ?? new Uint8Array());
      assert.doesNotMatch(xml, /<f[ >]/);
      assert.match(xml, /<autoFilter ref="A1:[A-Z]+\d+"\/>/);
      assert.match(xml, /state="frozen"/);
    }
  });

  it('has numbers and days as such, and texts that begin like a formula as texts', async () => {
    const sheets = await sheetsOf(hostileReport());
    const [head, first] = sheets.get('Dates ahead') ?? [];
    assert.equal(head?.[0], 'Due');
    assert.deepEqual(first?.[0], new Date('2026-07-01T00:00:00Z'));
    assert.equal(typeof sheets.get('Numbers')?.[1]?.[1], 'number');
    const stories = (sheets.get('Stories') ?? []).flat();
    assert.ok(stories.includes('=HYPERLINK("https://evil.example/","open")'));
    assert.equal(sheets.get('Enforcement')?.[1]?.[5], 1_200_000);
  });
});

describe('ICS export', () => {
  it('has one whole day per date, with words that end no line and begin nothing', async () => {
    const report = buildWeeklyReport(reportInput());
    const ics = await textOf('ics', report);
    const lines = ics.replace(/\r\n[ \t]/g, '').split('\r\n');
    assert.equal(lines.filter(line => line === 'BEGIN:VEVENT').length, report.deadlines.length);
    assert.deepEqual(
      lines.filter(line => line.startsWith('DTSTART')),
      ['DTSTART;VALUE=DATE:20260701', 'DTSTART;VALUE=DATE:20260930', 'DTSTART;VALUE=DATE:20260831'],
    );
    for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(lines.some(line => line.startsWith('DESCRIPTION:') && line.includes('was 2026-06-30')));
  });

  it('keeps the UID of a date that is moved', async () => {
    const uids = async (due: string) => {
      const report = buildWeeklyReport(reportInput());
      const deadlines = report.deadlines.map(one => ({ ...one, due }));
      const ics = await textOf('ics', { ...report, deadlines });
      return Array.from(ics.matchAll(/^UID:(.*)$/gm), match => match[1]);
    };
    assert.deepEqual(await uids('2026-07-01'), await uids('2026-08-15'));
    assert.equal(new Set(await uids('2026-07-01')).size, 3);
  });
});

describe('PDF export', () => {
  it('has contents whose page numbers are those of the sections, bookmarks, and links within', async () => {
    const report = buildWeeklyReport(reportInput());
    const pages = await pagesOf(report);
    const pdf = await getDocumentProxy(new Uint8Array(await bytesOf('pdf', report)));
    try {
      const outline = await pdf.getOutline();
      assert.ok(outline.length >= 12);
      const contents = /Contents (.*?) In numbers Number/.exec(pages[0] ?? '')?.[1] ?? '';
      for (const { title } of outline) {
        const page = Number(new RegExp(`${title} (\\d+)`).exec(contents)?.[1]);
        assert.ok(pages[page - 1]?.includes(title), title);
      }
      const { info } = await pdf.getMetadata();
      assert.equal(Reflect.get(info, 'CreationDate'), 'D:20260621160000Z');
      const notes = await (await pdf.getPage(1)).getAnnotations();
      assert.ok(notes.filter(note => note.dest !== undefined).length >= 12);
      assert.ok(pages.every((page, at) => page.includes(`${at + 1} / ${pages.length}`)));
    } finally {
      await pdf.loadingTask.destroy();
    }
  });

  it('carries nothing that runs and nothing attached', async () => {
    const raw = Buffer.from(await bytesOf('pdf', hostileReport())).toString('latin1');
    assert.doesNotMatch(raw, /\/(JavaScript|JS|Launch|OpenAction|EmbeddedFile|AA)\b/);
    assert.doesNotMatch(raw, /\/URI \((?!https?:)/);
  });

  it('compresses to the same words', async () => {
    const raw = Buffer.from(await bytesOf('pdf', hostileReport()));
    assert.match(raw.toString('latin1'), /\/Filter \/FlateDecode/);
    assert.deepEqual(Buffer.from(compressPdf(raw)), raw);
    assert.throws(() => compressPdf(Buffer.from('no PDF')), RangeError);
  });
});

describe('fonts of the PDF', () => {
  const fonts = loadPdfFonts();
  const families = (text: string, language?: string) =>
    fontRuns(text, language, fonts).map(run => `${run.family}:${run.text}`);

  it('draws each script in its own font, Chinese characters as the language has them', () => {
    assert.deepEqual(families('MiCA rules: €5m – Ελλάδα, Россия'), [
      'latin:MiCA rules: €5m – Ελλάδα, Россия',
    ]);
    assert.deepEqual(families('SFC 證監會', 'zh-Hant'), ['latin:SFC ', 'tc:證監會']);
    assert.deepEqual(families('证监会', 'zh-Hans'), ['sc:证监会']);
    assert.deepEqual(families('金融庁の規則', 'ja'), ['jp:金融庁の規則']);
    assert.deepEqual(families('금융위원회', 'ko'), ['kr:금융위원회']);
    assert.deepEqual(families('金融庁の', undefined), ['jp:金融庁の']);
  });

  it('says which script it has no font for instead of drawing boxes', () => {
    assert.deepEqual(families('VARA: هيئة تنظيم الأصول new'), ['latin:VARA: [Arabic script] new']);
    assert.deepEqual(families('רשות ניירות ערך'), ['latin:[Hebrew script]']);
    assert.deepEqual(families('Up 🚀 only'), ['latin:Up  only']);
    assert.deepEqual(families(''), []);
  });
});

it('gives the same bytes in every time zone', async () => {
  const zone = process.env.TZ;
  const hashes = async () => {
    const report = buildWeeklyReport(reportInput());
    return Promise.all(
      (['xlsx', 'ics', 'pdf'] as const).map(async format => sha256(await bytesOf(format, report))),
    );
  };
  try {
    const all: string[][] = [];
    for (const name of ['UTC', 'Pacific/Auckland', 'America/Los_Angeles']) {
      process.env.TZ = name;
      all.push(await hashes());
    }
    assert.deepEqual(all[1], all[0]);
    assert.deepEqual(all[2], all[0]);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
