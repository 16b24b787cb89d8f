import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { formatCustomId } from '../core/custom-id.ts';

/** An embed as Discord's API takes it; cut texts to its limits with `deps.markup`. */
export interface Embed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly color?: number;
  readonly timestamp?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly footer?: { readonly text: string };
  readonly image?: { readonly url: string };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
}

/** A component as Discord's API takes it. */
export interface Component {
  readonly type: number;
  readonly [field: string]: unknown;
}

export interface ReplyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For readers of screens. */
  readonly description?: string;
}

/** What a command answers with: plain JSON. Nobody is ever mentioned by it. */
export interface Reply {
  readonly content?: string;
  readonly embeds?: readonly Embed[];
  /** Action rows; with `v2` every part of the message. */
  readonly components?: readonly Component[];
  readonly files?: readonly ReplyFile[];
  /** Components V2: then neither content nor embeds. */
  readonly v2?: boolean;
  /** Further messages behind the first. */
  readonly more?: readonly Reply[];
}

/** A form that opens over the chat. */
export interface Modal {
  readonly customId: string;
  /** At most 45 characters. */
  readonly title: string;
  /** One to five. */
  readonly fields: readonly ModalField[];
}

export interface ModalField {
  readonly id: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly hint?: string;
  readonly value?: string;
  readonly long?: boolean;
  readonly required?: boolean;
  readonly maxLength?: number;
}

const STYLES = { primary: 1, secondary: 2, success: 3, danger: 4 } as const;

/** Up to five buttons, or one menu, beside each other. */
export function row(...components: readonly Component[]): Component {
  return { type: 1, components };
}

export function button(
  id: string,
  label: string,
  style: keyof typeof STYLES = 'secondary',
  more: { readonly emoji?: string; readonly disabled?: boolean } = {},
): Component {
  return {
    type: 2,
    style: STYLES[style],
    custom_id: id,
    label: label.slice(0, 80),
    ...(more.emoji === undefined ? {} : { emoji: { name: more.emoji } }),
    ...(more.disabled === true ? { disabled: true } : {}),
  };
}

export function linkButton(url: string, label: string): Component {
  return { type: 2, style: 5, url, label: label.slice(0, 80) };
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly emoji?: string;
}

/** A menu of up to 25 options; `chosen` are marked. */
export function select(
  id: string,
  options: readonly SelectOption[],
  settings: {
    readonly placeholder?: string;
    readonly chosen?: readonly string[];
    readonly min?: number;
    readonly max?: number;
  } = {},
): Component {
  const { chosen = [], min = 1, max = 1, placeholder } = settings;
  return {
    type: 3,
    custom_id: id,
    ...(placeholder === undefined ? {} : { placeholder: placeholder.slice(0, 150) }),
    min_values: min,
    max_values: Math.min(max, options.length),
    options: options.slice(0, 25).map(({ value, label, description, emoji }) => ({
      value,
      label: label.slice(0, 100),
      ...(description === undefined ? {} : { description: description.slice(0, 100) }),
      ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
      ...(chosen.includes(value) ? { default: true } : {}),
    })),
  };
}

/** A menu of channels of some types. */
export function channelSelect(
  id: string,
  types: readonly number[],
  placeholder: string,
  chosen: string | null,
): Component {
  return {
    type: 8,
    custom_id: id,
    channel_types: types,
    placeholder,
    min_values: 1,
    max_values: 1,
    ...(chosen === null ? {} : { default_values: [{ id: chosen, type: 'channel' }] }),
  };
}

/** A menu of roles, of which none or one is chosen. */
export function roleSelect(id: string, placeholder: string, chosen: string | null): Component {
  return {
    type: 6,
    custom_id: id,
    placeholder,
    min_values: 0,
    max_values: 1,
    ...(chosen === null ? {} : { default_values: [{ id: chosen, type: 'role' }] }),
  };
}

export const SHARE_KEY = 'share';

/** The button that posts a private answer for everybody in the channel. */
export function shareButton(label: string): Component {
  return button(formatCustomId(SHARE_KEY, 'post'), label, 'secondary', { emoji: '📣' });
}

/** A form as Discord's API takes it. */
export function toModal({ customId, title, fields }: Modal): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title: title.slice(0, 45),
    components: fields.slice(0, 5).map(field => ({
      type: 18,
      label: field.label.slice(0, 45),
      ...(field.hint === undefined ? {} : { description: field.hint.slice(0, 100) }),
      component: {
        type: 4,
        custom_id: field.id,
        style: field.long === true ? 2 : 1,
        required: field.required ?? false,
        max_length: field.maxLength ?? 4000,
        ...(field.value === undefined || field.value === ''
          ? {}
          : { value: field.value.slice(0, field.maxLength ?? 4000) }),
      },
    })),
  };
}
