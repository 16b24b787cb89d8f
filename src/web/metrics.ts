import { Hono, type MiddlewareHandler } from 'hono';
import type { Application } from '../core/application.ts';
import { errorText } from '../core/errors.ts';
import { HEALTH_STATES } from '../core/health.ts';
import { createProcessMetrics } from './metrics-process.ts';
import { type MetricFamily, metricsText } from './metrics-text.ts';
import { remembered } from './parts/remembered.ts';
import type { WebDeps, WebEnv } from './web-types.ts';

const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What addresses are counted as, by their first part; everything else is a page. */
const CLASSES: Readonly<Record<string, string>> = {
  api: 'api',
  feeds: 'feeds',
  mcp: 'mcp',
  metrics: 'probe',
  healthz: 'probe',
  readyz: 'probe',
};

/** Requests answered, by class of address and status: few labels, whatever is asked for. */
interface Counter {
  readonly count: MiddlewareHandler<WebEnv>;
  family(): MetricFamily;
}

/**
 * /healthz (the process answers), /readyz (it does its work) and /metrics. Mounted first, it counts the requests of everything mounted
 * after it.
 */
export function createMetrics(deps: WebDeps): Hono<WebEnv> {
  const { app, clock, logger, settings } = deps;
  const requests = createCounter();
  const ofProcess = createProcessMetrics();
  const ofStore = remembered(clock, () => storeFamilies(app, clock().getTime()));
  const web = new Hono<WebEnv>();
  web.use(requests.count);
  web.get('/healthz', c => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }));
  web.get('/readyz', async c => {
    const problem = await readiness(deps);
    const body = problem === null ? { status: 'ready' } : { status: 'not-ready', ...problem };
    return c.json(body, problem === null ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  web.get('/metrics', async c => {
    const stored = await ofStore().catch((error: unknown) => {
      logger.error({ error: errorText(error) }, 'database not measured');
      return null;
    });
    const families = [
      gauge('regbeat_info', 'Version of regbeat.', [{ labels: { version: settings.version }, value: 1 }]),
      gauge('regbeat_database_up', '1 when the database answers.', [{ value: stored === null ? 0 : 1 }]),
      ...(stored ?? []),
      requests.family(),
      ...ofProcess(),
    ];
    return c.body(metricsText(families), 200, { 'Content-Type': TYPE, 'Cache-Control': 'no-store' });
  });
  return web;
}

/** What keeps the process from being ready, without details that only operators should see; null when nothing does. */
async function readiness({
  app,
  clock,
  logger,
}: WebDeps): Promise<{ readonly failing: 'database' | 'reads'; readonly detail: string } | null> {
  try {
    // Opening it refuses a schema of another version.
    const { lastAskedAt, askedWithin } = await app.vitals();
    const age = lastAskedAt === null ? null : (clock().getTime() - Date.parse(lastAskedAt)) / 1000;
    if (askedWithin === null || (age !== null && age <= askedWithin)) return null;
    const detail =
      age === null
        ? 'No source was read yet: `regbeat run` or `regbeat crawl` reads them.'
        : `No source was asked for ${Math.round(age / 3600)} hours: see whether \`regbeat run\` runs.`;
    return { failing: 'reads', detail };
  } catch (error) {
    logger.error({ error: errorText(error) }, 'not ready');
    return { failing: 'database', detail: 'The database cannot be used: `regbeat doctor` says why.' };
  }
}

async function storeFamilies(app: Application, now: number): Promise<readonly MetricFamily[]> {
  const { items, relevant, stories } = await app.counts();
  const { posts, lastAskedAt, reads, schemaVersion } = await app.vitals();
  const health = await app.sourceHealth({});
  const states = [...HEALTH_STATES, 'unread'].map(state => ({
    labels: { state },
    value: health.filter(line => (line.state ?? 'unread') === state).length,
  }));
  return [
    gauge('regbeat_items', 'Items stored.', [{ value: items }]),
    gauge('regbeat_items_relevant', 'Items stored that are relevant.', [{ value: relevant }]),
    gauge('regbeat_stories', 'Stories.', [{ value: stories }]),
    gauge('regbeat_sources', 'Enabled sources by health.', states),
    gauge('regbeat_reads_last_day', 'Reads of sources in the day before.', [
      { labels: { outcome: 'done' }, value: reads.done },
      { labels: { outcome: 'failed' }, value: reads.failed },
    ]),
    gauge(
      'regbeat_last_round_age_seconds',
      'Since a source was asked last.',
      lastAskedAt === null ? [] : [{ value: Math.max(0, (now - Date.parse(lastAskedAt)) / 1000) }],
    ),
    gauge(
      'regbeat_posts',
      'Posts by state.',
      Object.entries(posts).map(([state, value]) => ({ labels: { state }, value })),
    ),
    gauge('regbeat_schema_version', "Version of the database's schema.", [{ value: schemaVersion }]),
  ];
}

function gauge(name: string, help: string, samples: MetricFamily['samples']): MetricFamily {
  return { name, help, type: 'gauge', samples };
}

function createCounter(): Counter {
  const counts = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>();
  return {
    count: async (c, next) => {
      await next();
      const [, first = ''] = c.req.path.split('/');
      const route = Object.hasOwn(CLASSES, first) ? (CLASSES[first] ?? 'page') : 'page';
      const labels = { route, status: String(c.res.status) };
      const key = `${labels.route} ${labels.status}`;
      const counted = counts.get(key) ?? { labels, value: 0 };
      counted.value += 1;
      counts.set(key, counted);
    },
    family: () => ({
      name: 'regbeat_http_requests_total',
      help: 'Requests answered.',
      type: 'counter',
      samples: [...counts.values()],
    }),
  };
}
