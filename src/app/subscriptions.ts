import type { Config } from '../config.ts';
import type { Asking } from '../core/asking.ts';
import { lazy } from '../core/lazy.ts';
import type { Subscribing } from '../core/subscriptions.ts';
import { formatTarget, parseTarget } from '../deliver/target.ts';
import type { SubscriptionDeps } from '../pipeline/subscriptions.ts';
import type { Parts } from './parts.ts';

/** Help for people who write queries. */
export function asking({ queryParser, queryVocabulary }: Parts): Asking {
  return {
    checkQuery: async text => void (await queryParser())(text),
    completeQuery: async (text, limit) => {
      const { completeQuery } = await import('../pipeline/complete-query.ts');
      return completeQuery(text, await queryVocabulary(), limit);
    },
  };
}

/** What channels want to get. */
export function subscribing(
  config: Config,
  { store, clock, timeZone, queryParser }: Parts,
  { digest, post }: Pick<SubscriptionDeps, 'digest' | 'post'>,
): Subscribing {
  const made = lazy(async () => {
    const { createSubscriptions } = await import('../pipeline/subscriptions.ts');
    return createSubscriptions({
      store,
      clock,
      timeZone,
      digestHour: config.digestHour,
      checkQuery: async text => void (await queryParser())(text),
      normaliseTarget: target => formatTarget(parseTarget(target)),
      digest,
      post,
    });
  });
  return {
    subscriptions: {
      add: async (...given) => (await made()).add(...given),
      check: async (...given) => (await made()).check(...given),
      edit: async (...given) => (await made()).edit(...given),
      pause: async (...given) => (await made()).pause(...given),
      resume: async (...given) => (await made()).resume(...given),
      remove: async (...given) => (await made()).remove(...given),
      test: async (...given) => (await made()).test(...given),
      preview: async (...given) => (await made()).preview(...given),
      get: async (...given) => (await made()).get(...given),
      list: async (...given) => (await made()).list(...given),
      changes: async (...given) => (await made()).changes(...given),
      markBroken: async (...given) => (await made()).markBroken(...given),
      onChannelsChanged: async (...given) => (await made()).onChannelsChanged(...given),
      forgetGone: async (...given) => (await made()).forgetGone(...given),
    },
  };
}
