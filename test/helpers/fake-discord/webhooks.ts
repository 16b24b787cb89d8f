import { invalid, isRecord, ok, refuse } from './answers.ts';
import type { FakeMessages } from './messages.ts';
import type { Answer, Asked, FakeContext, Part } from './types.ts';

export interface FakeWebhook {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
}

export interface FakeWebhooks {
  /** Answers without a token: a webhook's address is its secret. */
  readonly part: Part;
  addWebhook(webhook: FakeWebhook): void;
  removeWebhook(id: string): void;
}

/** Webhooks: they take no nonce and list nothing. */
export function createWebhooks(context: FakeContext, messages: FakeMessages): FakeWebhooks {
  const webhooks = new Map<string, FakeWebhook>();

  const execute = ({ id, channelId }: FakeWebhook, { query, body }: Asked): Answer => {
    const breaches = context.rules.create(body);
    if (breaches.length > 0 || !isRecord(body)) return invalid(breaches);
    const stray = ['nonce', 'enforce_nonce'].find(name => name in body);
    if (stray !== undefined)
      return invalid([{ path: stray, code: 'UNKNOWN_FIELD', message: 'no nonce here' }]);
    const place = query.get('thread_id') ?? channelId;
    const message = messages.store(place, { id, username: 'regbeat', bot: true }, body);
    return query.get('wait') === 'true' ? ok(message) : { status: 204, body: undefined };
  };

  return {
    addWebhook: webhook => void webhooks.set(webhook.id, webhook),
    removeWebhook: id => void webhooks.delete(id),
    part: asked => {
      const match = /^\/webhooks\/(\d+)\/([\w-]+)(?:\/messages\/(\d+))?$/.exec(asked.path);
      const webhook = webhooks.get(match?.[1] ?? '');
      // Interactions answer by the same route, under the application's id.
      if (match === null || webhook === undefined) return null;
      if (webhook.token !== match[2]) return refuse(401, 50027, 'Invalid Webhook Token');
      const messageId = match[3];
      if (messageId === undefined) {
        if (asked.method === 'GET')
          return ok({ id: webhook.id, type: 1, channel_id: webhook.channelId, token: webhook.token });
        return asked.method === 'POST' ? execute(webhook, asked) : null;
      }
      if (asked.method !== 'PATCH') return null;
      const breaches = context.rules.edit(asked.body);
      if (breaches.length > 0 || !isRecord(asked.body)) return invalid(breaches);
      const changed = messages.change(webhook.channelId, messageId, asked.body);
      return changed === null ? refuse(404, 10008, 'Unknown Message') : ok(changed);
    },
  };
}
