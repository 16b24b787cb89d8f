import { sha256 } from '../core/ids.ts';
import type { Logger, SettingStore } from '../core/ports.ts';
import type { CommandData } from './command-data.ts';

export interface RegisterDeps {
  readonly settings: SettingStore;
  readonly put: (commands: readonly CommandData[]) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Registers the commands of an application with Discord, all in one request, when they are not those that were registered last. Returns whether
 * it asked Discord: every such request makes people's clients load the list anew.
 */
export async function registerCommands(
  deps: RegisterDeps,
  applicationId: string,
  commands: readonly CommandData[],
): Promise<boolean> {
  const key = `bot-commands:${applicationId}`;
  const hash = sha256(JSON.stringify(commands));
  if ((await deps.settings.get(key)) === hash) return false;
  await deps.put(commands);
  await deps.settings.set(key, hash);
  deps.logger.info({ commands: commands.length }, 'commands registered');
  return true;
}
