import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { PAGE_BREAK, pageAt } from '../../src/core/pages.ts';
import { extractPdf } from '../../src/extract/extract-pdf.ts';
import { lines, makePdf } from '../helpers/make-pdf.ts';

const BODY = [
  'Licensed platforms shall hold client assets on trust and keep records for seven',
  'years. The requirements take effect on 1 July 2027.',
];

describe('the text of a PDF', () => {
  it('comes as paragraphs, lines joined and cut words made whole', async () => {
    const { value, notes } = await extractPdf(
      makePdf([
        lines(...BODY, '', 'A second paragraph tells of super-', 'vision by the authority (the SFC).'),
      ]),
    );
    assert.deepEqual(notes, []);
    assert.equal(
      value,
      `${BODY.join(' ')}\n\nA second paragraph tells of supervision by the authority (the SFC).`,
    );
  });

  it('puts list items on their own lines', async () => {
    const { value } = await extractPdf(
      makePdf([
        lines(
          'Platforms must meet these conditions before they may offer staking to clients:',
          '(a) disclose all risks;',
          '(b) keep control of',
          'the assets.',
        ),
      ]),
    );
    assert.deepEqual(value?.split('\n\n').slice(1), [
      '(a) disclose all risks;',
      '(b) keep control of the assets.',
    ]);
  });

  it('keeps pages, so that an offset has a page', async () => {
    const { value } = await extractPdf(
      makePdf([
        lines(...BODY),
        lines('On the second page stands another sentence of some length.'),
        lines('And on the third the end of the document.'),
      ]),
    );
    assert.ok(value);
    assert.equal(value.split(PAGE_BREAK).length, 3);
    assert.equal(pageAt(value, value.indexOf('Licensed')), 1);
    assert.equal(pageAt(value, value.indexOf('second page')), 2);
    assert.equal(pageAt(value, value.indexOf('on the third')), 3);
    assert.equal(pageAt('a text without pages', 3), null);
  });

  it('leaves out heads and page numbers that repeat', async () => {
    const page = (number: number) =>
      lines(
        'Consultation paper on stablecoins',
        '',
        `Paragraph ${'abc'[number - 1]} of this paper says something of its own about reserves.`,
        '',
        `Page ${number}`,
      );
    const { value } = await extractPdf(makePdf([page(1), page(2), page(3)]));
    assert.ok(value);
    assert.doesNotMatch(value, /Page \d|Consultation paper/);
    assert.equal(value.match(/Paragraph/g)?.length, 3);
  });

  it('says why there is none', async () => {
    const code = async (bytes: Uint8Array) => {
      const { value, notes } = await extractPdf(bytes);
      assert.equal(value, null);
      return notes[0]?.code;
    };
    assert.equal(await code(makePdf([lines(...BODY)], { encrypted: true })), 'pdf-encrypted');
    assert.equal(await code(makePdf([[]])), 'pdf-without-text');
    assert.equal(await code(Buffer.from('%PDF-1.4\nnothing more')), 'pdf-unreadable');
    assert.equal(await code(new Uint8Array(41 * 1024 * 1024)), 'pdf-too-large');
  });

  it('is not looked for where a small stream unpacks to more than memory should hold', async () => {
    const spaces = deflateSync(Buffer.alloc(80 * 1024 * 1024, ' '));
    const head = '%PDF-1.4\n4 0 obj\n<</Filter/FlateDecode>>stream\r\n';
    const { value, notes } = await extractPdf(Buffer.concat([Buffer.from(head), spaces]));
    assert.equal(value, null);
    assert.deepEqual(
      notes.map(note => note.code),
      ['pdf-too-large'],
    );
  });

  it('leaves the bytes it was given as they were', async () => {
    const bytes = makePdf([lines(...BODY)]);
    const before = Buffer.from(bytes);
    await extractPdf(bytes);
    assert.deepEqual(Buffer.from(bytes), before);
  });
});
