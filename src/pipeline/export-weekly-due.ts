import { DateTime } from 'luxon';
import { weekOf } from '../query/iso-week.ts';
import { exportWeekly, type WeeklyDeps } from './export-weekly.ts';
import { isSettled } from './export-weekly-view.ts';

const WEEK_MS = 7 * 86_400_000;
/** Label of the newest week that was exported by schedule. */
const DONE = 'weekly-export.done';

/**
 * Exports the last full week once, when it is settled and the hour of digests has come on its Monday; also later, when nothing ran then. Returns the
 * week's label, or null when nothing was due.
 */
export async function exportDue(
  deps: WeeklyDeps,
  options: { readonly dir: string; readonly formats: readonly string[]; readonly hour: number },
): Promise<string | null> {
  const { store, timeZone, clock } = deps;
  const now = clock();
  const week = weekOf(new Date(now.getTime() - WEEK_MS).toISOString(), timeZone);
  const from = DateTime.fromISO(week.until, { zone: timeZone }).set({ hour: options.hour });
  if (!isSettled(week, now) || now.getTime() < from.toMillis()) return null;
  const done = await store.settings.get(DONE);
  if (done !== null && done >= week.label) return null;
  const { dir, formats } = options;
  await exportWeekly(deps, { week: week.label, formats, dir, query: '' });
  await store.settings.set(DONE, week.label);
  return week.label;
}
