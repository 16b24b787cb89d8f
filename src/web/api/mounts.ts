import { createFeeds } from '../feeds/create-feeds.ts';
import { createMetrics } from '../metrics.ts';
import type { Mount } from '../routes.ts';
import { API_BASE } from './api-paths.ts';
import { createApi } from './create-api.ts';
import { createMcp } from './mount-mcp.ts';
import { apiReference } from './reference.ts';

/** What programs ask: probes (first, to count what all others answer), feeds, the JSON API and its page, assistants' tools. */
export const PROGRAM_MOUNTS: readonly Mount[] = [
  { path: '/', create: createMetrics },
  { path: '/feeds', create: createFeeds },
  { path: API_BASE, create: createApi },
  { path: '/api', create: apiReference },
  { path: '/mcp', create: createMcp, writable: ['/mcp'] },
];
