const LATIN = 'latin1';
/** Words of one link stand no further apart than a space, in points. */
const SPACE = 6;
const RECT = /\/Rect \[([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+)\]/;

interface Link {
  readonly number: number;
  readonly action: number;
  readonly target: string;
  readonly rect: readonly [number, number, number, number];
}

/**
 * Makes one link of the words of a line that lead to one place: pdfmake writes one for each word, which makes long reports large and is tedious to listen to.
 * Takes and changes the objects of a PDF by their numbers, and returns the numbers of those that nothing needs any more.
 */
export function mergeLinks(objects: Map<number, Buffer>): ReadonlySet<number> {
  const gone = new Set<number>();
  for (const [number, object] of objects) {
    if (object.length > 1_000_000) continue;
    const text = object.toString(LATIN);
    const list = /\/Type \/Page\n[\s\S]*\/Annots \[([^\]]*)\]/.exec(text)?.[1];
    if (list === undefined) continue;
    const kept: number[] = [];
    let last: Link | null = null;
    for (const [, reference] of list.matchAll(/(\d+) 0 R/g)) {
      const link = readLink(objects, Number(reference));
      if (link === null) kept.push(Number(reference));
      else if (last !== null && follows(last, link)) {
        const merged: Link = { ...last, rect: [last.rect[0], last.rect[1], link.rect[2], link.rect[3]] };
        last = merged;
        setRect(objects, merged);
        gone.add(link.number).add(link.action);
        continue;
      } else kept.push(link.number);
      last = link;
    }
    const annots = `/Annots [${kept.map(one => `${one} 0 R`).join(' ')}]`;
    objects.set(number, Buffer.from(text.replace(/\/Annots \[[^\]]*\]/, annots), LATIN));
  }
  return gone;
}

function follows(last: Link, link: Link): boolean {
  const gap = link.rect[0] - last.rect[2];
  return (
    last.target === link.target &&
    last.rect[1] === link.rect[1] &&
    last.rect[3] === link.rect[3] &&
    gap > -1 &&
    gap < SPACE
  );
}

function readLink(objects: ReadonlyMap<number, Buffer>, number: number): Link | null {
  const text = objects.get(number)?.toString(LATIN) ?? '';
  const action = Number(/\/A (\d+) 0 R/.exec(text)?.[1]);
  const target = objects
    .get(action)
    ?.toString(LATIN)
    .replace(/^\d+ 0 obj/, '');
  const [, x1, y1, x2, y2] = RECT.exec(text) ?? [];
  if (target === undefined || x1 === undefined || !text.includes('/Subtype /Link')) return null;
  return { number, action, target, rect: [Number(x1), Number(y1), Number(x2), Number(y2)] };
}

function setRect(objects: Map<number, Buffer>, { number, rect }: Link): void {
  const text = objects.get(number)?.toString(LATIN) ?? '';
  objects.set(number, Buffer.from(text.replace(RECT, `/Rect [${rect.join(' ')}]`), LATIN));
}
