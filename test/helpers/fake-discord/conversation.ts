import { isRecord } from './answers.ts';
import type { FakeInteraction } from './interactions.ts';
import type { Emit, Stage } from './people.ts';
import type { FakeMessage } from './types.ts';
import { channelDescription, GUILD_ID, roleBody } from './world.ts';

type Part = Record<string, unknown>;

/** What the bot answered to somebody, and what can be done with it. */
export interface Conversation {
  readonly interaction: FakeInteraction;
  /** The answer's message as it is now. @throws when there is none. */
  readonly message: FakeMessage;
  /** Everything that can be read in it: content, embeds, labels of components. */
  readonly text: string;
  readonly ephemeral: boolean;
  /** The form that it opened. @throws when it opened none. */
  readonly modal: Part;
  /** Buttons, menus and displays, nested ones too. */
  readonly components: readonly Part[];
  /** Texts of further messages. */
  readonly followUps: readonly string[];
  /** Resolves when the answer has come. */
  settled(): Promise<void>;
  /** Resolves when so many further messages have come. */
  more(count: number): Promise<void>;
  /** Presses a button by its custom id, the beginning of it ("subs:test"), or its label. */
  click(button: string): Promise<Conversation>;
  /** Chooses values of a menu by its custom id or the beginning of it. */
  select(menu: string, ...values: readonly string[]): Promise<Conversation>;
  /** Sends the form, with other values for some of its fields. */
  submit(fields?: Readonly<Record<string, string>>): Promise<Conversation>;
}

export function createConversation(
  stage: Stage,
  emit: Emit,
  begun: FakeInteraction | null,
  on: FakeMessage | null = null,
): Conversation {
  const { interactions, messages, context } = stage;
  const need = (): FakeInteraction => {
    if (begun === null) throw new Error('nothing was asked yet');
    return begun;
  };
  /** Messages change under the hands of others. */
  const message = (): FakeMessage => {
    const failed = begun?.answered === false ? begun.followUps.at(0)?.message : undefined;
    const known = failed ?? begun?.message ?? begun?.followUps.at(0)?.message ?? on;
    if (known === null || known === undefined) throw new Error('there is no message');
    const stored = messages.messages(known.channel_id).find(({ id }) => id === known.id);
    return interactions.hidden(known.id) ?? stored ?? known;
  };
  const parts = () => [...walk(message().components ?? [])];
  const find = (wanted: string, types: readonly number[]): Part => {
    const candidates = parts().filter(part => types.includes(Number(part.type)));
    const hit =
      candidates.find(part => part.custom_id === wanted || part.label === wanted) ??
      candidates.find(part => String(part.custom_id).startsWith(`${wanted}:`));
    if (hit === undefined)
      throw new Error(
        `no "${wanted}" among ${candidates.map(part => `${String(part.label ?? '')} (${String(part.custom_id)})`).join(', ')}`,
      );
    if (hit.disabled === true) throw new Error(`"${wanted}" is disabled`);
    return hit;
  };
  const follow = async (interaction: FakeInteraction, source: FakeMessage | null): Promise<Conversation> => {
    const next = createConversation(stage, emit, interaction, source);
    await next.settled();
    return next;
  };

  return {
    get interaction() {
      return need();
    },
    get message() {
      return message();
    },
    get text() {
      return textOf(message());
    },
    get ephemeral() {
      return (message().flags & 64) !== 0;
    },
    get modal() {
      const { modal } = need();
      if (modal === null) throw new Error('no form was opened');
      return modal;
    },
    get components() {
      return parts();
    },
    get followUps() {
      return need().followUps.map(({ message: further }) => textOf(further));
    },
    settled: () => {
      const asked = need();
      // What went wrong with an update comes as a message of its own.
      return interactions.until(asked, () => asked.answered || asked.followUps.length > 0, 'no final answer');
    },
    more: count => {
      const asked = need();
      return interactions.until(asked, () => asked.followUps.length >= count, `${count} further messages`);
    },
    async click(wanted) {
      const hit = find(wanted, [2]);
      if (hit.style === 5) throw new Error('a link is not pressed');
      const source = message();
      return follow(emit(3, { custom_id: hit.custom_id, component_type: 2 }, source), source);
    },
    async select(wanted, ...values) {
      const hit = find(wanted, [3, 5, 6, 7, 8]);
      const options = Array.isArray(hit.options) ? hit.options.filter(isRecord) : null;
      for (const value of values)
        if (options !== null && !options.some(option => option.value === value))
          throw new Error(
            `"${value}" is not among ${options.map(option => String(option.value)).join(', ')}`,
          );
      if (values.length < Number(hit.min_values ?? 1) || values.length > Number(hit.max_values ?? 1))
        throw new Error(`${values.length} values for "${wanted}"`);
      const resolved = {
        ...(hit.type === 8
          ? {
              channels: Object.fromEntries(
                values.map(id => [
                  id,
                  { ...channelDescription(context, context.channels.get(id) ?? { id }), permissions: '0' },
                ]),
              ),
            }
          : {}),
        ...(hit.type === 6
          ? { roles: Object.fromEntries(values.map(id => [id, roleBody(GUILD_ID, id)])) }
          : {}),
      };
      const source = message();
      const data = { custom_id: hit.custom_id, component_type: hit.type, values, resolved };
      return follow(emit(3, data, source), source);
    },
    async submit(fields = {}) {
      const asked = need();
      const { modal } = asked;
      if (modal === null) throw new Error('no form was opened');
      const rows = Array.isArray(modal.components) ? modal.components.filter(isRecord) : [];
      const inputs = rows.map(row => (isRecord(row.component) ? row.component : {}));
      for (const name of Object.keys(fields))
        if (!inputs.some(input => input.custom_id === name))
          throw new Error(`the form has no field "${name}"`);
      const components = inputs.map((input, index) => {
        const value = fields[String(input.custom_id)] ?? String(input.value ?? '');
        if (value.length > Number(input.max_length ?? 4000)) throw new Error(`"${value}" is too long`);
        if (input.required === true && value === '')
          throw new Error(`${String(input.custom_id)} is required`);
        return {
          type: 18,
          id: 2 * index + 1,
          component: { type: input.type, id: 2 * index + 2, custom_id: input.custom_id, value },
        };
      });
      return follow(emit(5, { custom_id: modal.custom_id, components }, on), on);
    },
  };
}

function* walk(list: readonly unknown[]): Generator<Part> {
  for (const part of list) {
    if (!isRecord(part)) continue;
    yield part;
    yield* walk(Array.isArray(part.components) ? part.components : []);
    if (isRecord(part.accessory)) yield* walk([part.accessory]);
  }
}

/** Everything that can be read in a message. */
export function textOf(message: FakeMessage): string {
  const words: unknown[] = [message.content];
  for (const embed of message.embeds) {
    words.push(embed.title, embed.description);
    for (const field of Array.isArray(embed.fields) ? embed.fields.filter(isRecord) : [])
      words.push(field.name, field.value);
    if (isRecord(embed.footer)) words.push(embed.footer.text);
    if (isRecord(embed.author)) words.push(embed.author.name);
  }
  for (const part of walk(message.components ?? [])) words.push(part.label, part.content, part.placeholder);
  for (const file of message.attachments ?? []) words.push(file.filename);
  return words.filter(word => typeof word === 'string' && word !== '').join('\n');
}
