/** Whether a font has a character. */
export type FontCoverage = (codePoint: number) => boolean;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads the table "cmap" of an OpenType font (formats 4 and 12, OpenType 1.9). */
export function readCoverage(font: Uint8Array): FontCoverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableAt(view, 'cmap');
  if (cmap === null) return () => false;
  const ranges: Range[] = [];
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 12) ranges.push(...groups(view, at));
    else if (format === 4) ranges.push(...segments(view, at));
  }
  ranges.sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return codePoint => {
    let low = 0;
    let high = merged.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = merged[middle];
      if (range === undefined) return false;
      if (codePoint < range.from) high = middle - 1;
      else if (codePoint > range.to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function tableAt(view: DataView, name: string): number | null {
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map(byte => view.getUint8(at + byte)));
    if (tag === name) return view.getUint32(at + 8);
  }
  return null;
}

function groups(view: DataView, at: number): Range[] {
  return Array.from({ length: view.getUint32(at + 12) }, (_, index) => {
    const group = at + 16 + index * 12;
    return { from: view.getUint32(group), to: view.getUint32(group + 4) };
  });
}

/** Segments without a look at their glyphs: a hole within one is rare, and shows as an empty box. */
function segments(view: DataView, at: number): Range[] {
  const count = view.getUint16(at + 6) / 2;
  return Array.from({ length: count }, (_, index) => ({
    from: view.getUint16(at + 16 + count * 2 + index * 2),
    to: view.getUint16(at + 14 + index * 2),
  })).filter(({ from, to }) => from <= to && from !== 0xffff);
}
