/** Values that cannot stand bare after a field: as in query/format-query.ts. */
const NEEDS_QUOTES = /[\s,，、"“”„＂「」『』]/;

function token(field: string, value: string): string {
  return NEEDS_QUOTES.test(value) ? `${field}:"${value.replaceAll('"', '')}"` : `${field}:${value}`;
}

/** Splits at spaces outside of quotation marks. */
function words(query: string): string[] {
  return query.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}

/** Whether a query names exactly this value of a field. */
export function hasToken(query: string, field: string, value: string): boolean {
  return words(query).some(word => word.toLowerCase() === token(field, value).toLowerCase());
}

/** The query without this value of a field when it names it; else with it, in the place of other values of that field. */
export function toggleToken(query: string, field: string, value: string): string {
  const rest = words(query).filter(word => !word.toLowerCase().startsWith(`${field}:`));
  return (hasToken(query, field, value) ? rest : [...rest, token(field, value)]).join(' ');
}
