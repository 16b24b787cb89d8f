import { zlibSync } from 'fflate';
import { mergeLinks } from './merge-links.ts';

const LATIN = 'latin1';
const STREAM = 'stream\n';
/** An entry of the table of objects that names none. */
const FREE = '0000000000 65535 f \n';

/**
 * Compresses the streams of a PDF as pdfkit writes it without compression, and makes one link of the words of each line that lead to one place. Node's own zlib gives other bytes on other processors; this one does not.
 * Throws a RangeError when the file is not built as pdfkit builds it.
 */
export function compressPdf(pdf: Uint8Array): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const start = file.lastIndexOf('startxref');
  const table = Number(/startxref\n(\d+)/.exec(file.toString(LATIN, start))?.[1]);
  const [, count = ''] = /^xref\n0 (\d+)\n/.exec(file.toString(LATIN, table, table + 30)) ?? [];
  const trailerAt = file.indexOf('trailer', table);
  const entries = file
    .toString(LATIN, table, trailerAt)
    .split('\n')
    .slice(3)
    .filter(line => /^\d{10} \d{5} [nf]/.test(line))
    .map((line, index) => ({ number: index + 1, offset: Number(line.slice(0, 10)), used: line[17] === 'n' }));
  if (trailerAt < 0 || entries.length !== Number(count) - 1)
    throw new RangeError('a PDF without the table of objects that was expected');
  const inOrder = entries.filter(({ used }) => used).toSorted((a, b) => a.offset - b.offset);
  const objects = new Map<number, Buffer>(
    inOrder.map(({ number, offset }, index) => [
      number,
      file.subarray(offset, inOrder[index + 1]?.offset ?? table),
    ]),
  );
  const gone = mergeLinks(objects);
  const parts: Uint8Array[] = [file.subarray(0, inOrder[0]?.offset ?? table)];
  let length = parts[0]?.length ?? 0;
  const offsets = new Map<number, number>();
  for (const [number, bytes] of objects) {
    if (gone.has(number)) continue;
    const object = compressObject(bytes);
    offsets.set(number, length);
    parts.push(object);
    length += object.length;
  }
  const lines = entries.map(({ number }) => {
    const offset = offsets.get(number);
    return offset === undefined ? FREE : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = file.toString(LATIN, trailerAt, start);
  parts.push(
    Buffer.from(`xref\n0 ${count}\n${FREE}${lines.join('')}${trailer}startxref\n${length}\n%%EOF\n`, LATIN),
  );
  return new Uint8Array(Buffer.concat(parts));
}

function compressObject(object: Buffer): Uint8Array {
  const head = object.toString(LATIN, 0, Math.min(object.length, 2_000));
  const at = head.indexOf(`>>\n${STREAM}`);
  if (at < 0 || head.slice(0, at).includes('/Filter')) return object;
  const size = /\/Length (\d+)/.exec(head.slice(0, at));
  if (size === null) return object;
  const from = at + 3 + STREAM.length;
  const body = zlibSync(object.subarray(from, from + Number(size[1])), { level: 6 });
  const dictionary = head.slice(0, at).replace(size[0], `/Length ${body.length}\n/Filter /FlateDecode`);
  return Buffer.concat([
    Buffer.from(`${dictionary}>>\n${STREAM}`, LATIN),
    body,
    object.subarray(from + Number(size[1])),
  ]);
}
