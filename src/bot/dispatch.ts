import type {
  AutocompleteInteraction,
  Interaction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { AppError, errorText } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import { toEdit, toReply } from './answer.ts';
import {
  type CommandInteraction,
  routeOf,
  toCall,
  toCompletionCall,
  toComponentCall,
  toModalCall,
  toSlashCall,
} from './calls.ts';
import type { BotDeps, Call, Command, ComponentHandler } from './command.ts';
import { MANAGE_GUILD } from './command-data.ts';
import type { Cooldown } from './cooldown.ts';
import { explainError } from './explain-error.ts';
import { type Reply, SHARE_KEY, toModal } from './reply.ts';
import { share } from './share.ts';
import { errorCode, within } from './within.ts';

/** Discord forgets an interaction after 15 minutes. */
const LONGEST_MS = 14 * 60_000;
/** After this long whoever asked is told that it goes on. */
const NOTICE_MS = 2_000;
/** What must be answered itself, undeferred, has three seconds; the network wants some of them. */
const QUICK_MS = 2_000;
/** The answer came after its three seconds, or twice. */
const TOO_LATE = 10062;
const ANSWERED_ALREADY = 40060;
const MOST_CHOICES = 25;

type Repliable = CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;
type Respond = 'private' | 'public' | 'update';

export interface Dispatch {
  /** Answers an interaction; never throws. */
  handle(interaction: Interaction): void;
  /** Takes nothing new and waits for what is under way, at most so many milliseconds. */
  settle(ms: number): Promise<void>;
}

/**
 * Answers interactions. Whatever takes time is deferred first, before anything is looked up, so that Discord has its first answer within three
 * seconds; only this file answers, and once.
 */
export function createDispatch(
  deps: BotDeps & { readonly noticeMs?: number | undefined },
  cooldown: Cooldown,
): Dispatch {
  const { logger, markup } = deps;
  const byName = new Map(
    deps.commands.map(command => [`${command.data.type}:${command.data.name}`, command]),
  );
  const byKey = new Map(deps.commands.map(command => [command.key, command]));
  const under = new Set<Promise<void>>();
  const stop = new AbortController();
  let closing = false;

  const explain = (error: unknown, call: Call, what: string): Reply => {
    if (error instanceof AppError && error.code !== 'bug') return explainError(error, markup);
    const id = shortId([what, call.user.id, String(deps.clock().getTime())], 6);
    const stack = error instanceof Error ? error.stack : undefined;
    logger.error({ id, what, user: call.user.id, error: errorText(error), stack }, 'command failed');
    return { content: call.t('error.bug', { id }) };
  };

  const refusal = (call: Call, command: Command, manage: boolean): Reply | null => {
    if (manage && (call.permissions.member & (MANAGE_GUILD | 8n)) === 0n)
      return { content: call.t('error.manage', { command: command.data.name }) };
    if (!cooldown.allow(call.user.id)) return { content: call.t('error.cooldown') };
    return null;
  };

  /** Acknowledges first, then works, then puts the answer in its place. */
  const answer = async (
    interaction: Repliable,
    call: Call,
    what: string,
    respond: Respond,
    work: () => Promise<Reply | null>,
  ): Promise<void> => {
    const update = respond === 'update' && !interaction.isCommand();
    if (update && (interaction.isMessageComponent() || interaction.isFromMessage()))
      await interaction.deferUpdate();
    else await interaction.deferReply(respond === 'public' ? {} : { flags: 1 << 6 });
    const began = deps.clock().getTime();
    let reply: Reply | null;
    let failed = false;
    let notice: Promise<unknown> = Promise.resolve();
    const working = { content: call.t('item.working') };
    const impatient = setTimeout(() => {
      notice = interaction.editReply(toEdit(working)).catch(() => undefined);
    }, deps.noticeMs ?? NOTICE_MS);
    // What an update is made of stays until there is something better.
    if (update) clearTimeout(impatient);
    try {
      reply = await within(work(), LONGEST_MS, () => new AppError('too-slow', call.t('error.slow')));
    } catch (error) {
      reply = explain(error, call, what);
      failed = true;
    } finally {
      clearTimeout(impatient);
    }
    await notice;
    logger.debug({ what, ms: deps.clock().getTime() - began }, 'command done');
    if (reply === null) return;
    // What went wrong must not wipe out the message that it went wrong on.
    if (failed && update) await interaction.followUp(toReply(reply, 'private'));
    else await interaction.editReply(toEdit(reply));
    for (const more of reply.more ?? [])
      await interaction.followUp(toReply(more, respond === 'public' ? 'public' : 'private'));
  };

  const atOnce = (interaction: Repliable, reply: Reply) => interaction.reply(toReply(reply, 'private'));

  const onCommand = async (interaction: CommandInteraction, call: Call): Promise<void> => {
    const command = byName.get(`${interaction.commandType}:${interaction.commandName}`);
    if (command === undefined) return void (await atOnce(interaction, { content: call.t('error.unknown') }));
    const refused = refusal(call, command, command.manage === true);
    if (refused !== null) return void (await atOnce(interaction, refused));
    const slashCall = toSlashCall(call, interaction);
    const visibility = command.visibility?.(slashCall) ?? 'private';
    await answer(interaction, call, `/${command.data.name}`, visibility, () =>
      command.handle(slashCall, deps),
    );
  };

  const onCompletion = async (interaction: AutocompleteInteraction, call: Call): Promise<void> => {
    const command = byName.get(`1:${interaction.commandName}`);
    const allowed = command?.manage !== true || (call.permissions.member & (MANAGE_GUILD | 8n)) !== 0n;
    const offer =
      command?.autocomplete === undefined || !allowed
        ? Promise.resolve([])
        : command.autocomplete(toCompletionCall(call, interaction), deps);
    const choices = await within(offer, QUICK_MS, () => new Error('took too long')).catch(error => {
      logger.warn({ command: interaction.commandName, error: errorText(error) }, 'no completions');
      return [];
    });
    const shown = choices.filter(({ name, value }) => name !== '' && value !== '' && value.length <= 100);
    await interaction.respond(
      shown
        .slice(0, MOST_CHOICES)
        .map(({ name, value }) => ({ name: markup.plain(name, 100) || value, value })),
    );
  };

  const onComponent = async (interaction: MessageComponentInteraction, call: Call): Promise<void> => {
    const route = routeOf(interaction);
    const old = { content: call.t('error.old') };
    if (route === null) return void (await atOnce(interaction, old));
    const componentCall = toComponentCall(call, interaction, route.args);
    if (route.command === SHARE_KEY)
      return answer(interaction, call, 'share', 'public', async () => share(componentCall, markup));
    const command = byKey.get(route.command);
    const handler: ComponentHandler | undefined = command?.components?.[route.action];
    if (command === undefined || handler === undefined) return void (await atOnce(interaction, old));
    const refused = refusal(call, command, handler.manage ?? command.manage === true);
    if (refused !== null) return void (await atOnce(interaction, refused));
    const what = `${route.command}:${route.action}`;
    if (handler.respond !== 'modal')
      return answer(interaction, call, what, handler.respond, () => handler.handle(componentCall, deps));
    const slow = () => new AppError('too-slow', call.t('error.slow'));
    const modal = await within(handler.handle(componentCall, deps), QUICK_MS, slow).catch(
      (error: unknown) => ({
        reply: explain(error, call, what),
      }),
    );
    if ('reply' in modal) return void (await atOnce(interaction, modal.reply));
    await interaction.showModal(toModal(modal));
  };

  const onModal = async (interaction: ModalSubmitInteraction, call: Call): Promise<void> => {
    const route = routeOf(interaction);
    const command = route === null ? undefined : byKey.get(route.command);
    const handler = command?.modals?.[route?.action ?? ''];
    if (route === null || command === undefined || handler === undefined)
      return void (await atOnce(interaction, { content: call.t('error.old') }));
    const refused = refusal(call, command, handler.manage ?? command.manage === true);
    if (refused !== null) return void (await atOnce(interaction, refused));
    const modalCall = toModalCall(call, interaction, route.args);
    await answer(interaction, call, `${route.command}:${route.action}`, handler.respond, () =>
      handler.handle(modalCall, deps),
    );
  };

  const route = async (interaction: Interaction): Promise<void> => {
    const call = toCall(interaction, AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST_MS)]));
    if (interaction.isAutocomplete())
      return call === null ? interaction.respond([]) : onCompletion(interaction, call);
    if (!interaction.isRepliable() || interaction.isPrimaryEntryPointCommand()) return;
    if (interaction.isUserContextMenuCommand()) return;
    if (call === null) return void (await atOnce(interaction, { content: 'Use me in a server.' }));
    if (interaction.isMessageComponent()) return onComponent(interaction, call);
    if (interaction.isModalSubmit()) return onModal(interaction, call);
    return onCommand(interaction, call);
  };

  const report = (interaction: Interaction, error: unknown) => {
    const code = errorCode(error);
    const fields = { type: interaction.type, user: interaction.user.id, code, error: errorText(error) };
    if (code === TOO_LATE) logger.warn(fields, 'interaction answered too late');
    else if (code === ANSWERED_ALREADY) logger.warn(fields, 'interaction answered by somebody else');
    else logger.error(fields, 'interaction not answered');
  };

  return {
    handle(interaction) {
      if (closing) return;
      const work: Promise<void> = route(interaction)
        .catch(error => report(interaction, error))
        .finally(() => under.delete(work));
      under.add(work);
    },
    async settle(ms) {
      closing = true;
      await within(Promise.allSettled(under), ms, () => new Error('not in time')).catch(error =>
        logger.warn({ left: under.size, error: errorText(error) }, 'answers were left'),
      );
      stop.abort();
    },
  };
}
