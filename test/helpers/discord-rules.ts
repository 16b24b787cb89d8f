import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkComponents } from './fake-discord/component-rules.ts';

/** One thing that Discord would refuse: the path in the body and what is wrong there. */
export interface RuleBreach {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Checks one request body; an empty list means that Discord would take it. */
export type BodyRules = (body: unknown) => readonly RuleBreach[];

export interface DiscordRules {
  readonly create: BodyRules;
  readonly edit: BodyRules;
  /** Only what Discord's description says of a schema of that name; takes everything when it is not at hand. */
  schema(name: string): BodyRules;
  /** Only what the description does not say of a message. */
  readonly limits: BodyRules;
  /** False when Discord's API description is not at hand and only the limits written here are checked. */
  readonly fromDescription: boolean;
}

const DESCRIPTION = path.resolve(import.meta.dirname, '../../../shared/discord/openapi.json');

const EMBED_LIMITS = { title: 256, description: 4096 } as const;
const KNOWN_FIELDS = new Set(
  'content embeds allowed_mentions sticker_ids components flags attachments poll shared_client_theme message_reference nonce enforce_nonce tts'.split(
    ' ',
  ),
);

/**
 * The rules for bodies of messages: Discord's own description of its API where it is at hand, and the limits that it does not
 * state. Compiling the description takes a while, so tests share one value.
 */
export function loadDiscordRules(): DiscordRules {
  if (!existsSync(DESCRIPTION))
    return {
      create: checkLimits,
      edit: checkLimits,
      schema: () => () => [],
      limits: checkLimits,
      fromDescription: false,
    };
  const description: unknown = JSON.parse(readFileSync(DESCRIPTION, 'utf8'));
  if (typeof description !== 'object' || description === null) throw new TypeError('no API description');
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(description, 'discord');
  const compiled = new Map<string, BodyRules>();
  const compile = (name: string): BodyRules => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const validate = ajv.compile({ $ref: `discord#/components/schemas/${name}` });
    const rules: BodyRules = body => {
      const valid = validate(body);
      return (valid ? [] : (validate.errors ?? [])).map(error => ({
        path: error.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        code: error.keyword.toUpperCase(),
        message: error.message ?? 'invalid',
      }));
    };
    compiled.set(name, rules);
    return rules;
  };
  const both =
    (name: string): BodyRules =>
    body => [...compile(name)(body), ...checkLimits(body)];
  return {
    create: both('MessageCreateRequest'),
    edit: both('MessageEditRequestPartial'),
    schema: compile,
    limits: checkLimits,
    fromDescription: true,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** What Discord enforces and its description does not say: trimmed lengths in UTF-16 units, the total, empty messages. */
function checkLimits(body: unknown): readonly RuleBreach[] {
  if (!isRecord(body)) return [{ path: '', code: 'DICT_TYPE_CONVERT', message: 'not an object' }];
  const breaches: RuleBreach[] = [];
  const breach = (where: string, code: string, message: string) =>
    breaches.push({ path: where, code, message });
  for (const name of Object.keys(body))
    if (!KNOWN_FIELDS.has(name)) breach(name, 'UNKNOWN_FIELD', 'not a field of a message');
  if (text(body.content).length > 2000) breach('content', 'BASE_TYPE_MAX_LENGTH', 'more than 2000');
  const embeds = Array.isArray(body.embeds) ? body.embeds : [];
  if (embeds.length > 10) breach('embeds', 'BASE_TYPE_MAX_LENGTH', 'more than 10 embeds');
  const others = [body.components, body.attachments].some(list => Array.isArray(list) && list.length > 0);
  if (text(body.content) === '' && embeds.length === 0 && !others)
    breach('', 'EMPTY', 'the message is empty');
  checkComponents(body, breach);
  if (body.enforce_nonce === true && typeof body.nonce !== 'string')
    breach('nonce', 'BASE_TYPE_REQUIRED', 'missing');
  let total = 0;
  const urls = new Set<string>();
  for (const [index, embed] of embeds.entries()) {
    if (!isRecord(embed)) continue;
    const where = `embeds.${index}`;
    for (const [name, max] of Object.entries(EMBED_LIMITS))
      if (text(embed[name]).length > max) breach(`${where}.${name}`, 'BASE_TYPE_MAX_LENGTH', `over ${max}`);
    const author = isRecord(embed.author) ? text(embed.author.name) : '';
    const footer = isRecord(embed.footer) ? text(embed.footer.text) : '';
    if (author.length > 256) breach(`${where}.author.name`, 'BASE_TYPE_MAX_LENGTH', 'over 256');
    if (footer.length > 2048) breach(`${where}.footer.text`, 'BASE_TYPE_MAX_LENGTH', 'over 2048');
    if (isRecord(embed.author) && author === '')
      breach(`${where}.author.name`, 'BASE_TYPE_REQUIRED', 'empty');
    const words = text(embed.title).length + text(embed.description).length + author.length + footer.length;
    total += words + fieldsLength(embed.fields, where, breach);
    if (words === 0 && !Array.isArray(embed.fields)) breach(where, 'EMPTY', 'the embed is empty');
    if (embed.url !== undefined) checkUrl(embed.url, `${where}.url`, urls, breach);
  }
  if (total > 6000) breach('embeds', 'MAX_EMBED_SIZE_EXCEEDED', `${total} characters in all embeds`);
  return breaches;
}

type Breach = (where: string, code: string, message: string) => void;

function fieldsLength(fields: unknown, where: string, breach: Breach): number {
  if (!Array.isArray(fields)) return 0;
  if (fields.length > 25) breach(`${where}.fields`, 'BASE_TYPE_MAX_LENGTH', 'more than 25');
  let length = 0;
  for (const [index, field] of fields.entries()) {
    const name = isRecord(field) ? text(field.name) : '';
    const value = isRecord(field) ? text(field.value) : '';
    if (name === '' || name.length > 256)
      breach(`${where}.fields.${index}.name`, 'BASE_TYPE_BAD_LENGTH', '1-256');
    if (value === '' || value.length > 1024)
      breach(`${where}.fields.${index}.value`, 'BASE_TYPE_BAD_LENGTH', '1-1024');
    length += name.length + value.length;
  }
  return length;
}

function checkUrl(url: unknown, where: string, seen: Set<string>, breach: Breach): void {
  const value = typeof url === 'string' ? url : '';
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    breach(where, 'URL_TYPE_INVALID_URL', 'not an http(s) address');
  if (value.length > 2048) breach(where, 'BASE_TYPE_MAX_LENGTH', 'over 2048');
  if (seen.has(value)) breach(where, 'DUPLICATE_EMBED_URL', 'Discord would not show this embed');
  seen.add(value);
}
