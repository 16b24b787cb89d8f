import { load, YAMLException } from 'js-yaml';

export type ParsedYaml =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** YAML 1.2 text as plain data (dates stay strings, a key given twice is an error), or the first problem with its line. Never throws. */
export function parseYaml(text: string): ParsedYaml {
  try {
    return { ok: true, value: load(text, { maxAliases: 100 }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) return { ok: false, problem: String(error) };
    const line = error.mark ? ` in line ${error.mark.line + 1}` : '';
    return { ok: false, problem: `${error.reason}${line}` };
  }
}
