import { Hono } from 'hono';
import { z } from 'zod';
import { understood } from '../../answers/question.ts';
import { limitInput, queryInput } from '../../answers/shapes.ts';
import type { Application } from '../../core/application.ts';
import { cleanLine } from '../../core/text.ts';
import { answerConditional } from '../api/conditional.ts';
import { parametersOf, readQuery } from '../api/input-schema.ts';
import { answerError } from '../api/problem.ts';
import type { WebDeps, WebEnv } from '../web-types.ts';
import { toAtom } from './atom.ts';
import { toCalendar } from './deadline-calendar.ts';
import { deadlinesOfQuery } from './deadlines-of-query.ts';
import { buildFeed, type Feed, type FeedItem } from './feed.ts';
import { toJsonFeed } from './json-feed.ts';
import { toRss } from './rss.ts';

const FORMATS: Readonly<Record<string, { readonly type: string; readonly write: (feed: Feed) => string }>> = {
  rss: { type: 'application/rss+xml; charset=utf-8', write: toRss },
  atom: { type: 'application/atom+xml; charset=utf-8', write: toAtom },
  json: { type: 'application/feed+json; charset=utf-8', write: toJsonFeed },
};
const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

const feedInput = z.strictObject({ q: queryInput.default(''), limit: limitInput(50, 200) });

/** A calendar shows more than a list: it is looked at by date. */
const DEADLINES_PER_ITEM = 4;

/** Feeds of any query: /search.rss, .atom, .json, and .ics with the deadlines of what matches. To be mounted at /feeds. */
export function createFeeds(deps: WebDeps): Hono<WebEnv> {
  const { app } = deps;
  const feeds = new Hono<WebEnv>();
  feeds.onError((error, c) => answerError(c, error, deps));
  feeds.get('/:name{search\\.(?:rss|atom|json|ics)}', async c => {
    const { searchParams, origin } = new URL(c.req.url);
    const { q, limit } = readInput(searchParams);
    const format = c.req.param('name').slice('search.'.length);
    if (format === 'ics') {
      const deadlines = await deadlinesOfQuery(app, q, limit * DEADLINES_PER_ITEM);
      const shown = cleanLine(q);
      const name = shown === '' ? 'regbeat: deadlines' : `regbeat: deadlines of ${shown}`;
      return answerConditional(c, { body: toCalendar(name, deadlines), type: CALENDAR_TYPE });
    }
    const chosen = FORMATS[format];
    if (chosen === undefined) return c.notFound();
    const feed = buildFeed(await itemsOf(app, q, limit), { query: q, format, origin });
    return answerConditional(c, {
      body: chosen.write(feed),
      type: chosen.type,
      lastModified: feed.changedAt,
    });
  });
  return feeds;
}

const parameters = parametersOf({ input: feedInput });

/** @throws AppError "usage": a parameter that is not understood must not give a feed of everything. */
function readInput(query: URLSearchParams): z.output<typeof feedInput> {
  return understood(feedInput, readQuery(query, parameters));
}

async function itemsOf(app: Application, query: string, limit: number): Promise<readonly FeedItem[]> {
  const { items } = await app.searchPage(query, { limit, offset: 0 });
  const names = new Map(app.sources.map(def => [def.id, def.name]));
  const found: FeedItem[] = [];
  for (const item of items) {
    const edited = item.version > 1 ? (await app.versions(item.id)).at(-1)?.seenAt : undefined;
    found.push({
      item,
      changedAt: edited ?? item.firstSeenAt,
      sourceName: names.get(item.sourceId) ?? item.sourceId,
    });
  }
  return found;
}
