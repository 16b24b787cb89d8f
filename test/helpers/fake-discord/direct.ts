import { isRecord, ok } from './answers.ts';
import type { FakeContext, Part } from './types.ts';

export interface FakeDirect {
  readonly part: Part;
  /** Id of the channel of direct messages with a person; made when it is not there. */
  directChannel(userId: string): string;
}

/** Direct messages of the bot with people. */
export function createDirect(context: FakeContext): FakeDirect {
  const byUser = new Map<string, string>();
  const directChannel = (userId: string) => {
    const known = byUser.get(userId);
    if (known !== undefined) return known;
    const id = context.newId();
    byUser.set(userId, id);
    context.channels.set(id, { id, type: 1 });
    return id;
  };
  return {
    directChannel,
    part: ({ method, path, body }) =>
      method === 'POST' && path === '/users/@me/channels' && isRecord(body)
        ? ok({ id: directChannel(String(body.recipient_id)), type: 1 })
        : null,
  };
}
