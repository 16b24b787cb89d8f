import { TOPIC_LABELS } from '../core/labels.ts';
import type { Block, Coverage, Message } from '../core/message.ts';
import type { Topic } from '../core/types.ts';

export interface ComposeHelloInput {
  /** Distinguishes one installation's hello from another's on the same target. */
  readonly dedupeKey?: string;
  /** What the first run stored. */
  readonly stored: { readonly items: number; readonly relevant: number; readonly stories: number };
  readonly jurisdictions: number;
  readonly topics: readonly Topic[];
  /** When digests come, in words: "every day at 08:00 Europe/London". "at once": alerts. Null when nothing is scheduled. */
  readonly schedule: string | null;
  readonly coverage: Coverage;
}

/** The one post of a first run: what was stored silently and what will come. Nothing older is ever announced. */
export function composeHello(input: ComposeHelloInput): Message {
  const { stored, schedule } = input;
  const topics = input.topics.map(topic => TOPIC_LABELS[topic].toLowerCase()).join(', ');
  const blocks: Block[] = [
    {
      type: 'paragraph',
      text: 'regbeat now keeps the crypto-regulation beat here. What its sources listed today is stored and can be searched; it is not posted. From now on new stories arrive in digests.',
    },
    {
      type: 'facts',
      facts: [
        { label: 'Items read', value: String(stored.items) },
        { label: 'About crypto-assets', value: String(stored.relevant) },
        { label: 'Stories', value: String(stored.stories) },
        { label: 'Jurisdictions', value: String(input.jurisdictions) },
      ],
    },
  ];
  if (topics !== '') blocks.push({ type: 'paragraph', text: `Topics: ${topics}.` });
  blocks.push({
    type: 'paragraph',
    text:
      schedule === null
        ? 'No digest is scheduled yet: run "regbeat digest" to see one.'
        : schedule === 'at once'
          ? 'New stories are told at once.'
          : `Digests come ${schedule}.`,
  });
  blocks.push({ type: 'coverage', coverage: input.coverage });
  return {
    kind: 'hello',
    title: 'Hello from regbeat',
    blocks,
    importance: 'normal',
    dedupeKey: input.dedupeKey ?? 'hello',
  };
}
