import { AppError } from '../../core/errors.ts';
import type { WebSettings } from '../web-types.ts';

/** Shortest token that is taken: 24 characters of base64 are 144 bits. */
export const SHORTEST_TOKEN = 24;

/** True for names and addresses that only this machine can reach: localhost, 127.0.0.0/8, ::1. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  );
}

/** The page is never open by accident. @throws AppError "web-open" when others could reach it without a token. */
export function assertGuarded({ host, token }: Pick<WebSettings, 'host' | 'token'>): void {
  if (token !== null && token.length < SHORTEST_TOKEN)
    throw new AppError(
      'web-token',
      `REGBEAT_WEB_TOKEN has ${token.length} characters; it needs at least ${SHORTEST_TOKEN}. \`openssl rand -base64 32\` makes a good one.`,
    );
  if (token === null && !isLoopback(host))
    throw new AppError(
      'web-open',
      `REGBEAT_WEB_HOST is ${host}, which others can reach, so a token is needed: put REGBEAT_WEB_TOKEN=... (at least ${SHORTEST_TOKEN} characters; \`openssl rand -base64 32\` makes one) into .env or the environment, or leave REGBEAT_WEB_HOST out to serve this machine only.`,
    );
}
