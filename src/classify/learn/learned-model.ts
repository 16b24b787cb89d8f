import {
  type Evidence,
  KINDS,
  type Kind,
  type KindTag,
  TOPICS,
  type Topic,
  type TopicTag,
} from '../../core/types.ts';
import type { Scan } from '../scan.ts';
import { calibrated } from './calibrate.ts';
import { type Features, readFeatures, TEXT_READ } from './features.ts';
import { type Contribution, createLinearScorer, type Margins } from './linear-scorer.ts';
import type { TaskModel } from './model-file.ts';
import type { ReadItem } from './signals.ts';
import { createStem } from './stem.ts';
import type { Task } from './tasks.ts';

/** What the learned model makes of an item: the rules' findings and the words together. */
export interface Judgement {
  /** 0..1 */
  readonly relevance: number;
  readonly relevanceThreshold: number;
  readonly relevanceEvidence: readonly Evidence[];
  /** For people: what speaks against an item that is not relevant. */
  readonly missing: readonly string[];
  readonly topics: readonly TopicTag[];
  readonly nearMisses: readonly TopicTag[];
  readonly kind: KindTag;
}

/** A model trained on labelled examples. */
export interface LearnedModel {
  readonly version: string;
  judge(item: ReadItem): Judgement;
}

/** Words of the model that are shown for a tag. */
const MOST_WORDS = 3;
const MOST_EVIDENCE = 8;
/** Probability from which a topic that was not given is told as nearly given. */
const NEAR_MISS = 0.15;

/** Builds the judge out of the three models. */
export function createLearnedModel(models: Readonly<Record<Task, TaskModel>>, version: string): LearnedModel {
  const score = createLinearScorer(models);
  const stem = createStem();
  return {
    version,
    judge(item) {
      const features = readFeatures(item.scan, item.source, stem);
      const margins = score(features, item.rules);
      const words = (task: Task, label: number, rule: string): Evidence[] =>
        toEvidence(margins.because(task, label, 1), features, item.scan, `model:${rule}`);
      return {
        ...judgeRelevance(models.relevance, margins, item, features, words),
        ...judgeTopics(models.topics, margins, item, words),
        kind: judgeKind(models.kind, margins, item, words),
      };
    },
  };
}

type Words = (task: Task, label: number, rule: string) => Evidence[];

function chances(model: TaskModel, margins: Float64Array): number[] {
  return model.calibrations.map((calibration, label) => calibrated(calibration, margins[label] ?? 0));
}

function judgeRelevance(
  model: TaskModel,
  margins: Margins,
  { rules, scan }: ReadItem,
  features: Features,
  words: Words,
): Pick<Judgement, 'relevance' | 'relevanceThreshold' | 'relevanceEvidence' | 'missing'> {
  const relevance = Number((chances(model, margins.of('relevance'))[0] ?? 0).toFixed(4));
  const { threshold } = model;
  if (relevance >= threshold) {
    const evidence = [...rules.relevance.evidence, ...words('relevance', 0, 'relevance')];
    return { relevance, relevanceThreshold: threshold, relevanceEvidence: evidence, missing: [] };
  }
  const contributions = margins.because('relevance', 0, -1);
  const against = toEvidence(contributions, features, scan, 'model:irrelevant');
  const quoted = against.map(one => `"${one.text}"`).join(', ');
  const missing =
    rules.relevance.missing.length > 0
      ? rules.relevance.missing
      : [quoted === '' ? 'unlike what was marked as relevant' : `what was learned speaks against ${quoted}`];
  const relevanceEvidence = [...rules.relevance.evidence, ...against];
  return { relevance, relevanceThreshold: threshold, relevanceEvidence, missing };
}

/** Of a text that goes on beyond what was read of it, the rules' topics stand: their words may be further down. */
function judgeTopics(
  model: TaskModel,
  margins: Margins,
  { rules, scan }: ReadItem,
  words: Words,
): Pick<Judgement, 'topics' | 'nearMisses'> {
  const goesOn = scan.text.source.length > TEXT_READ;
  const topics: TopicTag[] = [];
  const nearMisses: TopicTag[] = [];
  chances(model, margins.of('topics')).forEach((learned, label) => {
    const id = TOPICS.find(topic => topic === model.labels[label]);
    if (id === undefined) return;
    const found = rules.topics.find(topic => topic.id === id);
    const byRules = goesOn && found !== undefined && found.points >= found.threshold;
    const chance = byRules ? Math.max(learned, model.threshold) : learned;
    if (chance < NEAR_MISS) return;
    const tag: TopicTag = {
      id,
      score: Number(chance.toFixed(3)),
      threshold: model.threshold,
      evidence: [...(found?.evidence ?? []).slice(0, MOST_EVIDENCE), ...words('topics', label, id)],
    };
    (chance >= model.threshold ? topics : nearMisses).push(tag);
  });
  const byScore = (a: TopicTag, b: TopicTag): number => b.score - a.score || order(a.id) - order(b.id);
  return { topics: topics.sort(byScore), nearMisses: nearMisses.sort(byScore) };
}

function order(topic: Topic): number {
  return TOPICS.indexOf(topic);
}

function judgeKind(model: TaskModel, margins: Margins, { rules }: ReadItem, words: Words): KindTag {
  const all = chances(model, margins.of('kind'));
  const best = all.reduce((most, chance, label) => (chance > (all[most] ?? 0) ? label : most), 0);
  const id: Kind = KINDS.find(kind => kind === model.labels[best]) ?? 'other';
  const total = all.reduce((sum, chance) => sum + chance, 0);
  const found = rules.kinds.find(kind => kind.id === id)?.evidence ?? [];
  return {
    id,
    score: Number(((all[best] ?? 0) / (total || 1)).toFixed(3)),
    evidence: [...found.slice(0, MOST_EVIDENCE), ...words('kind', best, id)],
  };
}

/** The words behind the strongest contributions: places of the original text, none inside another. */
function toEvidence(
  contributions: readonly Contribution[],
  features: Features,
  scan: Scan,
  rule: string,
): Evidence[] {
  const evidence: Evidence[] = [];
  for (const { slot } of contributions) {
    if (evidence.length === MOST_WORDS) break;
    const field = features.fields[slot] ?? null;
    const start = features.starts[slot] ?? 0;
    const end = features.ends[slot] ?? 0;
    if (field === null) continue;
    if (evidence.some(one => one.field === field && one.start < end && start < one.end)) continue;
    const source = field === 'title' ? scan.title.source : scan.text.source;
    evidence.push({ field, start, end, text: source.slice(start, end), rule });
  }
  return evidence;
}
