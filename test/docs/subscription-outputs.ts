import type { Application } from '../../src/core/application.ts';

/** Has every `subscriptions` command print its document. */
export async function subscriptionOutputs(
  { subscriptions }: Application,
  print: (name: string, ...args: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const { id } = await subscriptions.add({ target: 'file', query: 'topic:custody' }, { who: 'test' });
  await print('subscriptions add', 'webhook:legal', '--mode', 'alert', '--quiet', '6,7');
  await print('subscriptions list');
  await print('subscriptions edit', id, '--hour', '17');
  await print('subscriptions pause', id);
  await print('subscriptions resume', id);
  await print('subscriptions show', id);
  await print('subscriptions test', id);
  await print('subscriptions remove', id);
}
