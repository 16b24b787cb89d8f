import { ok, refuse } from './fake-discord/answers.ts';
import { BOT_ID, createContext } from './fake-discord/context.ts';
import { createFaults, type FaultRule } from './fake-discord/faults.ts';
import { createMessages, type FakeMessages } from './fake-discord/messages.ts';
import { type FakeRequest, openServer } from './fake-discord/server.ts';
import type { Answer, Asked, FakeChannel, FakeDiscordOptions, Part } from './fake-discord/types.ts';

export type { Fault, FaultRule } from './fake-discord/faults.ts';
export type { FakeRequest } from './fake-discord/server.ts';

export interface FakeDiscord extends Omit<FakeMessages, 'part'> {
  readonly token: string;
  /** Base of the API without version, as DISCORD_API_BASE. */
  readonly base: string;
  readonly botId: string;
  readonly requests: readonly FakeRequest[];
  setChannel(channel: FakeChannel): void;
  /** Strikes the next requests that fit; rules are used up in order. */
  fault(rule: FaultRule): void;
  close(): Promise<void>;
}

/**
 * Discord on 127.0.0.1 as far as regbeat uses it: it checks the token and every body, knows channels, nonces and history,
 * and fails on request. Each part of the API is a file in fake-discord/.
 */
export async function openFakeDiscord(options: FakeDiscordOptions): Promise<FakeDiscord> {
  const context = createContext(options);
  const faults = createFaults();
  const messages = createMessages(context);
  const parts: readonly Part[] = [
    ({ method, path }) => (method === 'GET' && path === '/users/@me' ? ok(context.bot) : null),
    messages.part,
  ];
  const answer = (asked: Asked): Answer => {
    if (asked.authorization !== `Bot ${context.token}`) return refuse(401, 0, '401: Unauthorized');
    for (const part of parts) {
      const given = part(asked);
      if (given !== null) return given;
    }
    return refuse(404, 0, '404: Not Found');
  };
  const server = await openServer(answer, faults);
  return {
    ...messages,
    token: context.token,
    base: `http://127.0.0.1:${server.port}/api`,
    botId: BOT_ID,
    requests: server.requests,
    setChannel: channel => void context.channels.set(channel.id, channel),
    fault: faults.add,
    close: server.close,
  };
}
