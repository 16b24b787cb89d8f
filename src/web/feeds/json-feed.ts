import { stripInvisible } from '../../core/text.ts';
import type { Feed, FeedEntry } from './feed.ts';

/** JSON Feed 1.1. `_regbeat` holds the ids by which the JSON API knows an item and its story. */
export function toJsonFeed(feed: Feed): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: stripInvisible(feed.title),
    home_page_url: feed.home,
    feed_url: feed.self,
    description: feed.description,
    authors: [{ name: 'regbeat' }],
    items: feed.entries.map(toItem),
  };
  // Inert also where somebody pastes it into a page.
  return `${JSON.stringify(document, null, 1).replaceAll('<', '\\u003c')}\n`;
}

function toItem(entry: FeedEntry) {
  const authors = entry.authors.length > 0 ? entry.authors : [entry.source];
  return {
    id: entry.guid,
    url: entry.link,
    title: entry.title,
    content_html: entry.html,
    date_published: entry.publishedAt,
    date_modified: entry.changedAt,
    authors: authors.map(name => ({ name })),
    tags: entry.labels,
    language: entry.language,
    _regbeat: { item: entry.itemId, story: entry.storyId, source: entry.source, page: entry.page },
  };
}
