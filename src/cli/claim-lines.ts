import type { Classification } from '../core/types.ts';
import type { CliContext } from './context.ts';
import { paint } from './output.ts';

function inline(quote: string): string {
  return `    “${quote.replace(/\s+/g, ' ')}”`;
}

/** What an item says of positions, figures and dates with the words, the conditions it sets as a checklist, and whom it names; nothing when it says none. */
export function claimLines(context: CliContext, tags: Classification): string[] {
  const positions = tags.positions.flatMap(({ jurisdiction, topic, stance, audience, quote }) => [
    `  ${paint(context, 'cyan', `${jurisdiction} ${topic}`)}  ${stance}${audience === null ? '' : ` for ${audience}`}`,
    inline(quote),
  ]);
  const figures = tags.figures.flatMap(({ what, value, unit, authority, quote }) => [
    `  ${paint(context, 'cyan', what)}  ${unit === null ? '' : `${unit} `}${value.toLocaleString('en', { maximumFractionDigits: 2 })}${authority === null ? '' : `  ${authority}`}`,
    inline(quote),
  ]);
  const dates = tags.dates.flatMap(({ kind, date, quote, confidence }) => [
    `  ${paint(context, 'cyan', kind.replaceAll('_', ' '))}  ${date}${confidence < 0.7 ? `  confidence ${confidence.toFixed(2)}` : ''}`,
    inline(quote),
  ]);
  const names = Array.from(
    Map.groupBy(tags.entities, tag => tag.kind),
    ([kind, group]) => `  ${paint(context, 'cyan', kind)}  ${group.map(tag => tag.name).join(', ')}`,
  );
  const requirements = tags.requirements.map(
    ({ modality, text }) => `  [ ] ${modality}: ${text.replace(/\s+/g, ' ')}`,
  );
  const part = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `${name}:`, ...lines];
  return [
    ...part('Positions', positions),
    ...part('Figures', figures),
    ...part('Dates', dates),
    ...part('Conditions', requirements),
    ...part('Names', names),
  ];
}
