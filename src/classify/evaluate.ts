import type { CalibrationBin, EvaluationError, Scores, TagScores } from '../core/evaluation.ts';
import type { Classifier } from '../core/ports.ts';
import { type Classification, TOPICS } from '../core/types.ts';
import type { LabelledItem } from './labelled-items.ts';
import type { Knowledge } from './load-knowledge.ts';
import { createAuthorityNames, createPublisherHints } from './publisher-hints.ts';

const MACRO_SUPPORT = 5;

/** The kinds of dates that labels give; others are read but cannot be scored. */
const LABELLED_DATES: ReadonlySet<string> = new Set(['consultation_closes', 'effective']);

interface Counts {
  hits: number;
  extra: number;
  missed: number;
}

function counts(): Counts {
  return { hits: 0, extra: 0, missed: 0 };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

function toScore({ hits, extra, missed }: Counts): Scores {
  const precision = hits + extra === 0 ? 0 : hits / (hits + extra);
  const recall = hits + missed === 0 ? 0 : hits / (hits + missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: round(precision), recall: round(recall), f1: round(f1), support: hits + missed };
}

function compare(into: Counts, wanted: readonly string[], given: readonly string[]): string[] {
  const differences: string[] = [];
  const want = new Set(wanted);
  const got = new Set(given);
  for (const one of got) {
    if (want.has(one)) into.hits++;
    else {
      into.extra++;
      differences.push(`+${one}`);
    }
  }
  for (const one of want) {
    if (!got.has(one)) {
      into.missed++;
      differences.push(`-${one}`);
    }
  }
  return differences;
}

function toBins(pairs: readonly { readonly p: number; readonly y: number }[]): CalibrationBin[] {
  return Array.from({ length: 10 }, (_, index) => {
    const inside = pairs.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === index);
    const mean = (values: readonly number[]): number =>
      values.length === 0 ? 0 : round(values.reduce((sum, one) => sum + one, 0) / values.length);
    return {
      from: index / 10,
      n: inside.length,
      predicted: mean(inside.map(({ p }) => p)),
      observed: mean(inside.map(({ y }) => y)),
    };
  });
}

/**
 * Runs the classifier over labelled items. Relevance is scored on all items; tags on those whose label says relevant, whatever was
 * predicted; authority names after both sides went through the taxonomy's aliases; positions (whoever they are for) on the items that carry a
 * stance, dates on those that carry one.
 */
export function evaluate(
  items: readonly LabelledItem[],
  classifier: Classifier,
  knowledge: Pick<Knowledge, 'taxonomy' | 'vocabulary'>,
): TagScores {
  const hintOf = createPublisherHints(knowledge);
  const nameOf = createAuthorityNames(knowledge.taxonomy);
  const relevance = counts();
  const primary = counts();
  const mentioned = counts();
  const micro = counts();
  const authorities = counts();
  const positions = counts();
  const dates = counts();
  const perTopic = new Map<string, Counts>(TOPICS.map(topic => [topic, counts()]));
  const confusion: Record<string, Record<string, number>> = {};
  const pairs: { p: number; y: number }[] = [];
  const errors: EvaluationError[] = [];
  let rightKind = 0;
  let relevantItems = 0;

  for (const item of items) {
    const given: Classification = classifier.classify({
      title: item.title,
      text: item.text,
      url: item.url,
      publishedAt: item.published,
      language: item.language,
      source: hintOf(item.publisher),
    });
    const differences: string[] = [];
    const note = (what: string, found: readonly string[]): void => {
      if (found.length > 0) differences.push(`${what}: ${found.join(' ')}`);
    };
    pairs.push({ p: given.relevance, y: item.relevant ? 1 : 0 });
    note('relevance', compare(relevance, item.relevant ? ['yes'] : [], given.relevant ? ['yes'] : []));
    if (item.relevant) {
      relevantItems++;
      const codes = (role: string): string[] =>
        given.jurisdictions.filter(tag => tag.role === role).map(tag => tag.code);
      const topics = given.topics.map(tag => tag.id);
      note('primary', compare(primary, item.jurisdictions, codes('primary')));
      note('mentioned', compare(mentioned, item.mentioned, codes('mentioned')));
      note('topics', compare(micro, item.topics, topics));
      for (const [topic, into] of perTopic)
        compare(
          into,
          item.topics.filter(one => one === topic),
          topics.filter(one => one === topic),
        );
      if (given.kind.id === item.kind) rightKind++;
      else note('kind', [`+${given.kind.id}`, `-${item.kind}`]);
      const row = confusion[item.kind] ?? {};
      row[given.kind.id] = (row[given.kind.id] ?? 0) + 1;
      confusion[item.kind] = row;
      note(
        'authorities',
        compare(
          authorities,
          item.authorities.map(nameOf),
          given.authorities.map(tag => nameOf(tag.name)),
        ),
      );
    }
    const stances = Object.entries(item.stance).flatMap(([code, topics]) =>
      Object.entries(topics).map(([topic, stance]) => `${code}/${topic}/${stance}`),
    );
    if (stances.length > 0) {
      const read = given.positions.map(tag => `${tag.jurisdiction}/${tag.topic}/${tag.stance}`);
      note('positions', compare(positions, stances, read));
    }
    const wanted = Object.entries(item.dates).map(([kind, date]) => `${kind}/${date}`);
    if (wanted.length > 0) {
      const read = given.dates
        .filter(tag => LABELLED_DATES.has(tag.kind))
        .map(tag => `${tag.kind}/${tag.date}`);
      note('dates', compare(dates, wanted, read));
    }
    if (differences.length > 0) errors.push({ id: item.id, title: item.title, differences });
  }

  const per = Object.fromEntries([...perTopic].map(([topic, into]) => [topic, toScore(into)]));
  const enough = Object.values(per).filter(score => score.support >= MACRO_SUPPORT);
  const brier = pairs.reduce((sum, { p, y }) => sum + (p - y) ** 2, 0) / Math.max(1, pairs.length);
  return {
    n: items.length,
    relevance: toScore(relevance),
    jurisdictions: { primary: toScore(primary), mentioned: toScore(mentioned) },
    topics: {
      micro: toScore(micro),
      macro: {
        f1: enough.length === 0 ? 0 : round(enough.reduce((sum, one) => sum + one.f1, 0) / enough.length),
      },
      per,
    },
    kind: { accuracy: relevantItems === 0 ? 0 : round(rightKind / relevantItems), confusion },
    authorities: toScore(authorities),
    positions: toScore(positions),
    dates: toScore(dates),
    calibration: { brier: round(brier), bins: toBins(pairs) },
    errors: errors.sort((a, b) => b.differences.length - a.differences.length),
  };
}
