import { AppError } from './errors.ts';

/** Longest that Discord takes. */
const MAX_LENGTH = 100;

/** What a press of a button, a choice of a menu or a sent form is for. */
export interface CustomId {
  /** Key of the command that answers. */
  readonly command: string;
  readonly action: string;
  readonly args: readonly string[];
}

/**
 * The id of a button, menu or form: "sub:edit:4k2m". Shared by posts and by the bot that answers them.
 * @throws AppError "bug" when it is longer than Discord takes: keep what is long elsewhere and name it here.
 */
export function formatCustomId(command: string, action: string, ...args: readonly string[]): string {
  const id = [command, action, ...args.map(encodeURIComponent)].join(':');
  if (id.length <= MAX_LENGTH) return id;
  throw new AppError('bug', 'The id of a button is too long. Please report this.', { context: { id } });
}

/** What a custom id says; null for one that is not ours. */
export function parseCustomId(id: string): CustomId | null {
  const [command = '', action = '', ...args] = id.split(':');
  if (!/^[a-z][a-z0-9-]*$/.test(command) || !/^[a-z][a-z0-9-]*$/.test(action)) return null;
  try {
    return { command, action, args: args.map(decodeURIComponent) };
  } catch {
    // Broken percent signs: somebody else's id.
    return null;
  }
}
