import { formatInstant } from '../../core/format-instant.ts';
import type { HealthEvent } from '../../core/health.ts';
import type { Block, Message } from '../../core/message.ts';
import type { Clock, Store } from '../../core/ports.ts';
import type { SourceDef } from '../../core/types.ts';

/** Sources told by name in one notice. */
const MOST_LINES = 40;

export interface OpsDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  /** Where notices go, as the outbox names it. */
  readonly target: string;
  /** The posts that a message becomes there. */
  readonly render: (target: string, message: Message) => Promise<readonly string[]>;
}

/**
 * Queues one notice about every change of health since the last one. The posts and the mark how far the target was told are one transaction,
 * and numbers of events follow commits: each change is told exactly once, whatever crashes. A target that is new is told what
 * comes from now on. Returns whether a notice was queued.
 */
export async function queueOpsNotices(deps: OpsDeps): Promise<boolean> {
  const { store, target } = deps;
  const key = `ops-told:${target}`;
  const told = await store.settings.get(key);
  if (told === null) {
    await store.transaction(async ops => {
      if ((await ops.settings.get(key)) === null)
        await ops.settings.set(key, String(await ops.sources.lastEvent()));
    });
    return false;
  }
  const events = await store.sources.events(Number(told));
  const last = events.at(-1);
  if (last === undefined) return false;
  const message = composeNotice(events, deps.sources);
  const payloads = await deps.render(target, message);
  const at = deps.clock().toISOString();
  return store.transaction(async ops => {
    if ((await ops.settings.get(key)) !== told) return false;
    await ops.outbox.enqueue(target, message.dedupeKey, payloads, at);
    await ops.settings.set(key, String(last.id));
    return true;
  });
}

/** One change of one source, its events between two notices taken together. */
interface Change {
  readonly name: string;
  readonly first: HealthEvent;
  readonly last: HealthEvent;
}

/** What changed, in one message: what is in trouble, what is well again, what else. Pure. */
export function composeNotice(events: readonly HealthEvent[], sources: readonly SourceDef[]): Message {
  const names = new Map(sources.map(def => [def.id, def.name]));
  const grouped = Map.groupBy(events, event => event.sourceId);
  const changes = [...grouped].flatMap(([id, own]): Change[] => {
    const [first] = own;
    const last = own.at(-1);
    if (first === undefined || last === undefined) return [];
    return [{ name: id === null ? 'This machine' : `${names.get(id) ?? id} [${id}]`, first, last }];
  });
  const trouble = changes.filter(({ last }) => last.to !== 'ok' && last.to !== 'moved');
  const well = changes.filter(({ last }) => last.to === 'ok');
  const moved = changes.filter(({ last }) => last.to === 'moved');
  const counts = [
    trouble.length > 0 ? `${trouble.length} in trouble` : '',
    well.length > 0 ? `${well.length} well again` : '',
    moved.length > 0 ? `${moved.length} moved` : '',
  ].filter(part => part !== '');
  let left = MOST_LINES;
  const groups = [
    { title: 'In trouble', list: trouble },
    { title: 'Well again', list: well },
    { title: 'Moved', list: moved },
  ];
  const blocks = groups.flatMap(({ title, list }): Block[] => {
    if (list.length === 0) return [];
    const shown = list.slice(0, left);
    left -= shown.length;
    const rest = list.length - shown.length;
    const more = rest > 0 ? [`and ${rest} more: regbeat sources health`] : [];
    return [{ type: 'list', title, lines: [...shown.map(lineOf), ...more] }];
  });
  return {
    kind: 'notice',
    title: `Sources: ${counts.join(', ')}`,
    blocks,
    importance: 'normal',
    dedupeKey: `ops:${events[0]?.id ?? 0}-${events.at(-1)?.id ?? 0}`,
  };
}

function lineOf({ name, first, last }: Change): string {
  if (last.to === 'ok') {
    const begun = first.to === 'ok' ? first.since : first.at;
    const was = first.to === 'ok' ? first.from : first.to;
    return `${name}: well again; was ${was}${begun === null ? '' : ` since ${formatInstant(begun)}`}`;
  }
  return `${name}: ${last.to} (${last.evidence})`;
}
