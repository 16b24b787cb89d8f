import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import type { Knowledge } from '../../src/classify/load-knowledge.ts';

const GOLDEN = path.resolve(import.meta.dirname, '../golden');

interface Labelled {
  readonly title?: string;
  readonly text: string;
  readonly positions?: readonly {
    readonly jurisdiction: string;
    readonly topic: string;
    readonly stance: string;
  }[];
  readonly figures?: readonly {
    readonly what: string;
    readonly value: number;
    readonly unit: string | null;
  }[];
}

/** Precision and recall of positions and figures on the golden sentences: [name, sentences, precision, recall] each. */
export function claimRows(knowledge: Knowledge): string[][] {
  const { classify } = createClassifier(knowledge);
  const keysOf = (
    { positions = [], figures = [] }: Pick<Labelled, 'positions' | 'figures'>,
    what: string,
  ): Set<string> =>
    new Set(
      what === 'positions'
        ? positions.map(one => `${one.jurisdiction} ${one.topic} ${one.stance}`)
        : figures.map(one => `${one.what} ${one.value} ${one.unit}`),
    );
  return ['positions', 'figures'].flatMap(what =>
    ['written', 'held-out'].map(part => {
      const lines = readFileSync(path.join(GOLDEN, `${what}-${part}.jsonl`), 'utf8')
        .trim()
        .split('\n');
      let hits = 0;
      let given = 0;
      let wanted = 0;
      for (const line of lines) {
        const item: Labelled = JSON.parse(line);
        const title =
          what === 'figures' ? 'Regulator acts on virtual asset trading platforms' : (item.title ?? '');
        const tags = classify({
          title,
          text: item.text,
          url: null,
          publishedAt: null,
          language: null,
          source: null,
        });
        const want = keysOf(item, what);
        const got = keysOf(tags, what);
        hits += [...got].filter(one => want.has(one)).length;
        given += got.size;
        wanted += want.size;
      }
      return [
        `${what}, ${part}`,
        String(lines.length),
        (hits / given).toFixed(3),
        (hits / wanted).toFixed(3),
      ];
    }),
  );
}
