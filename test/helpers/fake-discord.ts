import { ok, refuse } from './fake-discord/answers.ts';
import { createCommands, type FakeCommands } from './fake-discord/commands.ts';
import { BOT_ID, createContext } from './fake-discord/context.ts';
import { createDirect, type FakeDirect } from './fake-discord/direct.ts';
import { createFaults, type FaultRule } from './fake-discord/faults.ts';
import { createGateway, type FakeGateway } from './fake-discord/gateway.ts';
import { createInteractions, type FakeInteractions } from './fake-discord/interactions.ts';
import { createMessages, type FakeMessages } from './fake-discord/messages.ts';
import { createPeople, type FakePeople } from './fake-discord/people.ts';
import { type FakeRequest, type FakeServer, openServer } from './fake-discord/server.ts';
import { createThreads } from './fake-discord/threads.ts';
import type { Answer, Asked, FakeChannel, FakeDiscordOptions, Part } from './fake-discord/types.ts';
import { createWebhooks, type FakeWebhooks } from './fake-discord/webhooks.ts';
import { createWorld } from './fake-discord/world.ts';

export type { Fault, FaultRule } from './fake-discord/faults.ts';
export type { FakeRequest } from './fake-discord/server.ts';

export interface FakeDiscord
  extends Omit<FakeMessages, 'part'>,
    Omit<FakeDirect, 'part'>,
    Omit<FakeWebhooks, 'part'>,
    Omit<FakeCommands, 'part'>,
    Omit<FakeGateway, 'part' | 'attach' | 'close'>,
    Pick<FakeInteractions, 'interactions' | 'lateBy'>,
    FakePeople {
  readonly token: string;
  /** Base of the API without version, as DISCORD_API_BASE. */
  readonly base: string;
  readonly botId: string;
  readonly requests: readonly FakeRequest[];
  setChannel(channel: FakeChannel): void;
  channel(id: string): FakeChannel | undefined;
  channels(): readonly FakeChannel[];
  /** Strikes the next requests that fit; rules are used up in order. */
  fault(rule: FaultRule): void;
  clearFaults(): void;
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
  const webhooks = createWebhooks(context, messages);
  const direct = createDirect(context);
  const interactions = createInteractions(context, messages);
  const commands = createCommands(context);
  const gateway: FakeGateway = createGateway(context, () => server.port);
  const people = createPeople({ context, messages, interactions, gateway, commands });
  /** These carry their secret in their path. */
  const openParts: readonly Part[] = [interactions.part, webhooks.part];
  const parts: readonly Part[] = [
    gateway.part,
    createWorld(context),
    commands.part,
    createThreads(context, messages),
    direct.part,
    ({ method, path }) => (method === 'GET' && path === '/users/@me' ? ok(context.bot) : null),
    ({ method, path }) =>
      method === 'GET' && path === '/applications/@me'
        ? ok({ id: context.bot.id, name: 'regbeat', flags: 0, bot_public: true })
        : null,
    messages.part,
  ];
  const answer = (asked: Asked): Answer => {
    for (const part of openParts) {
      const given = part(asked);
      if (given !== null) return given;
    }
    if (asked.path.startsWith('/webhooks/')) return refuse(404, 10015, 'Unknown Webhook');
    if (asked.authorization !== `Bot ${context.token}`) return refuse(401, 0, '401: Unauthorized');
    for (const part of parts) {
      const given = part(asked);
      if (given !== null) return given;
    }
    return refuse(404, 0, '404: Not Found');
  };
  const server: FakeServer = await openServer(answer, faults);
  gateway.attach(server.server);
  return {
    ...messages,
    ...webhooks,
    ...direct,
    ...gateway,
    ...commands,
    ...people,
    interactions: interactions.interactions,
    lateBy: interactions.lateBy,
    token: context.token,
    base: `http://127.0.0.1:${server.port}/api`,
    botId: BOT_ID,
    requests: server.requests,
    setChannel: channel => void context.channels.set(channel.id, channel),
    channel: id => context.channels.get(id),
    channels: () => [...context.channels.values()],
    fault: faults.add,
    clearFaults: faults.clear,
    async close() {
      gateway.close();
      await server.close();
    },
  };
}
