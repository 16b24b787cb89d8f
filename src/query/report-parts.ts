import type { Coverage } from '../core/message.ts';
import type { RegisterEventKind } from '../core/registers.ts';
import type { DateKind, Stance, Tier, Topic } from '../core/types.ts';

export const REPORT_STATES = ['closed', 'provisional', 'retrospective'] as const;
/**
 * "closed": what was known when the week closed; never changes. "provisional": in progress, or closed less than an hour ago. "retrospective": the
 * week ended before regbeat's first read, so it holds what sources still listed then.
 */
export type ReportState = (typeof REPORT_STATES)[number];

/** The item that something in a report rests on. */
export interface ReportWitness {
  readonly itemId: string;
  readonly title: string;
  /** http(s) only, else null. */
  readonly url: string | null;
  /** Name of the source. */
  readonly source: string;
}

/** A cell of the matrix of positions that is another at the end of the week than at its start. */
export interface ReportPosition extends ReportWitness {
  readonly jurisdiction: string;
  readonly topic: Topic;
  /** "retail", "professional" and the like; null for everybody. */
  readonly audience: string | null;
  readonly stance: Stance;
  /** Before the week; null when nothing was known. */
  readonly was: Stance | null;
  readonly tier: Tier;
  /** Calendar day in the report's zone. */
  readonly date: string;
  readonly quote: string;
  /** Statements of comparable rank that disagree. */
  readonly conflicts: number;
}

export const DEADLINE_STATES = ['new', 'moved', 'known'] as const;
/** First announced in the week, moved in the week, or known before. */
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** A date within the 90 days after the week. */
export interface ReportDeadline extends ReportWitness {
  readonly kind: DateKind;
  /** As precise as the words: "2026-07-01", "2026-07", "2026-Q3". */
  readonly date: string;
  /** The day that counts. */
  readonly due: string;
  readonly storyId: string;
  readonly jurisdictions: readonly string[];
  readonly quote: string;
  readonly state: DeadlineState;
  /** What the date was before it was last moved. */
  readonly movedFrom: string | null;
  /** No official source says it. */
  readonly unconfirmed: boolean;
}

/** One change that a snapshot of a register showed in the week. */
export interface ReportRegisterChange {
  readonly register: string;
  /** Name of the register. */
  readonly registerName: string;
  /** Calendar day in the report's zone. */
  readonly date: string;
  readonly kind: RegisterEventKind;
  readonly firm: string;
  readonly lei: string | null;
  readonly homeState: string | null;
  /** "status: authorised -> withdrawn"; empty for a firm that came or went whole. */
  readonly changes: readonly string[];
}

/** An amount or a number that a story of the week on enforcement gives. */
export interface ReportPenalty extends ReportWitness {
  readonly storyId: string;
  readonly date: string;
  readonly jurisdictions: readonly string[];
  readonly authority: string | null;
  /** "fine", "settlement"; null when the story names no amount. */
  readonly what: string | null;
  readonly value: number | null;
  /** ISO 4217 code; null for a count. */
  readonly unit: string | null;
  readonly quote: string | null;
}

/** Somebody marked a story as seen within the week. */
export interface ReportAck {
  readonly at: string;
  readonly who: string;
  /** Where: "discord:123". */
  readonly target: string;
  readonly storyId: string;
  readonly title: string;
}

/** What the ledger says of one source over the week. */
export interface ReportSourceRow {
  readonly sourceId: string;
  readonly name: string;
  readonly reads: number;
  readonly done: number;
  /** Times at which its list may have lost items for good. */
  readonly gaps: number;
  readonly hoursUnread: number;
  /** Why it was not read; null when it was. */
  readonly error: string | null;
}

/** What was read. `basis` "first-read": regbeat ran only later, and what counts is each source's first read. */
export interface ReportCoverage extends Coverage {
  readonly basis: 'week' | 'first-read';
  readonly gaps: number;
  /** Tries, and those that ended well; 0 of a week before the first read. */
  readonly reads: number;
  readonly done: number;
  readonly hoursUnread: number;
  /** Every enabled source, by id. Empty when the week lies before the first read. */
  readonly sources: readonly ReportSourceRow[];
}

/** Numbers by jurisdiction and topic, as the heat map shows them. */
export interface ReportHeatMap {
  readonly rows: readonly { readonly id: string; readonly title: string }[];
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** Stories by row, then column. */
  readonly counts: readonly (readonly number[])[];
}

/** Everything in a report that does not come from its stories. */
export interface ReportKnowledge {
  readonly positions: readonly ReportPosition[];
  readonly deadlines: readonly ReportDeadline[];
  readonly registerChanges: readonly ReportRegisterChange[];
  readonly acknowledgements: readonly ReportAck[];
}
