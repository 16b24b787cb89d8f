import iconv from 'iconv-lite';
import { JP_FSA_ITEMS, KR_FSC_ITEMS, MAS_ITEMS, SFC_ITEMS, TW_FSC_ITEMS } from './site/asia.ts';
import type { DemoItem, ShownItem } from './site/demo-item.ts';
import { renderAtom, renderJsonFeed, renderRdf, renderRss } from './site/feeds.ts';
import { renderApi, renderListing, renderPage, renderRegister, renderSearch } from './site/pages.ts';
import { CHAIN_COURIER_ITEMS, LEDGER_POST_ITEMS, MORNING_WIRE_ITEMS } from './site/press.ts';
import { type Publication, type Round, showItems } from './site/show-items.ts';
import {
  BAFIN_ITEMS,
  BIS_ITEMS,
  CIMA_REGISTER,
  ESMA_ITEMS,
  FCA_ITEMS,
  SEC_ITEMS,
  VARA_ITEMS,
} from './site/west.ts';

export { DISCLAIMER } from './site/show-items.ts';

/** What one path of the invented web answers. */
export interface DemoResource {
  readonly method: 'GET' | 'POST';
  readonly status: number;
  readonly contentType: string;
  readonly lastModified: Date | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes for a request body (empty for GET); null means that the request was not understood (400). */
  readonly bytesFor: (body: string) => Uint8Array | null;
}

/** The invented web at one moment. */
export interface DemoSite {
  readonly now: Date;
  readonly round: Round;
  /** Everything it answers, by path; absolute links point to `origin` ("http://127.0.0.1:4711"). */
  readonly resources: (origin: string) => ReadonlyMap<string, DemoResource>;
}

type Renderer = (publication: Publication, items: readonly ShownItem[], origin: string) => string;

interface List {
  readonly publication: Publication;
  readonly items: readonly DemoItem[];
  readonly file: string;
  readonly contentType: string;
  readonly render: Renderer;
  readonly encode?: (text: string) => Uint8Array;
}

const encoder = new TextEncoder();
const RSS = 'application/rss+xml; charset=utf-8';
const ATOM = 'application/atom+xml';
const JSON_TYPE = 'application/json';

const LISTS: readonly List[] = [
  list('/hk/sfc', 'SFC', 'en', 'Asia/Hong_Kong', SFC_ITEMS, 'rss.xml', RSS, renderRss),
  list('/us/sec', 'SEC', 'en', 'America/New_York', SEC_ITEMS, 'atom.xml', ATOM, renderAtom),
  list(
    '/int/bis',
    'BIS and other standard setters',
    'en',
    'UTC',
    BIS_ITEMS,
    'rss.rdf',
    'text/xml',
    renderRdf,
  ),
  list(
    '/eu/esma',
    'ESMA',
    'en',
    'Europe/Paris',
    ESMA_ITEMS,
    'feed.json',
    'application/feed+json',
    renderJsonFeed,
  ),
  list('/sg/mas', 'MAS', 'en', 'Asia/Singapore', MAS_ITEMS, '', 'text/html; charset=utf-8', renderListing),
  list('/ae/vara', 'VARA', 'en', 'Asia/Dubai', VARA_ITEMS, 'api/news', JSON_TYPE, renderApi),
  {
    ...list('/de/bafin', 'BaFin', 'en', 'Europe/Berlin', BAFIN_ITEMS, 'rss.xml', 'text/xml', (...args) =>
      renderRss(...args, 'windows-1252'),
    ),
    encode: text => iconv.encode(text, 'windows-1252'),
  },
  list('/tw/fsc', '金管會', 'zh-Hant', 'Asia/Taipei', TW_FSC_ITEMS, 'rss.xml', RSS, renderRss),
  list('/jp/fsa', '金融庁', 'ja', 'Asia/Tokyo', JP_FSA_ITEMS, 'atom.xml', ATOM, renderAtom),
  list('/kr/fsc', 'FSC Korea', 'en', 'Asia/Seoul', KR_FSC_ITEMS, 'rss.xml', 'text/xml', renderDamaged),
  list(
    '/media/ledger-post',
    'Ledger Post',
    'en',
    'Europe/London',
    LEDGER_POST_ITEMS,
    'rss.xml',
    RSS,
    renderRss,
  ),
  list(
    '/media/chain-courier',
    'Chain Courier',
    'en',
    'America/New_York',
    CHAIN_COURIER_ITEMS,
    'atom.xml',
    ATOM,
    renderAtom,
  ),
  list(
    '/media/morning-wire',
    'Morning Wire',
    'en',
    'Europe/London',
    MORNING_WIRE_ITEMS,
    'rss.xml',
    RSS,
    renderRss,
  ),
];
const FCA = { publication: toPublication('/gb/fca', 'FCA', 'en', 'Europe/London'), items: FCA_ITEMS };
const CIMA = toPublication('/ky/cima', 'CIMA', 'en', 'America/Cayman');

