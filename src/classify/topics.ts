import type { Evidence, Topic, TopicTag } from '../core/types.ts';
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

/** What the words say for one topic: it is given from `threshold` points on. */
export interface TopicPoints {
  readonly id: Topic;
  readonly points: number;
  readonly threshold: number;
  readonly evidence: readonly Evidence[];
}

/** The points of each topic that any phrase speaks for or against. */
export function weighTopics(scan: Scan, entries: readonly TopicEntry[]): TopicPoints[] {
  const byTopic = new Map<Topic, TopicFound[]>();
  for (const hit of [...scan.of('topic'), ...lawTopics(scan)]) {
    const list = byTopic.get(hit.value.topic);
    if (list === undefined) byTopic.set(hit.value.topic, [hit]);
    else list.push(hit);
  }
  return entries.flatMap(({ id, threshold }) => {
    const found = byTopic.get(id);
    if (found === undefined) return [];
    const { score, evidence } = weigh(found, SHARES, scan, `topic:${id}`);
    return [{ id, points: score, threshold, evidence }];
  });
}

/** Topics over their threshold, strongest first, and those that had some evidence but stayed under it. */
export function tagTopics(weighed: readonly TopicPoints[]): { topics: TopicTag[]; nearMisses: TopicTag[] } {
  const topics: TopicTag[] = [];
  const nearMisses: TopicTag[] = [];
  for (const { id, points, threshold, evidence } of weighed.toSorted((a, b) => b.points - a.points)) {
    if (points <= 0) continue;
    const tag = { id, score: toScore(points, threshold), threshold: 0.5, evidence };
    (points >= threshold ? topics : nearMisses).push(tag);
  }
  return { topics, nearMisses };
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
