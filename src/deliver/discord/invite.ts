/** View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Send Messages in Threads: nothing that could do harm. */
export const LEAST_PERMISSIONS =
  (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 38n);

/** The page on which an admin adds the bot of an application to a server, with its commands and the least permissions. */
export function inviteUrl(applicationId: string): string {
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', 'bot applications.commands');
  url.searchParams.set('permissions', String(LEAST_PERMISSIONS));
  return url.href;
}
