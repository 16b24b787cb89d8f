import { jurisdictionFlag } from '../../core/labels.ts';
import type { StoryNews } from '../../core/message.ts';
import type { Kind, Tier } from '../../core/types.ts';

/** A sign before each kind's name, so that a reader finds rules and enforcement at a glance. */
export const KIND_BADGES: Readonly<Record<Kind, string>> = {
  rule: '📜',
  legislation: '🏛️',
  enforcement: '⚖️',
  court: '🧑‍⚖️',
  'licence-decision': '🪪',
  proposal: '📝',
  guidance: '🧭',
  warning: '⚠️',
  report: '📊',
  speech: '🎙️',
  other: '📰',
};

/** Why a story is told, as a sign. */
export const NEWS_BADGES: Readonly<Record<StoryNews, string>> = { new: '🔔', confirmed: '✅', updated: '🔄' };

export const IMPORTANCE_BADGES = { high: '🔴', medium: '🟠', low: '⚪' } as const;

/** Side colour of an embed: how far its voice can be relied on. */
export const TIER_COLOURS: Readonly<Record<Tier, number>> = {
  official: 0x2e7d32,
  'standard-setter': 0x1565c0,
  'law-firm': 0x6a1b9a,
  press: 0x757575,
};
export const UNCONFIRMED_COLOUR = 0xb26a00;
/** Headings, lists, and what concerns regbeat itself. */
export const NEUTRAL_COLOUR = 0x37474f;
export const TROUBLE_COLOUR = 0xb26a00;

/**
 * A jurisdiction's code with its flag as regional indicators: "🇭🇰 HK", "🇺🇸 US-NY", "🌐 INT". What is no code comes back as a few
 * letters and digits.
 */
export function flagged(code: string): string {
  const name = code
    .replace(/[^A-Za-z0-9-]/g, '')
    .replace(/^-+/, '')
    .slice(0, 12);
  return `${jurisdictionFlag(name)} ${name}`.trim();
}
