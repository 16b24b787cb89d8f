import { zlibSync } from 'fflate';

const LATIN = 'latin1';
const STREAM = 'stream\n';

/**
 * Compresses the streams of a PDF as pdfkit writes it without compression. Node's own zlib gives other bytes on other processors; this one does not.
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
    .slice(2)
    .filter(line => /^\d{10} \d{5} n/.test(line))
    .map((line, index) => ({ number: index + 1, offset: Number(line.slice(0, 10)) }));
  if (trailerAt < 0 || entries.length !== Number(count) - 1)
    throw new RangeError('a PDF without the table of objects that was expected');
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  const parts: Uint8Array[] = [file.subarray(0, inOrder[0]?.offset ?? table)];
  let length = parts[0]?.length ?? 0;
  const offsets = new Map<number, number>();
  inOrder.forEach(({ number, offset }, index) => {
    const object = compressObject(file.subarray(offset, inOrder[index + 1]?.offset ?? table));
    offsets.set(number, length);
    parts.push(object);
    length += object.length;
  });
  const lines = entries.map(
    ({ number }) => `${String(offsets.get(number) ?? 0).padStart(10, '0')} 00000 n \n`,
  );
  const trailer = file.toString(LATIN, trailerAt, start);
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${lines.join('')}${trailer}startxref\n${length}\n%%EOF\n`,
      LATIN,
    ),
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
