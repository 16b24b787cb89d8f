import { PROGRAM_MOUNTS } from './api/mounts.ts';
import { createPages } from './pages.ts';
import type { Web, WebDeps } from './web-types.ts';

/** A part of the site: what it answers, below which path. */
export interface Mount {
  readonly path: string;
  readonly create: (deps: WebDeps) => Web;
  /** Paths (whole) that may be posted to. Everything else can only be read. */
  readonly writable?: readonly string[];
}

/** Every part of the site. A new one is a file and a line here. */
export const MOUNTS: readonly Mount[] = [
  ...PROGRAM_MOUNTS,
  { path: '/', create: createPages, writable: ['/reports'] },
];
