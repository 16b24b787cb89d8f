import { ASSETS } from './assets.ts';
import { type Child, type Html, html } from './html.ts';

export interface Page {
  readonly title: string;
  /** Path of the entry in the navigation that this page belongs to; null for none. */
  readonly path: string | null;
  readonly main: Child;
  /** The page has a search of its own: the one in the header is left out. */
  readonly ownSearch?: boolean;
}

/** Sections of the site, in the order of the navigation. */
export const SECTIONS: readonly { readonly path: string; readonly name: string }[] = [
  { path: '/', name: 'Overview' },
  { path: '/search', name: 'Search' },
  { path: '/matrix', name: 'Positions' },
  { path: '/deadlines', name: 'Deadlines' },
  { path: '/registers', name: 'Registers' },
  { path: '/reports', name: 'Reports' },
  { path: '/sources', name: 'Sources' },
  { path: '/about', name: 'About' },
];

/** A whole document. */
export function renderPage({ title, path, main, ownSearch = false }: Page): Html {
  const links = SECTIONS.map(
    section =>
      html`<li><a href="${section.path}"${section.path === path && html` aria-current="page"`}>${section.name}</a></li>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · regbeat</title>
<link rel="stylesheet" href="${ASSETS.style.href}">
<link rel="icon" href="${ASSETS.icon.href}" type="image/svg+xml">
<script src="${ASSETS.script.href}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/">regbeat</a>
<nav aria-label="Sections"><ul>${links}</ul></nav>
${
  !ownSearch &&
  html`<form class="quick" action="/search" role="search" aria-label="Quick search">
<label class="hidden" for="quick">Search everything</label>
<input id="quick" name="q" type="search" placeholder="Search" maxlength="2000">
</form>`
}
</header>
<main id="main" tabindex="-1">${main}</main>
<footer class="foot">
<p>Everything shown is quoted from what regbeat read, with its source and date. It is no legal advice. <a href="/api">For programs</a></p>
</footer>
</body>
</html>`;
}
