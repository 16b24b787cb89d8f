import type { Classification } from '../core/types.ts';
import type { CliContext } from './context.ts';
import { paint } from './output.ts';

function inline(quote: string): string {
  return `    “${quote.replace(/\s+/g, ' ')}”`;
}

/** What an item says of positions and figures with the words, and the conditions it sets as a checklist; nothing when it says none. */
export function claimLines(context: CliContext, tags: Classification): string[] {
  const positions = tags.positions.flatMap(({ jurisdiction, topic, stance, audience, quote }) => [
    `  ${paint(context, 'cyan', `${jurisdiction} ${topic}`)}  ${stance}${audience === null ? '' : ` for ${audience}`}`,
    inline(quote),
  ]);
  const figures = tags.figures.flatMap(({ what, value, unit, authority, quote }) => [
    `  ${paint(context, 'cyan', what)}  ${unit === null ? '' : `${unit} `}${value.toLocaleString('en', { maximumFractionDigits: 2 })}${authority === null ? '' : `  ${authority}`}`,
    inline(quote),
  ]);
  const requirements = tags.requirements.map(
    ({ modality, text }) => `  [ ] ${modality}: ${text.replace(/\s+/g, ' ')}`,
  );
  const part = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `${name}:`, ...lines];
  return [...part('Positions', positions), ...part('Figures', figures), ...part('Conditions', requirements)];
}
