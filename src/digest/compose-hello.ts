import { type Locale, t } from '../core/locale.ts';
import { numberLabel, topicLabel } from '../core/locale-labels.ts';
import type { Block, Coverage, Message } from '../core/message.ts';
import type { Topic } from '../core/types.ts';
import { spoken } from './compose-alert.ts';

export interface ComposeHelloInput {
  /** Distinguishes one installation's hello from another's on the same target. */
  readonly dedupeKey?: string;
  /** What the first run stored. */
  readonly stored: { readonly items: number; readonly relevant: number; readonly stories: number };
  readonly jurisdictions: number;
  readonly topics: readonly Topic[];
  /** When digests come, in words of the language: "every day at 08:00 Europe/London". "at once": alerts. Null when nothing is scheduled. */
  readonly schedule: string | null;
  readonly coverage: Coverage;
  readonly locale?: Locale;
}

/** The one post of a first run: what was stored silently and what will come. Nothing older is ever announced. */
export function composeHello(input: ComposeHelloInput): Message {
  const { stored, schedule, locale = 'en' } = input;
  const topics = input.topics.map(topic => topicLabel(locale, topic)).join(', ');
  const fact = (key: 'items' | 'relevant' | 'stories' | 'jurisdictions', value: number) => ({
    label: t(locale, `hello.${key}`),
    value: numberLabel(locale, value),
  });
  const blocks: Block[] = [
    { type: 'paragraph', text: t(locale, schedule === 'at once' ? 'hello.lead-alerts' : 'hello.lead') },
    {
      type: 'facts',
      facts: [
        fact('items', stored.items),
        fact('relevant', stored.relevant),
        fact('stories', stored.stories),
        fact('jurisdictions', input.jurisdictions),
      ],
    },
  ];
  if (topics !== '') blocks.push({ type: 'paragraph', text: t(locale, 'hello.topics', { topics }) });
  if (schedule === null) blocks.push({ type: 'paragraph', text: t(locale, 'hello.unscheduled') });
  else if (schedule !== 'at once')
    blocks.push({ type: 'paragraph', text: t(locale, 'hello.schedule', { when: schedule }) });
  blocks.push({ type: 'coverage', coverage: input.coverage });
  return {
    kind: 'hello',
    title: t(locale, 'hello.title'),
    blocks,
    importance: 'normal',
    ...spoken(locale),
    dedupeKey: input.dedupeKey ?? 'hello',
  };
}
