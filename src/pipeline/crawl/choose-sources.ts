import type { CrawlOptions } from '../../core/application.ts';
import { AppError } from '../../core/errors.ts';
import type { SourceState } from '../../core/ports.ts';
import { type SourceDef, TIERS } from '../../core/types.ts';
import { isDue } from './next-due.ts';

/**
 * Sources that a scheduled round reads at most, beside those never read before. After a sleep, a restart or a jump of the clock everything
 * is due at once: it is read over the next minutes, what is official and longest overdue first.
 */
const MOST_PER_ROUND = 150;

/** The sources that a round reads, in the order in which they are read. Throws AppError "no-such-source". */
export function chooseSources(
  sources: readonly SourceDef[],
  options: CrawlOptions,
  states: ReadonlyMap<string, SourceState>,
  now: Date,
): readonly SourceDef[] {
  if (options.ids?.length) return named(sources, options.ids);
  const enabled = sources.filter(def => def.enabled);
  if (!options.dueOnly) return inOrder(enabled, states);
  const due = enabled.filter(def => isDue(states.get(def.id), now));
  const known = due.filter(def => states.has(def.id));
  const unknown = due.filter(def => !states.has(def.id));
  return inOrder([...unknown, ...mostUrgent(known, states)], states);
}

function named(sources: readonly SourceDef[], ids: readonly string[]): SourceDef[] {
  const found = ids.flatMap(id => {
    const matching = sources.filter(def =>
      id.endsWith('*') ? def.enabled && def.id.startsWith(id.slice(0, -1)) : def.id === id,
    );
    if (matching.length === 0)
      throw new AppError(
        'no-such-source',
        `No ${id.endsWith('*') ? 'enabled ' : ''}source is called "${id}". \`regbeat sources list\` shows them all.`,
      );
    return matching;
  });
  // "hk/*" and "hk/sfc/news" name one source twice.
  return [...new Set(found)];
}

function mostUrgent(due: readonly SourceDef[], states: ReadonlyMap<string, SourceState>): SourceDef[] {
  const dueAt = (def: SourceDef) => states.get(def.id)?.nextDueAt ?? '';
  return due
    .toSorted((one, other) => rank(one) - rank(other) || (dueAt(one) < dueAt(other) ? -1 : 1))
    .slice(0, MOST_PER_ROUND);
}

/** Official sources first; those of one host apart from each other, so that a host with ten lists does not hold up all the others. */
function inOrder(
  chosen: readonly SourceDef[],
  states: ReadonlyMap<string, SourceState>,
): readonly SourceDef[] {
  const perHost = new Map<string, number>();
  const failing = (def: SourceDef) => Math.min(states.get(def.id)?.consecutiveFailures ?? 0, 1);
  return chosen
    .map(def => {
      const host = hostOf(def);
      const turn = perHost.get(host) ?? 0;
      perHost.set(host, turn + 1);
      return { def, turn };
    })
    .toSorted(
      (one, other) =>
        rank(one.def) - rank(other.def) || failing(one.def) - failing(other.def) || one.turn - other.turn,
    )
    .map(({ def }) => def);
}

function rank(def: SourceDef): number {
  return TIERS.indexOf(def.tier);
}

/** The host that a source is asked at. */
export function hostOf(def: Pick<SourceDef, 'url'>): string {
  return URL.parse(def.url.replaceAll(/\{[^}]*\}/g, '0'))?.hostname ?? def.url;
}
