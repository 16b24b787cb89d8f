import { jurisdictionName, KIND_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import type { HeatMap, Message, RenderOptions } from '../../core/message.ts';
import type { Logger } from '../../core/ports.ts';
import { readPayload } from '../stored-message.ts';
import type { ApiFile } from './api.ts';
import { plainText } from './escape.ts';
import { type DiscordPayload, LIMITS } from './limits.ts';
import { isRecord } from './reconcile.ts';
import { renderDiscord } from './render.ts';

/** What is stored in the outbox for one Discord message: its body, and what only some kinds of channels need. */
export interface Envelope {
  readonly body: object;
  /** Title of a forum's post. */
  readonly name: string;
  /** Names of topics, jurisdictions and kinds, most frequent first: tags of a forum's post are chosen among them. */
  readonly labels: readonly string[];
  /** Worth publishing to the followers of an announcement channel. */
  readonly publish: boolean;
  readonly files: readonly ApiFile[];
  /** A picture that heads the post: drawn when it is sent, so that the outbox holds numbers and no pixels. */
  readonly chart: HeatMap | null;
}

/** Draws a chart as PNG. */
export type DrawChart = (chart: HeatMap) => Promise<Uint8Array>;

/** An envelope with its picture among its files. A picture that cannot be drawn is left out: the post matters more. */
export async function withPicture(
  envelope: Envelope,
  draw: DrawChart | undefined,
  logger: Logger,
): Promise<Envelope> {
  const { chart, files } = envelope;
  if (chart === null || draw === undefined) return envelope;
  try {
    const data = await draw(chart);
    const picture = { name: 'heat-map.png', contentType: 'image/png', data, description: chart.alt };
    return { ...envelope, files: [picture, ...files] };
  } catch (error) {
    logger.error({ err: error }, 'picture not drawn');
    return envelope;
  }
}

/** A file within a stored envelope: its bytes in base64. */
export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly data: string;
}

/** The envelopes (JSON) of the posts that a message becomes on Discord. */
export function renderEnvelopes(
  message: Message,
  options: RenderOptions = {},
  /** Files of the first post. */
  files: readonly StoredFile[] = [],
): readonly string[] {
  const name = plainText(message.title, LIMITS.threadName) || 'regbeat';
  const labels = labelsOf(message);
  const chart = message.blocks.find(block => block.type === 'chart')?.chart;
  return renderDiscord(message, options).map((body: DiscordPayload, part) =>
    JSON.stringify({
      body,
      name,
      labels,
      publish: message.kind === 'digest',
      ...(part === 0 && files.length > 0 ? { files } : {}),
      ...(part === 0 && chart !== undefined ? { chart } : {}),
    }),
  );
}

/**
 * A post as it was stored. Posts that were queued before there were envelopes are bare bodies.
 * @throws AppError "payload" for what is neither.
 */
export function readEnvelope(payload: string): Envelope {
  const stored = readPayload(payload);
  if (!isRecord(stored) || !isRecord(stored.body))
    return { body: stored, name: 'regbeat', labels: [], publish: false, files: [], chart: null };
  const { body, name, labels, publish, files, chart } = stored;
  return {
    body,
    name: typeof name === 'string' && name !== '' ? name : 'regbeat',
    labels: Array.isArray(labels) ? labels.filter(label => typeof label === 'string') : [],
    publish: publish === true,
    files: Array.isArray(files) ? files.filter(isRecord).map(toFile) : [],
    chart: isChart(chart) ? chart : null,
  };
}

/** Only this program writes the outbox, so the outline is enough. */
function isChart(value: unknown): value is HeatMap {
  return (
    isRecord(value) &&
    value.kind === 'heat-map' &&
    Array.isArray(value.rows) &&
    Array.isArray(value.columns) &&
    Array.isArray(value.counts)
  );
}

function toFile({ name, contentType, data }: Record<string, unknown>): ApiFile {
  return {
    name: String(name),
    contentType: String(contentType),
    data: Buffer.from(String(data), 'base64'),
  };
}

function labelsOf(message: Message): readonly string[] {
  const counts = new Map<string, number>();
  const count = (label: string) => void counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const block of message.blocks) {
    if (block.type !== 'section' && block.type !== 'more') continue;
    for (const story of block.stories) {
      for (const topic of story.topics) for (const label of [topic, TOPIC_LABELS[topic]]) count(label);
      for (const code of story.jurisdictions)
        for (const label of [code, jurisdictionName(code)]) count(label);
      for (const label of [story.kind, KIND_LABELS[story.kind]]) count(label);
    }
  }
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([label]) => label);
  return [...new Set([message.kind, ...byCount])].slice(0, 40);
}
