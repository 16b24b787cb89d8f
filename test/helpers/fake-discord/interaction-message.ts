import type { DiscordRules, RuleBreach } from '../discord-rules.ts';
import { isRecord } from './answers.ts';

const COMPLETION = 4;
const MODAL_SUBMIT = 5;

const SCHEMAS: ReadonlyMap<number, string> = new Map([
  [4, 'CreateMessageInteractionCallbackRequest'],
  [5, 'CreateMessageInteractionCallbackRequest'],
  [6, 'UpdateMessageInteractionCallbackRequest'],
  [7, 'UpdateMessageInteractionCallbackRequest'],
  [8, 'ApplicationCommandAutocompleteCallbackRequest'],
  [9, 'ModalInteractionCallbackRequest'],
]);

/** What Discord would refuse of the first answer to an interaction of a type. */
export function readMessageBody(
  rules: DiscordRules,
  body: Record<string, unknown>,
  interactionType: number,
): readonly RuleBreach[] {
  const type = Number(body.type);
  const schema = SCHEMAS.get(type);
  const breach = (path: string, code: string, message: string): RuleBreach => ({ path, code, message });
  if (schema === undefined) return [breach('type', 'ENUM', 'unknown type')];
  if ((type === 8) !== (interactionType === COMPLETION))
    return [breach('type', 'INTERACTION_TYPE', 'completions answer completions, and nothing else does')];
  if (type === 9 && interactionType === MODAL_SUBMIT)
    return [breach('type', 'INTERACTION_TYPE', 'a form cannot follow a form')];
  const data = isRecord(body.data) ? body.data : {};
  const found = [...rules.schema(schema)(body)];
  if (type === 4) found.push(...rules.limits(data));
  if (type === 7) found.push(...rules.limits(data).filter(({ code }) => code !== 'EMPTY'));
  if (type === 8) found.push(...choiceBreaches(data.choices));
  if (type === 9) found.push(...modalBreaches(data));
  return found;
}

function choiceBreaches(choices: unknown): readonly RuleBreach[] {
  const list = Array.isArray(choices) ? choices.filter(isRecord) : [];
  const found: RuleBreach[] = [];
  if (list.length > 25) found.push({ path: 'choices', code: 'BASE_TYPE_BAD_LENGTH', message: 'over 25' });
  for (const [index, { name, value }] of list.entries()) {
    for (const text of [name, value])
      if (typeof text !== 'string' || text.trim().length < 1 || text.length > 100)
        found.push({ path: `choices.${index}`, code: 'BASE_TYPE_BAD_LENGTH', message: '1 to 100' });
  }
  return found;
}

function modalBreaches(data: Record<string, unknown>): readonly RuleBreach[] {
  const rows = Array.isArray(data.components) ? data.components.filter(isRecord) : [];
  const found: RuleBreach[] = [];
  if (rows.length < 1 || rows.length > 5)
    found.push({ path: 'components', code: 'BASE_TYPE_BAD_LENGTH', message: '1 to 5 fields' });
  for (const [index, row] of rows.entries()) {
    const input = isRecord(row.component) ? row.component : {};
    const path = `components.${index}`;
    if (String(row.label ?? '').length > 45 || String(row.label ?? '') === '')
      found.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message: 'label of 1 to 45' });
    const max = typeof input.max_length === 'number' ? input.max_length : 4000;
    if (typeof input.value === 'string' && input.value.length > max)
      found.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message: 'value longer than allowed' });
  }
  return found;
}
