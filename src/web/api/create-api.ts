import { Hono } from 'hono';
import type { WebDeps, WebEnv } from '../web-types.ts';
import { API_PATHS, pathNames } from './api-paths.ts';
import { answerConditional } from './conditional.ts';
import { parametersOf, readQuery } from './input-schema.ts';
import { openApiDocument } from './openapi.ts';
import { answerError, answerProblem } from './problem.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The JSON API, to be mounted at API_BASE. Every answer is JSON; errors are problems (RFC 9457). */
export function createApi(deps: WebDeps): Hono<WebEnv> {
  const api = new Hono<WebEnv>();
  api.onError((error, c) => answerError(c, error, deps));
  const document = JSON.stringify(openApiDocument({ version: deps.settings.version }));
  api.get('/openapi.json', c => answerConditional(c, { body: document, type: JSON_TYPE }));
  // Fixed paths before patterns: "/registers/changes" is no register.
  const paths = API_PATHS.toSorted((a, b) => pathNames(a.path).length - pathNames(b.path).length);
  for (const { path, question } of paths) {
    const parameters = parametersOf(question);
    const names = pathNames(path);
    api.get(path.replace(/\{(\w+)\}/g, ':$1'), async c => {
      const query = new URL(c.req.url).searchParams;
      const input = readQuery(query, parameters);
      for (const name of names) {
        if (query.has(name))
          return answerProblem(c, 400, 'usage', `"${name}" stands in the path: leave it out of the query.`);
        input[name] = c.req.param(name);
      }
      const answer = await question.ask(deps.app, input);
      return answerConditional(c, { body: JSON.stringify(answer), type: JSON_TYPE });
    });
  }
  api.all('*', c =>
    answerProblem(c, 404, 'not-found', 'The API has no such address. /api lists all of them.'),
  );
  return api;
}
