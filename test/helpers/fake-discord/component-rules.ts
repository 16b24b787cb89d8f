import { isRecord } from './answers.ts';

const V2 = 1 << 15;
const ROW = 1;
const BUTTON = 2;
const TEXT_DISPLAY = 10;
const SELECTS = [3, 5, 6, 7, 8];

type Breach = (where: string, code: string, message: string) => void;

/** What Discord enforces of the components of a message and its description does not say. */
export function checkComponents(body: Record<string, unknown>, breach: Breach): void {
  const top = Array.isArray(body.components) ? body.components : [];
  const v2 = typeof body.flags === 'number' && (body.flags & V2) !== 0;
  if (v2 && (filled(body.content) || filled(body.embeds)))
    breach('flags', 'COMPONENTS_V2_WITH_CONTENT', 'content and embeds cannot be used with V2 components');
  if (!v2 && top.length > 5) breach('components', 'BASE_TYPE_BAD_LENGTH', 'more than 5 rows');
  const all = [...walk(top, 'components')];
  if (!v2)
    for (const { part, where } of all)
      if (Number(part.type) > 8) breach(where, 'COMPONENT_TYPE_INVALID', 'needs the V2 flag');
  if (all.length > 40) breach('components', 'COMPONENT_MAX', 'more than 40 components');
  const ids = new Set<unknown>();
  let words = 0;
  for (const { part, where } of all) {
    if (part.type === ROW) checkRow(part, where, breach);
    if (part.type === TEXT_DISPLAY) words += String(part.content).length;
    if (part.custom_id !== undefined) {
      if (ids.has(part.custom_id)) breach(where, 'COMPONENT_CUSTOM_ID_DUPLICATED', String(part.custom_id));
      ids.add(part.custom_id);
    }
    checkParts(part, where, breach);
  }
  if (words > 4000) breach('components', 'COMPONENT_TEXT_MAX', `${words} characters in text displays`);
}

function checkRow(row: Record<string, unknown>, where: string, breach: Breach): void {
  const inside = Array.isArray(row.components) ? row.components.filter(isRecord) : [];
  const selects = inside.filter(part => SELECTS.includes(Number(part.type)));
  if (inside.length === 0 || inside.length > 5) breach(where, 'BASE_TYPE_BAD_LENGTH', '1 to 5 components');
  if (selects.length > 0 && inside.length > 1)
    breach(where, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'a menu stands alone');
}

function checkParts(part: Record<string, unknown>, where: string, breach: Breach): void {
  if (part.type === BUTTON) {
    const link = part.style === 5;
    if (link ? !/^https?:\/\//.test(String(part.url)) : !filled(part.custom_id))
      breach(where, 'BASE_TYPE_REQUIRED', 'a button needs a custom_id, or an address');
    if (!filled(part.label) && part.emoji === undefined)
      breach(where, 'BUTTON_COMPONENT_INVALID', 'no label');
  }
  if (part.type !== 3) return;
  const options = Array.isArray(part.options) ? part.options.filter(isRecord) : [];
  const values = options.map(option => option.value);
  if (options.length === 0 || options.length > 25) breach(where, 'BASE_TYPE_BAD_LENGTH', '1 to 25 options');
  if (new Set(values).size < values.length) breach(where, 'SELECT_OPTION_DUPLICATED', 'values repeat');
  const chosen = options.filter(option => option.default === true).length;
  const max = typeof part.max_values === 'number' ? part.max_values : 1;
  if (chosen > max) breach(where, 'SELECT_DEFAULTS', `${chosen} defaults, at most ${max}`);
  if (max > options.length) breach(where, 'SELECT_MAX_VALUES', 'more values than options');
}

function* walk(
  parts: readonly unknown[],
  where: string,
): Generator<{ readonly part: Record<string, unknown>; readonly where: string }> {
  for (const [index, part] of parts.entries()) {
    if (!isRecord(part)) continue;
    const here = `${where}.${index}`;
    yield { part, where: here };
    const inside = Array.isArray(part.components) ? part.components : [];
    yield* walk(inside, `${here}.components`);
    if (isRecord(part.accessory)) yield* walk([part.accessory], `${here}.accessory`);
    if (isRecord(part.component)) yield* walk([part.component], `${here}.component`);
  }
}

function filled(value: unknown): boolean {
  return (typeof value === 'string' || Array.isArray(value)) && value.length > 0;
}
