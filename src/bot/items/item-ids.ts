import { AppError } from '../../core/errors.ts';
import type { StoredItem } from '../../core/types.ts';
import type { BotDeps, Call } from '../command.ts';

/** An item by what somebody typed or pressed. @throws AppError "not-found" in the words of a chat. */
export async function findItem(
  { t }: Pick<Call, 't'>,
  { app }: Pick<BotDeps, 'app'>,
  typed: string,
): Promise<StoredItem> {
  const id = typed.trim().toLowerCase();
  try {
    if (/^[0-9a-z]{4,40}$/.test(id)) return await app.item(id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
  }
  throw new AppError('not-found', t('item.unknown', { id: typed.trim().slice(0, 40) }));
}
