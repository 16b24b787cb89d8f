import { AppError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import type { SubscriptionMode } from '../core/ports.ts';
import type { SubscriptionRequest } from '../core/subscriptions.ts';
import type { BotDeps, Call } from './command.ts';
import type { Place } from './places.ts';
import { queryOf } from './setup-choices.ts';

/** What an admin has chosen so far. */
export interface SetupState {
  readonly place: Place | null;
  readonly jurisdictions: readonly string[];
  readonly topics: readonly string[];
  readonly mode: SubscriptionMode;
  readonly hour: number;
  readonly zone: string;
  readonly language: Locale;
}

/** Begins a set-up and returns its key. */
export function beginSetup(call: Call, deps: BotDeps, place: Place | null): string {
  const state: SetupState = {
    place,
    jurisdictions: [],
    topics: [],
    mode: 'daily',
    hour: deps.settings.digestHour,
    zone: deps.settings.timeZone,
    language: call.locale,
  };
  return deps.memory.put(call.user.id, state);
}

/** @throws AppError when the set-up is too old, or another person's. */
export function readSetup(call: Call, { memory }: BotDeps, key: string): SetupState {
  const state = memory.get(call.user.id, key);
  if (isSetupState(state)) return state;
  throw new AppError('too-old', call.t('error.old'));
}

export function toRequest(state: SetupState, call: Call): SubscriptionRequest {
  if (state.place === null) throw new AppError('usage', call.t('setup.choose-channel'));
  return {
    target: `discord:${state.place.id}`,
    guildId: call.guildId,
    mode: state.mode,
    query: queryOf(state.jurisdictions, state.topics),
    hour: state.hour,
    timeZone: state.zone,
    locale: state.language,
  };
}

function isSetupState(value: unknown): value is SetupState {
  return typeof value === 'object' && value !== null && 'jurisdictions' in value && 'zone' in value;
}
