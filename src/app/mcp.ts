import packageJson from '../../package.json' with { type: 'json' };
import type { Application } from '../core/application.ts';
import type { Assisting } from '../core/assisting.ts';
import type { Parts } from './parts.ts';

/** Answers for a person's assistant, from the program that `app` gives. */
export function assisting({ logger }: Parts, app: () => Application): Assisting {
  return {
    serveMcp: async signal => {
      const { serveStdio } = await import('../mcp/serve-stdio.ts');
      const deps = { app: app(), version: packageJson.version, logger };
      await serveStdio(deps, { input: process.stdin, output: process.stdout, signal });
    },
  };
}
