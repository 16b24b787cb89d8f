import type { VerdictRequest } from '../../core/learning.ts';
import type { StoredItem } from '../../core/types.ts';
import type { Call } from '../command.ts';
import type { Modal } from '../reply.ts';
import { itemId } from './item-panel.ts';

const TAGS_LENGTH = 2_000;
const REASON_LENGTH = 1_000;
const YES = 'relevant:yes';

/** The form in which people correct the tags of an item: one to a line, as they stand now. */
export function wrongTagForm({ t }: Pick<Call, 't'>, item: StoredItem): Modal {
  return {
    customId: itemId('wrong', item.id),
    title: t('item.wrong-title'),
    fields: [
      {
        id: 'tags',
        label: t('item.wrong-tags'),
        hint: t('item.wrong-tags-hint'),
        value: tagsOf(item).join('\n').slice(0, TAGS_LENGTH),
        long: true,
        maxLength: TAGS_LENGTH,
      },
      {
        id: 'reason',
        label: t('item.wrong-reason'),
        hint: t('item.wrong-reason-hint'),
        long: true,
        maxLength: REASON_LENGTH,
      },
    ],
  };
}

function tagsOf({ classification }: StoredItem): readonly string[] {
  const { relevant, topics, kind, jurisdictions, authorities } = classification;
  const names = [
    relevant ? YES : 'relevant:no',
    `kind:${kind.id}`,
    ...topics.map(tag => `topic:${tag.id}`),
    ...jurisdictions.map(tag => `jurisdiction:${tag.code}`),
    ...authorities.map(tag => `authority:${tag.name}`),
  ];
  return [...new Set(names)];
}

/** What a corrected list of tags says of the old one; null when it says the same. */
export function readCorrection(
  item: StoredItem,
  typed: string,
): Pick<VerdictRequest, 'wrong' | 'missing' | 'relevant'> | null {
  const before = tagsOf(item);
  const after = [
    ...new Set(
      typed
        .split(/[\n,;]/)
        .map(line => line.trim().replace(/\s*[:：]\s*/, ':'))
        .filter(line => line !== ''),
    ),
  ];
  const fold = (tag: string) => tag.toLowerCase();
  const isRelevance = (tag: string) => fold(tag).startsWith('relevant');
  const said = after.find(isRelevance);
  const { relevant } = item.classification;
  const now = said === undefined ? false : /^relevant(?::(?:yes|true))?$/.test(fold(said));
  if (!now && relevant) return { wrong: [], missing: [], relevant: false };
  const kept = new Set(after.map(fold));
  const known = new Set(before.map(fold));
  const wrong = before.filter(tag => !isRelevance(tag) && !kept.has(fold(tag)));
  const missing = after.filter(tag => !isRelevance(tag) && !known.has(fold(tag)));
  const became = now && !relevant ? true : null;
  if (wrong.length === 0 && missing.length === 0 && became === null) return null;
  return { wrong, missing, relevant: became };
}
