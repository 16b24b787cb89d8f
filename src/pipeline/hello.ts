import type { Locale } from '../core/locale.ts';
import type { Message } from '../core/message.ts';
import type { Clock, Store } from '../core/ports.ts';
import { type SourceDef, TOPICS } from '../core/types.ts';
import { composeHello } from '../digest/compose-hello.ts';
import { coverageOf } from './coverage.ts';

/** The hello of a first run: what was stored silently, and when digests come. */
export async function hello(
  store: Store,
  sources: readonly SourceDef[],
  clock: Clock,
  schedule: string,
  locale: Locale = 'en',
): Promise<Message> {
  const now = clock();
  const enabled = sources.filter(def => def.enabled);
  return composeHello({
    stored: await store.items.count(),
    jurisdictions: new Set(enabled.flatMap(def => (def.jurisdiction ? [def.jurisdiction] : []))).size,
    topics: TOPICS,
    schedule,
    locale,
    coverage: await coverageOf(
      store.sources,
      sources,
      { since: new Date(0).toISOString(), until: now.toISOString() },
      now,
    ),
  });
}
