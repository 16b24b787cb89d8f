import { jurisdictionName, TOPIC_LABELS } from '../../core/labels.ts';
import type { Topic } from '../../core/types.ts';
import { type Html, html } from '../html.ts';

/** The address of a search. */
export function searchHref(query: string, more: Readonly<Record<string, string>> = {}): string {
  return `/search?${new URLSearchParams({ q: query, ...more })}`;
}

export function placeLink(code: string): Html {
  return html`<a href="/jurisdiction/${encodeURIComponent(code)}">${jurisdictionName(code)}</a>`;
}

export function topicLink(topic: Topic): Html {
  return html`<a href="/topic/${topic}">${TOPIC_LABELS[topic]}</a>`;
}

/** A link that leaves the site; its text alone where the address is none that a browser should open. */
export function outLink(url: string | null, text: string): Html {
  if (url === null || !/^https?:\/\//i.test(url)) return html`${text}`;
  return html`<a href="${url}" rel="noreferrer noopener external">${text}</a>`;
}

/** Where an outgoing link leads, for people: "www.sfc.hk". */
export function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : '';
}
