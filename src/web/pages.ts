import { Hono } from 'hono';
import { aboutPage } from './pages/about.ts';
import { deadlinesPage } from './pages/deadlines.ts';
import { firmPage } from './pages/firm.ts';
import { itemPage } from './pages/item.ts';
import { jurisdictionPage } from './pages/jurisdiction.ts';
import { matrixPages } from './pages/matrix.ts';
import { overviewPage } from './pages/overview.ts';
import { registersPages } from './pages/registers.ts';
import { reportsPages } from './pages/reports.ts';
import { searchPage } from './pages/search.ts';
import { sourcesPage } from './pages/sources.ts';
import { storyPage } from './pages/story.ts';
import { topicPage } from './pages/topic.ts';
import { createView, type View } from './view.ts';
import type { Web, WebDeps, WebEnv } from './web-types.ts';

/** Adds its routes to the site. */
export type PageRoutes = (web: Web, deps: WebDeps, view: View) => void;

const PAGES: readonly PageRoutes[] = [
  overviewPage,
  searchPage,
  itemPage,
  storyPage,
  jurisdictionPage,
  topicPage,
  matrixPages,
  deadlinesPage,
  registersPages,
  firmPage,
  sourcesPage,
  reportsPages,
  aboutPage,
];

/** Every page for people. */
export function createPages(deps: WebDeps): Web {
  const web = new Hono<WebEnv>();
  const view = createView(deps);
  for (const page of PAGES) page(web, deps, view);
  return web;
}
