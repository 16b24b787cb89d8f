import { pino } from 'pino';
import type { Logger } from './core/ports.ts';

/** Fields that could carry a secret, wherever they stand. */
const SECRETS = [
  'token',
  '*.token',
  'authorization',
  '*.authorization',
  'headers.authorization',
  '*.headers.authorization',
];

/** The log: JSON lines on standard error, readable lines when that is a terminal. */
export async function createLogger(level: string, terminal: boolean): Promise<Logger> {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: SECRETS,
  };
  const plain: Logger = pino(options, pino.destination({ dest: 2, sync: true }));
  if (!terminal) return plain;
  const { default: pretty } = await import('pino-pretty');
  const readable: Logger = pino(
    options,
    pretty({
      destination: 2,
      sync: true,
      colorize: true,
      ignore: 'pid,hostname',
      translateTime: 'SYS:HH:MM:ss',
    }),
  );
  return readable;
}
