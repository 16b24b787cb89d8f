import type { ArchiveRule, FieldRule, SourceDef } from '../core/types.ts';
import { isHttpUrl } from '../core/url.ts';
import type { FieldProblem } from './check-source.ts';

/** Everything wrong in the rules that go beyond one list: filter, page, archive and register. */
export function checkRules(def: SourceDef): FieldProblem[] {
  return [
    ...checkFilter(def),
    ...checkPage(def),
    ...(def.archive === undefined ? [] : checkArchive(def, def.archive)),
    ...checkRegister(def),
  ];
}

function checkFilter({ filter }: SourceDef): FieldProblem[] {
  return (['include', 'exclude'] as const).flatMap(name =>
    (filter?.[name] ?? [])
      .filter(pattern => !isPattern(pattern))
      .map(pattern => ({ field: `filter.${name}`, problem: `"${pattern}" is no regular expression` })),
  );
}

function checkPage({ page }: SourceDef): FieldProblem[] {
  if (page === undefined) return [];
  const problems: FieldProblem[] = [];
  const url = page.url?.replaceAll('{id}', '1').replaceAll('{link}', 'x');
  if (url !== undefined && (!isHttpUrl(url) || /[{}\s]/.test(url)))
    problems.push({ field: 'page.url', problem: `"${page.url}" is no address with {id} or {link} in it` });
  if (page.path !== undefined && page.url === undefined)
    problems.push({ field: 'page.path', problem: 'needs page.url, the address that answers JSON' });
  return problems;
}

function checkArchive(def: SourceDef, archive: ArchiveRule): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const url = archive.url.replaceAll(/\{(?:year|month)\}/g, '01');
  if (!isHttpUrl(url) || /[\s{}]/.test(url))
    problems.push({
      field: 'archive.url',
      problem: `"${archive.url}" is no address with {year} or {month} in it`,
    });
  if (archive.body !== undefined && archive.method !== 'POST')
    problems.push({ field: 'archive.body', problem: 'is only sent with method: POST' });
  const structured = ['json', 'html', 'csv', 'xlsx'].includes(archive.format);
  if (structured && archive.read === undefined && (def.read === undefined || def.format !== archive.format))
    problems.push({
      field: 'archive.read',
      problem: `is missing: ${archive.format} needs to be told where the items are`,
    });
  return problems;
}

function checkRegister({ register, type, format }: SourceDef): FieldProblem[] {
  if (register === undefined) return [];
  const problems: FieldProblem[] = [];
  if (type !== 'register') problems.push({ field: 'register', problem: 'is only for type: register' });
  for (const identity of register.identity) {
    if (register.fields[identity] === undefined)
      problems.push({
        field: 'register.identity',
        problem: `names ${identity}, which is not among the fields`,
      });
  }
  for (const [name, rule] of Object.entries(register.fields)) {
    const field = `register.fields.${name}`;
    const within = rule.select !== undefined || rule.attr !== undefined;
    if (within && format !== 'html')
      problems.push({ field, problem: 'selects within an element, which only HTML has' });
    if (!within && rule.path === undefined && rule.template === undefined)
      problems.push({ field, problem: 'needs a path or a template' });
    problems.push(...checkMatch(field, rule));
  }
  return problems;
}

function checkMatch(field: string, rule: FieldRule): FieldProblem[] {
  return rule.match === undefined || isPattern(rule.match)
    ? []
    : [{ field: `${field}.match`, problem: `"${rule.match}" is no regular expression` }];
}

/** Whether a text is a regular expression as the readers compile it. */
export function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
