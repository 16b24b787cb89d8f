import type { DiscordApi } from './api.ts';
import { isRecord } from './reconcile.ts';

const ADMINISTRATOR = 1n << 3n;
const VIEW_CHANNEL = 1n << 10n;
const THREADS = [10, 11, 12];

/** What posts need, by the names that Discord shows. */
const NEEDED: readonly (readonly [string, bigint])[] = [
  ['View Channel', VIEW_CHANNEL],
  ['Send Messages', 1n << 11n],
  ['Embed Links', 1n << 14n],
  ['Attach Files', 1n << 15n],
  ['Read Message History', 1n << 16n],
];

/**
 * Names of the permissions that a bot lacks in a channel, computed as Discord does: roles, then the channel's overwrites for everybody, for
 * roles, for the member. Threads (whose overwrites stand elsewhere) and answers that do not come count as lacking nothing.
 */
export async function missingPermissions(
  api: DiscordApi,
  botId: string,
  channel: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const guildId = channel.guild_id;
  if (typeof guildId !== 'string' || THREADS.includes(Number(channel.type))) return [];
  const [member, roles] = await Promise.all([
    api.get(`/guilds/${guildId}/members/${botId}`, {}, signal),
    api.get(`/guilds/${guildId}/roles`, {}, signal),
  ]);
  if (!member.ok || !roles.ok || !isRecord(member.data) || !Array.isArray(roles.data)) return [];
  const own = new Set([guildId, ...(Array.isArray(member.data.roles) ? member.data.roles : [])]);
  let allowed = roles.data
    .filter(isRecord)
    .filter(({ id }) => own.has(id))
    .reduce((bits, { permissions }) => bits | toBits(permissions), 0n);
  if ((allowed & ADMINISTRATOR) !== 0n) return [];
  const overwrites = (
    Array.isArray(channel.permission_overwrites) ? channel.permission_overwrites : []
  ).filter(isRecord);
  const everyone = overwrites.filter(({ id }) => id === guildId);
  const ofRoles = overwrites.filter(({ id, type }) => id !== guildId && type === 0 && own.has(id));
  const ofMember = overwrites.filter(({ id, type }) => type === 1 && id === botId);
  for (const step of [everyone, ofRoles, ofMember]) {
    const deny = step.reduce((bits, overwrite) => bits | toBits(overwrite.deny), 0n);
    const allow = step.reduce((bits, overwrite) => bits | toBits(overwrite.allow), 0n);
    allowed = (allowed & ~deny) | allow;
  }
  return NEEDED.filter(([, bit]) => (allowed & bit) === 0n).map(([name]) => name);
}

function toBits(value: unknown): bigint {
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) : 0n;
}
