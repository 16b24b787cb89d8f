import type { Topic, TopicTag } from '../core/types.ts';
import type { Meaning } from './lexicon.ts';
import type { Found, Scan } from './scan.ts';
import type { TopicEntry } from './vocabulary-schema.ts';
import { type Shares, weigh } from './weigh.ts';

type TopicFound = Found<Extract<Meaning, { group: 'topic' }>>;

/** A headline is what an item is about; a topic named once deep in a long text is not its subject. */
const SHARES: Shares = { head: 1, lead: 0.68, body: 0.34 };

/** Score 0..1 with 0.5 at the threshold. */
function toScore(points: number, threshold: number): number {
  return Number((1 / (1 + Math.exp(-1.6 * (points - threshold)))).toFixed(3));
}

/** Topics over their threshold, strongest first, and those that had some evidence but stayed under it. */
export function tagTopics(
  scan: Scan,
  entries: readonly TopicEntry[],
  learned: Partial<Readonly<Record<Topic, number>>>,
): { topics: TopicTag[]; nearMisses: TopicTag[] } {
  const byTopic = new Map<Topic, TopicFound[]>();
  for (const hit of [...scan.of('topic'), ...lawTopics(scan)]) {
    const list = byTopic.get(hit.value.topic);
    if (list === undefined) byTopic.set(hit.value.topic, [hit]);
    else list.push(hit);
  }
  const topics: (TopicTag & { points: number })[] = [];
  const nearMisses: (TopicTag & { points: number })[] = [];
  for (const entry of entries) {
    const found = byTopic.get(entry.id) ?? [];
    const extra = learned[entry.id] ?? 0;
    if (found.length === 0 && extra === 0) continue;
    const { score, evidence } = weigh(found, SHARES, scan, `topic:${entry.id}`);
    const points = score + extra;
    if (points <= 0) continue;
    const tag = { id: entry.id, score: toScore(points, entry.threshold), threshold: 0.5, evidence, points };
    (points >= entry.threshold ? topics : nearMisses).push(tag);
  }
  const strip = ({ points: _points, ...tag }: TopicTag & { points: number }): TopicTag => tag;
  const byPoints = (a: { points: number }, b: { points: number }): number => b.points - a.points;
  return { topics: topics.sort(byPoints).map(strip), nearMisses: nearMisses.sort(byPoints).map(strip) };
}

/** Naming a law names its subject; one of several subjects is only hinted at. */
const LAW_SUBJECT = 1.9;
const LAW_HINT = 1.2;

function lawTopics(scan: Scan): TopicFound[] {
  return scan.of('law').flatMap(hit =>
    hit.value.law.topics.map(
      (topic): TopicFound => ({
        ...hit,
        value: {
          group: 'topic',
          topic,
          weight: hit.value.law.topics.length === 1 ? LAW_SUBJECT : LAW_HINT,
          headlineOnly: false,
        },
      }),
    ),
  );
}
