import { html as template } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { stripInvisible } from '../core/text.ts';

export { raw } from 'hono/html';

/** Markup that is safe to send: everything put into it was escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What can stand in a template: text is escaped and rid of invisible characters, lists are joined, null and false leave nothing. */
export type Child = Html | string | number | null | undefined | false | readonly Child[];

/** A template whose values are escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly Child[]): Html {
  return template(strings, ...values.map(clean));
}

function clean(value: Child): unknown {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === 'string' && !('isEscaped' in Object(value))) return stripInvisible(value);
  return value;
}
