import { load } from 'cheerio/slim';
import { IANAZone } from 'luxon';
import { formatProblem } from '../core/date-formats.ts';
import type { FieldRule, SourceDef } from '../core/types.ts';
import { isHttpUrl } from '../core/url.ts';
import { checkRules, isPattern } from './check-rules.ts';
import { PLACEHOLDERS } from './list-address.ts';
import { nearestName } from './nearest-name.ts';

/** One thing wrong in one field, in words that say what to change. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

const FIELDS = ['title', 'link', 'date', 'updated', 'summary', 'content', 'id'] as const;
/** Sent with every request by the program itself, or decided by the connection. */
const RESERVED_HEADERS = new Set([
  'user-agent',
  'host',
  'content-length',
  'connection',
  'if-none-match',
  'if-modified-since',
]);

/** Everything wrong with a complete source that its shape alone does not show. */
export function checkSource(def: SourceDef): FieldProblem[] {
  return [
    ...checkAddress(def),
    ...checkLocale(def),
    ...checkHeaders(def),
    ...checkRead(def),
    ...checkPaging(def),
    ...checkRules(def),
  ];
}

function checkAddress(def: SourceDef): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const url = def.url.replace(/\{(?:year|year-1|month|day)\}/g, '01');
  if (!isHttpUrl(url) || /\s/.test(url)) {
    problems.push({ field: 'url', problem: `"${def.url}" is no http or https address` });
  }
  for (const field of ['url', 'body'] as const) {
    for (const [, name = ''] of (def[field] ?? '').matchAll(/\{([a-z][a-z0-9+-]*)\}/g)) {
      if (PLACEHOLDERS.some(known => known === name)) continue;
      problems.push({ field, problem: `{${name}} is no placeholder${didYouMean(name, PLACEHOLDERS)}` });
    }
  }
  if (def.body !== undefined && def.method === 'GET') {
    problems.push({ field: 'body', problem: 'is only sent with method: POST' });
  }
  if (def.homepage !== undefined && !isHttpUrl(def.homepage)) {
    problems.push({ field: 'homepage', problem: `"${def.homepage}" is no http or https address` });
  }
  return problems;
}

function checkLocale(def: SourceDef): FieldProblem[] {
  const problems: FieldProblem[] = [];
  // create() remembers zones that it knows; isValidZone() makes a formatter each time.
  if (!IANAZone.create(def.timeZone).isValid) {
    const nearest = didYouMean(def.timeZone, Intl.supportedValuesOf('timeZone'));
    problems.push({ field: 'timeZone', problem: `"${def.timeZone}" is no IANA time zone${nearest}` });
  }
  if (!isLanguageTag(def.language)) {
    problems.push({
      field: 'language',
      problem: `"${def.language}" is no BCP 47 language tag such as "en" or "zh-Hant"`,
    });
  }
  for (const format of def.dateFormats) {
    const problem = formatProblem(format);
    if (problem !== null) problems.push({ field: 'dateFormats', problem: `"${format}" ${problem}` });
  }
  return problems;
}

function checkHeaders(def: SourceDef): FieldProblem[] {
  return Object.entries(def.headers).flatMap(([name, value]) => {
    const field = `headers.${name}`;
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) return [{ field, problem: 'is no header name' }];
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
      return [{ field, problem: 'has characters that no header may have' }];
    return RESERVED_HEADERS.has(name.toLowerCase())
      ? [{ field, problem: 'is set by the program and cannot be given' }]
      : [];
  });
}

function checkRead(def: SourceDef): FieldProblem[] {
  const { read, format } = def;
  const structured = format === 'json' || format === 'html' || format === 'csv' || format === 'xlsx';
  if (format === 'pdf' && def.custom === undefined && def.enabled) {
    return [{ field: 'custom', problem: 'is missing: PDF needs a module of its own' }];
  }
  if (!structured || (read === undefined && (def.custom !== undefined || !def.enabled))) return [];
  if (read === undefined)
    return [{ field: 'read', problem: `is missing: ${format} needs to be told where the items are` }];
  const problems: FieldProblem[] = [];
  if (read.title === undefined) problems.push({ field: 'read.title', problem: 'is missing' });
  // A reader of its own gives rows with columns, whatever the document is.
  const html = format === 'html' && def.custom === undefined;
  const listed = html || (format === 'json' && def.custom === undefined);
  if (listed && read.items === undefined) problems.push({ field: 'read.items', problem: 'is missing' });
  if (html && read.items !== undefined) problems.push(...checkSelector('read.items', read.items));
  for (const name of FIELDS) problems.push(...checkField(`read.${name}`, read[name], html));
  if (read.linkBase !== undefined && !isHttpUrl(read.linkBase)) {
    problems.push({ field: 'read.linkBase', problem: `"${read.linkBase}" is no http or https address` });
  }
  return problems;
}

function checkField(field: string, rule: FieldRule | undefined, html: boolean): FieldProblem[] {
  if (rule === undefined) return [];
  const problems: FieldProblem[] = [];
  const wrong = html ? (['path', 'template'] as const) : (['select', 'attr', 'around'] as const);
  for (const name of wrong) {
    if (rule[name] !== undefined)
      problems.push({
        field: `${field}.${name}`,
        problem: `means nothing in ${html ? 'HTML' : 'JSON and CSV'}`,
      });
  }
  if (!html && rule.path === undefined && rule.template === undefined) {
    problems.push({ field, problem: 'needs a path or a template' });
  }
  if (html && rule.select !== undefined && rule.select !== '')
    problems.push(...checkSelector(`${field}.select`, rule.select));
  if (rule.match !== undefined && !isPattern(rule.match)) {
    problems.push({ field: `${field}.match`, problem: `"${rule.match}" is no regular expression` });
  }
  return problems;
}

function checkPaging(def: SourceDef): FieldProblem[] {
  const { paging, page } = def;
  const problems = page?.select === undefined ? [] : checkSelector('page.select', page.select);
  if (paging === undefined) return problems;
  if ((paging.param === undefined) === (paging.next === undefined)) {
    problems.push({ field: 'paging', problem: 'needs either param or next' });
  }
  if (paging.next !== undefined && def.format === 'html')
    problems.push(...checkSelector('paging.next', paging.next));
  return problems;
}

/** Names, classes and ids, one within another: most selectors, and not worth the time of a parser at every start. */
const PLAIN_SELECTOR =
  /^[a-z][a-z0-9]*(?:[.#][A-Za-z][\w-]*)*(?:(?: > | |, )[a-z][a-z0-9]*(?:[.#][A-Za-z][\w-]*)*)*$/;

function checkSelector(field: string, selector: string): FieldProblem[] {
  if (selector.trim() === '') return [{ field, problem: 'is empty' }];
  if (PLAIN_SELECTOR.test(selector)) return [];
  try {
    load('<p></p>')(selector);
    return [];
  } catch {
    return [{ field, problem: `"${selector}" is no CSS selector` }];
  }
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** "; did you mean "x"?" or nothing. */
export function didYouMean(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === null ? '' : `; did you mean "${nearest}"?`;
}
