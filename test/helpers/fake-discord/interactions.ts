import { invalid, isRecord, NO_CONTENT, ok, refuse } from './answers.ts';
import { readMessageBody } from './interaction-message.ts';
import type { FakeMessages } from './messages.ts';
import type { Answer, Asked, FakeContext, FakeMessage, Part } from './types.ts';

/** Milliseconds in which the first answer must arrive. */
const ANSWER_MS = 3_000;
const TOKEN_MS = 15 * 60_000;
const EPHEMERAL = 1 << 6;

/** What became of one interaction. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  readonly type: number;
  /** Type of the first answer: 4 reply, 5 deferred, 6 deferred update, 7 update, 8 completions, 9 form; null before it. */
  acknowledged: number | null;
  /** Milliseconds from the interaction to its first answer. */
  ackMs: number | null;
  /** The answer's message as it is now; null for completions, forms, and while it is deferred. */
  message: FakeMessage | null;
  ephemeral: boolean;
  /** The answer itself has come, not just its promise. */
  answered: boolean;
  readonly followUps: { readonly message: FakeMessage; readonly ephemeral: boolean }[];
  choices: readonly { readonly name: string; readonly value: unknown }[] | null;
  modal: Record<string, unknown> | null;
  /** Requests that Discord would have refused, in words. */
  readonly refused: string[];
}

export interface FakeInteractions {
  readonly part: Part;
  readonly interactions: readonly FakeInteraction[];
  /** Makes an interaction that a bot may answer. `source` is the message that something was pressed on. */
  begin(type: number, channelId: string, source: FakeMessage | null): FakeInteraction;
  /** Resolves when `test` holds for an interaction; rejects when it does not within ten seconds. */
  until(interaction: FakeInteraction, test: () => boolean, what: string): Promise<void>;
  /** Pretends that the next interactions took so many milliseconds longer to reach the bot. */
  lateBy(ms: number): void;
  /** Every message that only its reader sees, by id. */
  hidden(id: string): FakeMessage | undefined;
}

interface Kept {
  readonly interaction: FakeInteraction;
  readonly begunAt: number;
  readonly expiresAt: number;
  readonly source: FakeMessage | null;
  readonly late: number;
}