/**
 * The invented web as it stands at `now`. Round 2 serves one corrected item and some new ones. A function of its arguments: the
 * same now and round give the same bytes.
 */
export function demoSite(now: Date, round: Round): DemoSite {
  const show = ({ publication, items }: { publication: Publication; items: readonly DemoItem[] }) =>
    showItems(items, publication, now, round);
  return {
    now,
    round,
    resources: origin => {
      const resources = new Map<string, DemoResource>();
      for (const source of [...LISTS, FCA]) {
        for (const item of show(source)) {
          const page = () => renderPage(source.publication, item);
          resources.set(item.pagePath, get('text/html; charset=utf-8', item.publishedAt, page));
        }
      }
      for (const source of LISTS) {
        const items = show(source);
        const encode = source.encode ?? (text => encoder.encode(text));
        resources.set(`${source.publication.folder}/${source.file}`, {
          ...get(source.contentType, newest(items), () => ''),
          bytesFor: () => encode(source.render(source.publication, items, origin)),
        });
      }
      const fca = show(FCA);
      resources.set('/gb/fca/api/search', {
        ...get(JSON_TYPE, null, () => ''),
        method: 'POST',
        bytesFor: body => {
          const answer = renderSearch(FCA.publication, fca, origin, body);
          return answer === null ? null : encoder.encode(answer);
        },
      });
      resources.set(
        '/ky/cima/register.csv',
        get('text/csv; charset=utf-8', null, () => renderRegister(CIMA, CIMA_REGISTER, now, round)),
      );
      resources.set('/au/asic/rss.xml', {
        ...get('text/html', null, () => '<h1>Down for maintenance</h1>\n'),
        status: 503,
        headers: { 'retry-after': '3600' },
      });
      resources.set('/ch/finma/rss.xml', { ...get('text/html', null, () => '<h1>Gone</h1>\n'), status: 410 });
      return resources;
    },
  };
}

/** RSS as a failing publisher sends it: ampersands bare, the last item cut off in the middle. */
function renderDamaged(publication: Publication, items: readonly ShownItem[], origin: string): string {
  const whole = renderRss(publication, items, origin).replaceAll('&amp;', '&');
  const end = whole.lastIndexOf('</item>');
  return `${whole.slice(0, end)}</item>\n<item>\n<title>FSC and FIU to inspect the travel rule systems of virtual as`;
}

function list(
  folder: string,
  name: string,
  language: string,
  timeZone: string,
  items: readonly DemoItem[],
  file: string,
  contentType: string,
  render: Renderer,
): List {
  return { publication: toPublication(folder, name, language, timeZone), items, file, contentType, render };
}

function toPublication(folder: string, name: string, language: string, timeZone: string): Publication {
  return { folder, name: `${name} (demonstration)`, language, timeZone };
}

function get(contentType: string, lastModified: Date | null, text: () => string): DemoResource {
  return {
    method: 'GET',
    status: 200,
    contentType,
    lastModified,
    headers: {},
    bytesFor: () => encoder.encode(text()),
  };
}

/** When a list last changed: its newest publication or correction. */
function newest(items: readonly ShownItem[]): Date | null {
  const times = items.flatMap(item => [item.publishedAt, item.updatedAt]).filter(date => date !== null);
  return times.length === 0 ? null : new Date(Math.max(...times.map(date => date.getTime())));
}
