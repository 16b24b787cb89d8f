import type { Config } from '../config.ts';
import type { Parts } from './parts.ts';

/** What is configured, reachable and missing. */
export async function doctor(config: Config, { store, fetcher, knowledge, sources, timeZone }: Parts) {
  const { examine } = await import('../pipeline/doctor.ts');
  const { token, apiBase, channel } = config.discord;
  const askDiscord = async (secret: string) => {
    const { examineBot } = await import('../deliver/discord/examine-bot.ts');
    return examineBot({ token: secret, apiBase, channelId: channel });
  };
  return examine({
    sources,
    openStore: store,
    databasePath: config.databasePath,
    loadTaxonomy: async () => {
      const { taxonomy, version, model, modelProblems } = await knowledge();
      return {
        version,
        model: model?.version ?? null,
        modelProblems,
        jurisdictions: taxonomy.jurisdictions.length,
        authorities: taxonomy.authorities.length,
      };
    },
    fetcher,
    askDiscord: token ? () => askDiscord(token) : null,
    contact: config.contact,
    channel,
    timeZone,
  });
}
