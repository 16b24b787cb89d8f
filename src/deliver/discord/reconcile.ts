import type { ApiFailure, DiscordApi } from './api.ts';

export type Lookup =
  | { readonly outcome: 'found'; readonly messageId: string }
  | { readonly outcome: 'absent' }
  /** Nothing can be said: the bot may not read the history, or it is too long. */
  | { readonly outcome: 'unreadable'; readonly why: string }
  | { readonly outcome: 'failed'; readonly failure: ApiFailure };

export interface LookupRequest {
  readonly channelId: string;
  /** Id of the bot's own user, or of the webhook: only its messages count. */
  readonly botId: string;
  readonly marker: string;
  /** Messages older than this instant are not looked at. */
  readonly since: string;
}

const PAGE = 100;
const PAGES = 50;
/** Our clock and Discord's may differ. */
export const CLOCK_SLACK_MS = 5 * 60_000;
/** First second of 2015 in milliseconds, the epoch of Discord's ids. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** Looks through a channel, newest first, for a post of the bot's own that carries a marker in a footer. */
export async function findPost(
  api: DiscordApi,
  request: LookupRequest,
  signal: AbortSignal,
): Promise<Lookup> {
  const oldest = Date.parse(request.since) - CLOCK_SLACK_MS;
  let before: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const query: Record<string, string> = { limit: String(PAGE), ...(before === null ? {} : { before }) };
    const answer = await api.get(`/channels/${request.channelId}/messages`, query, signal);
    if (!answer.ok) return { outcome: 'failed', failure: answer.failure };
    const messages = Array.isArray(answer.data) ? answer.data.filter(isRecord) : null;
    if (messages === null)
      return { outcome: 'unreadable', why: 'the channel answered with no list of messages' };
    const found = messages.find(message => isOurs(message, request));
    if (found !== undefined) return { outcome: 'found', messageId: String(found.id) };
    const last = lowestId(messages);
    if (page === 0 && last === null) return emptyChannel(api, request.channelId, signal);
    if (last === null || messages.length < PAGE || sentAt(last) < oldest) return { outcome: 'absent' };
    if (before !== null && BigInt(last) >= BigInt(before)) break;
    before = last;
  }
  return { outcome: 'unreadable', why: `more than ${PAGES * PAGE} messages followed` };
}

/** Without the permission to read the history Discord answers with an empty list instead of a refusal. */
async function emptyChannel(api: DiscordApi, channelId: string, signal: AbortSignal): Promise<Lookup> {
  const answer = await api.get(`/channels/${channelId}`, {}, signal);
  if (!answer.ok) return { outcome: 'failed', failure: answer.failure };
  const empty = !isRecord(answer.data) || typeof answer.data.last_message_id !== 'string';
  if (empty) return { outcome: 'absent' };
  return { outcome: 'unreadable', why: 'the bot may not read it: grant Read Message History there' };
}

function isOurs(message: Record<string, unknown>, { botId, marker }: LookupRequest): boolean {
  return isRecord(message.author) && message.author.id === botId && carries(message, marker);
}

/** Whether a message carries a marker, in a footer or in the text of a component. */
export function carries(message: Record<string, unknown>, marker: string): boolean {
  return texts([message.embeds, message.components]).some(text => text.split(/\s+/).includes(marker));
}

function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isRecord(value)) return [];
  const { footer, content, components } = value;
  const own = [isRecord(footer) ? footer.text : null, content].filter(text => typeof text === 'string');
  return [...own, ...texts(components)];
}

function lowestId(messages: readonly Record<string, unknown>[]): string | null {
  let lowest: bigint | null = null;
  for (const { id } of messages) {
    if (typeof id !== 'string' || !/^\d{1,20}$/.test(id)) continue;
    const value = BigInt(id);
    if (lowest === null || value < lowest) lowest = value;
  }
  return lowest === null ? null : String(lowest);
}

/** When an id of Discord's was given, in milliseconds. */
export function sentAt(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/** Whether a value is an object whose fields can be asked for. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
