/** One line of a page: its words, and where they stand, in points from the lower left corner of an A4 page. */
export interface PdfLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
}

/** Lines of a page set one below the other, 14 points apart; an empty text leaves a paragraph's gap. */
export function lines(...texts: readonly string[]): PdfLine[] {
  let y = 800;
  return texts.flatMap(text => {
    y -= text === '' ? 16 : 14;
    return text === '' ? [] : [{ text, y }];
  });
}

/** A small PDF with a text layer, written by hand; `encrypted` declares a password that nobody knows. */
export function makePdf(
  pages: readonly (readonly PdfLine[])[],
  options: { readonly encrypted?: boolean } = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const page of pages) {
    const content = page
      .map(({ text, x = 60, y }) => `BT /F1 11 Tf ${x} ${y} Td (${escapePdf(text)}) Tj ET`)
      .join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const key = `<${'00'.repeat(32)}>`;
  const encrypt = options.encrypted
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [${key} ${key}]`
    : '';
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const table = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function escapePdf(text: string): string {
  return text.replace(/[\\()]/g, char => `\\${char}`);
}
