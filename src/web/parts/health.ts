import type { HealthState } from '../../core/health.ts';
import { truncate } from '../../core/text.ts';
import type { SourceHealth } from '../../core/watching.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';

/** Sources named on the overview. */
const NAMED = 6;

/** What a state means, for people. */
export const HEALTH_WORDS: Readonly<Record<HealthState, string>> = {
  ok: 'well',
  moved: 'moved',
  degraded: 'degraded',
  quiet: 'unusually quiet',
  'wrong-shape': 'changed its form',
  blocked: 'blocked',
  failing: 'failing',
};

/** States in which news may be missed. */
export function isTrouble(state: HealthState | null): boolean {
  return state !== null && state !== 'ok' && state !== 'moved';
}

export function healthChip(state: HealthState | null): Html {
  if (state === null) return html`<span class="health unknown">not asked yet</span>`;
  return html`<span class="health ${state}">${HEALTH_WORDS[state]}</span>`;
}

/** The sources that are not well, since when, and what shows it. */
export function failingSources(view: View, all: readonly SourceHealth[]): Html {
  const troubled = all.filter(source => isTrouble(source.state));
  if (troubled.length === 0) {
    const asked = all.filter(source => source.state !== null).length;
    return html`<p class="none">${asked === 0 ? 'No source was asked yet.' : html`All ${asked} sources that were asked are well.`}</p>`;
  }
  const rest = troubled.length - NAMED;
  return html`<ul class="plain">${troubled.slice(0, NAMED).map(
    source =>
      html`<li>${healthChip(source.state)} <strong>${source.name}</strong>${source.since !== null && html` <span class="muted">since ${view.day(source.since)}</span>`}<br><span class="muted">${truncate(source.evidence ?? '', 140)}</span></li>
`,
  )}</ul>${rest > 0 && html`<p class="muted">and ${rest} more</p>`}`;
}
