import type { BotDeps, Choice } from './command.ts';

/** Queries that continue what was typed, as choices. */
export async function queryChoices(typed: string, { app }: Pick<BotDeps, 'app'>): Promise<readonly Choice[]> {
  const found = await app.completeQuery(typed, 25);
  return found.map(query => ({ name: query, value: query }));
}
