import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { answerProblem } from './api/problem.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import type { WebEnv } from './web-types.ts';

/** A request that is not answered: as a page for people, as a problem (RFC 9457) for programs. */
export async function refuse(
  c: Context<WebEnv>,
  status: ContentfulStatusCode,
  code: string,
  message: string,
): Promise<Response> {
  if (!(c.req.header('accept') ?? '').includes('text/html')) {
    return answerProblem(c, status, code, message);
  }
  const [first = message, ...rest] = message.split('\n');
  const main = html`<h1>${TITLES[status] ?? 'This did not work'}</h1>
<p>${first}</p>
${rest.length > 0 && html`<pre class="fault">${rest.join('\n')}</pre>`}
<p><a href="/">Overview</a> · <a href="/search">Search</a></p>`;
  return c.html(await renderPage({ title: TITLES[status] ?? 'Not answered', path: null, main }), status);
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'This request cannot be understood',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not allowed',
  414: 'This address is too long',
  429: 'Too many requests',
  500: 'Something went wrong',
};