/** Interaction callbacks and follow-ups, with Discord's deadlines and refusals. */
export function createInteractions(context: FakeContext, messages: FakeMessages): FakeInteractions {
  const kept = new Map<string, Kept>();
  const all: FakeInteraction[] = [];
  const hidden = new Map<string, FakeMessage>();
  const watchers = new Set<() => void>();
  let late = 0;
  const changed = () => {
    for (const watcher of watchers) watcher();
  };

  const keep = (
    interaction: FakeInteraction,
    body: Record<string, unknown>,
    ephemeral: boolean,
  ): FakeMessage => {
    const own: Record<string, unknown> & { flags: number } = {
      ...body,
      flags: Number(body.flags ?? 0) | (ephemeral ? EPHEMERAL : 0),
    };
    if (!ephemeral) return messages.store(interaction.channelId, context.bot, own);
    const message: FakeMessage = {
      id: context.newId(),
      channel_id: interaction.channelId,
      author: context.bot,
      content: typeof own.content === 'string' ? own.content : '',
      embeds: Array.isArray(own.embeds) ? own.embeds : [],
      timestamp: context.clock().toISOString(),
      edited_timestamp: null,
      flags: own.flags,
      ...(Array.isArray(own.components) ? { components: own.components } : {}),
      ...(Array.isArray(own.attachments) ? { attachments: own.attachments } : {}),
    };
    hidden.set(message.id, message);
    return message;
  };

  const change = (message: FakeMessage, body: Record<string, unknown>): FakeMessage => {
    const fields = {
      ...body,
      ...(body.content === null ? { content: '' } : {}),
      flags: message.flags | Number(body.flags ?? 0),
    };
    if (!hidden.has(message.id)) return messages.change(message.channel_id, message.id, fields) ?? message;
    const edited = { ...message, ...fields, edited_timestamp: context.clock().toISOString() };
    hidden.set(message.id, edited);
    return edited;
  };

  const callback = (entry: Kept, asked: Asked): Answer => {
    const { interaction, source } = entry;
    if (interaction.acknowledged !== null)
      return refused(interaction, refuse(400, 40060, 'Interaction has already been acknowledged.'));
    const ms = performance.now() - entry.begunAt + entry.late;
    interaction.ackMs = ms;
    if (ms > ANSWER_MS) return refused(interaction, refuse(404, 10062, 'Unknown interaction'));
    if (!isRecord(asked.body)) return refused(interaction, invalid([]));
    const type = Number(asked.body.type);
    const data = isRecord(asked.body.data) ? asked.body.data : {};
    const breaches = readMessageBody(context.rules, asked.body, interaction.type);
    if (breaches.length > 0) return refused(interaction, invalid(breaches));
    interaction.acknowledged = type;
    const ephemeral = (Number(data.flags ?? 0) & EPHEMERAL) !== 0;
    if (type === 4) {
      interaction.ephemeral = ephemeral;
      interaction.message = keep(interaction, withFiles(data, asked), ephemeral);
      interaction.answered = true;
    } else if (type === 5) interaction.ephemeral = ephemeral;
    else if (type === 6 || type === 7) {
      interaction.message = source;
      interaction.ephemeral = source !== null && (source.flags & EPHEMERAL) !== 0;
      if (type === 7 && source !== null) interaction.message = change(source, data);
      interaction.answered = type === 7;
    } else if (type === 8) {
      interaction.choices = Array.isArray(data.choices) ? data.choices : [];
      interaction.answered = true;
    } else if (type === 9) {
      interaction.modal = data;
      interaction.answered = true;
    }
    changed();
    if (asked.query.get('with_response') !== 'true') return NO_CONTENT;
    return ok({ interaction: { id: interaction.id, type: interaction.type }, resource: { type } });
  };

  const original = (entry: Kept, asked: Asked): Answer => {
    const { interaction } = entry;
    if (interaction.acknowledged === null || interaction.acknowledged > 7)
      return refused(interaction, refuse(404, 10015, 'Unknown Webhook'));
    if (asked.method === 'GET')
      return interaction.message === null ? refuse(404, 10008, 'Unknown Message') : ok(interaction.message);
    if (asked.method !== 'PATCH' || !isRecord(asked.body)) return refuse(405, 0, '405: Method Not Allowed');
    const breaches = [
      ...context.rules.schema('IncomingWebhookUpdateRequestPartial')(asked.body),
      ...editBreaches(context, asked.body),
    ];
    if (breaches.length > 0) return refused(interaction, invalid(breaches));
    const body = withFiles(asked.body, asked);
    interaction.message =
      interaction.message === null
        ? keep(interaction, body, interaction.ephemeral)
        : change(interaction.message, body);
    interaction.answered = true;
    changed();
    return ok(interaction.message);
  };

  const followUp = (entry: Kept, asked: Asked): Answer => {
    const { interaction } = entry;
    if (interaction.acknowledged === null) return refused(interaction, refuse(404, 10015, 'Unknown Webhook'));
    const breaches = [
      ...context.rules.schema('IncomingWebhookRequestPartial')(asked.body),
      ...context.rules.limits(asked.body),
    ];
    if (breaches.length > 0 || !isRecord(asked.body)) return refused(interaction, invalid(breaches));
    const ephemeral = (Number(asked.body.flags ?? 0) & EPHEMERAL) !== 0;
    // The first follow-up of a deferred answer takes its place.
    if (interaction.acknowledged === 5 && interaction.message === null) {
      interaction.message = keep(interaction, withFiles(asked.body, asked), interaction.ephemeral);
      interaction.answered = true;
      changed();
      return ok(interaction.message);
    }
    const message = keep(interaction, withFiles(asked.body, asked), ephemeral);
    interaction.followUps.push({ message, ephemeral });
    changed();
    return ok(message);
  };

  const refused = (interaction: FakeInteraction, answer: Answer): Answer => {
    interaction.refused.push(JSON.stringify(answer.body));
    changed();
    return answer;
  };

  const part: Part = asked => {
    const call = /^\/interactions\/(\d+)\/([\w.-]+)\/callback$/.exec(asked.path);
    const hook = /^\/webhooks\/(\d+)\/([\w.-]+)(\/messages\/(?:@|%40)original)?$/.exec(asked.path);
    const entry = kept.get(call?.[2] ?? hook?.[2] ?? '');
    if (call !== null) {
      if (asked.method !== 'POST') return null;
      return entry === undefined ? refuse(404, 10062, 'Unknown interaction') : callback(entry, asked);
    }
    if (hook === null || entry === undefined) return null;
    if (context.clock().getTime() > entry.expiresAt) return refuse(401, 50027, 'Invalid Webhook Token');
    if (hook[3] !== undefined) return original(entry, asked);
    return asked.method === 'POST' ? followUp(entry, asked) : null;
  };

  return {
    part,
    interactions: all,
    hidden: id => hidden.get(id),
    lateBy: ms => {
      late = ms;
    },
    begin(type, channelId, source) {
      const interaction: FakeInteraction = {
        id: context.newId(),
        token: `interaction-token-${all.length + 1}`,
        channelId,
        type,
        acknowledged: null,
        ackMs: null,
        message: null,
        ephemeral: false,
        answered: false,
        followUps: [],
        choices: null,
        modal: null,
        refused: [],
      };
      all.push(interaction);
      kept.set(interaction.token, {
        interaction,
        source,
        late,
        begunAt: performance.now(),
        expiresAt: context.clock().getTime() + TOKEN_MS,
      });
      return interaction;
    },
    until: (interaction, test, what) =>
      new Promise((resolve, reject) => {
        const finish = (error: Error | null) => {
          watchers.delete(look);
          clearTimeout(timer);
          if (error === null) resolve();
          else reject(error);
        };
        const look = () => {
          if (interaction.refused.length > 0)
            finish(new Error(`Discord refused the bot: ${interaction.refused.join('; ')}`));
          else if (test()) finish(null);
        };
        const timer = setTimeout(() => finish(new Error(`the bot did not answer: ${what}`)), 10_000);
        watchers.add(look);
        look();
      }),
  };
}

/** An edit names what it changes: what would make it an empty message is not known here. */
function editBreaches({ rules }: FakeContext, body: Record<string, unknown>) {
  return rules.limits(body).filter(({ code }) => code !== 'EMPTY');
}

function withFiles(body: Record<string, unknown>, { files = [] }: Asked): Record<string, unknown> {
  if (files.length === 0) return body;
  return {
    ...body,
    attachments: files.map((file, index) => ({
      id: String(index + 1),
      filename: file.name,
      size: file.bytes.length,
      content_type: file.contentType,
      url: `https://cdn.test/${encodeURIComponent(file.name)}`,
      proxy_url: `https://cdn.test/${encodeURIComponent(file.name)}`,
    })),
  };
}
