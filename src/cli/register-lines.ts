import type {
  EntryChange,
  FieldChange,
  RegisterEntry,
  RegisterEvent,
  RegisterUpdate,
} from '../core/registers.ts';
import { truncate } from '../core/text.ts';
import type { CliContext } from './context.ts';
import { formatTable, paint, plural } from './output.ts';

const MAX_VALUE = 100;
const MARKS = { listed: ' ', granted: '+', changed: '~', withdrawn: '-' } as const;

/** "services: +placing", "legalName: A -> B": one line per changed field. */
export function fieldLines(fields: readonly FieldChange[], indent: string): string[] {
  return fields.map(({ field, before, after }) => {
    if (field !== 'services' && field !== 'hostStates')
      return `${indent}${field}: ${shown(before)} -> ${shown(after)}`;
    const come = after.filter(value => !before.includes(value)).map(value => `+${value}`);
    const gone = before.filter(value => !after.includes(value)).map(value => `-${value}`);
    return `${indent}${field}: ${[...come, ...gone].join(', ')}`;
  });
}

function shown(values: readonly string[]): string {
  return values.length === 0 ? '(nothing)' : truncate(values.join(' | '), MAX_VALUE);
}

function entryRow(mark: string, { id, values }: RegisterEntry): string[] {
  const name = values.legalName?.[0] ?? values.name?.[0] ?? id;
  return [mark, values.lei?.[0] ?? id, values.homeState?.[0] ?? '', truncate(name, 70)];
}

/** What a snapshot came to, for people. */
export function updateLines(context: CliContext, update: RegisterUpdate): string[] {
  const { diff, held, register } = update;
  const day = update.at.slice(0, 10);
  if (update.outcome === 'unchanged') return [`${register}: the same as the last snapshot. Nothing changed.`];
  if (update.outcome === 'first')
    return [
      `${register}: first snapshot, of ${day}: ${plural(update.entries, 'entry', 'entries')} in ${plural(update.rows, 'row')}. Changes are told from the next one on.`,
    ];
  const counts = `${diff.added.length} added, ${diff.removed.length} removed, ${diff.changed.length} changed`;
  const lines = [
    ...tableLines(diff.added.map(entry => entryRow('+', entry))),
    ...tableLines(diff.removed.map(entry => entryRow('-', entry))),
    ...diff.changed.flatMap(changeLines),
  ];
  if (held === null)
    return [`${register}, ${day}: ${counts}; ${plural(update.entries, 'entry', 'entries')} now.`, ...lines];
  return [
    `${paint(context, 'yellow', 'Held')}: ${held.detail} Nothing was changed.`,
    `It would be: ${counts}.`,
    ...lines,
    ...(held.reason === 'columns-missing'
      ? []
      : ['', `If that is right: regbeat registers update ${register} --accept`]),
  ];
}

function changeLines({ after, fields }: EntryChange): string[] {
  return [...tableLines([entryRow('~', after)]), ...fieldLines(fields, '    ')];
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : formatTable(rows).split('\n');
}

/** Lines of a history, each with what changed below it. */
export function eventLines(events: readonly RegisterEvent[], withName: boolean): string[] {
  return events.flatMap(({ at, kind, register, name, homeState, fields }) => [
    `${at.slice(0, 10)}  ${MARKS[kind]} ${kind.padEnd(9)}  ${register}${withName ? `  ${truncate(name, 60)}${homeState ? ` (${homeState})` : ''}` : ''}`,
    ...fieldLines(fields, '              '),
  ]);
}
