import type { DateTag, Kind, Stance, Tier, Topic } from '../core/types.ts';
import type { Week } from './iso-week.ts';
import type {
  ReportAck,
  ReportCoverage,
  ReportDeadline,
  ReportHeatMap,
  ReportPenalty,
  ReportPosition,
  ReportRegisterChange,
  ReportState,
} from './report-parts.ts';

/** Name of the model's version, written into every export; changes when a field changes its meaning. */
export const REPORT_SCHEMA = 'regbeat.weekly-report/2';

/** What is counted of a week, in the order of the headline. */
export const HEADLINE_IDS = [
  'stories',
  'items',
  'official',
  'unconfirmed',
  'rules',
  'proposals',
  'enforcement',
  'licence-decisions',
  'jurisdictions',
] as const;
export type HeadlineId = (typeof HEADLINE_IDS)[number];

/** The headline numbers of one week, as plain counts. */
export interface WeekCounts {
  /** "2026-W24". */
  readonly week: string;
  readonly counts: Readonly<Record<HeadlineId, number>>;
}

export interface HeadlineNumber {
  readonly id: HeadlineId;
  /** "Enforcement actions". */
  readonly label: string;
  readonly value: number;
  /** The weeks before, newest first; fewer than four when fewer were given. */
  readonly previous: readonly { readonly week: string; readonly value: number }[];
  /** Mean of `previous`, rounded to one decimal; null without previous weeks. */
  readonly previousMean: number | null;
}

/** Another source's report of a story. */
export interface ReportedBy {
  readonly itemId: string;
  readonly sourceId: string;
  readonly source: string;
  readonly title: string;
  /** http(s) only, else null. */
  readonly url: string | null;
  readonly publishedAt: string | null;
  /** Minutes after the story's head; negative when it came first; null unless both instants are exact. */
  readonly lagMinutes: number | null;
}

/** One story of the week. Texts are one clean line each and are not escaped for any medium. */
export interface ReportStory {
  /** Story id. */
  readonly id: string;
  readonly itemId: string;
  readonly title: string;
  /** http(s) only, else null. */
  readonly url: string | null;
  readonly sourceId: string;
  readonly source: string;
  readonly tier: Tier;
  readonly language: string;
  readonly publishedAt: string | null;
  /** Calendar day in the report's zone, from the publication or else from when it was first seen. */
  readonly date: string;
  /** False when the day is that of finding it, because the source gave no date. */
  readonly dated: boolean;
  readonly jurisdictions: readonly string[];
  readonly mentioned: readonly string[];
  readonly topics: readonly Topic[];
  readonly kind: Kind;
  readonly authorities: readonly string[];
  /** A sentence or two of the item's own text; null when it has nothing but its title. */
  readonly quote: string | null;
  /** One entry per further source, oldest first. */
  readonly alsoReportedBy: readonly ReportedBy[];
  /** Press only, no official source yet. */
  readonly unconfirmed: boolean;
  /** The source changed its words after they were first read. */
  readonly edited: boolean;
  /** Published before the week, and first found in it: the report of its own week had closed without it. */
  readonly foundLate: boolean;
  /** Version of taxonomy and model that gave its tags. */
  readonly model: string;
  readonly dates: readonly {
    readonly kind: DateTag['kind'];
    readonly date: string;
    readonly quote: string;
  }[];
  readonly figures: readonly {
    readonly what: string;
    readonly value: number;
    readonly unit: string | null;
    readonly authority: string | null;
    readonly quote: string;
  }[];
  readonly positions: readonly {
    readonly jurisdiction: string;
    readonly topic: Topic;
    readonly audience: string | null;
    readonly stance: Stance;
    readonly quote: string;
  }[];
}

/** Stories under one heading. Stories are named by id and stand once in `WeeklyReport.stories`. */
export interface ReportSection {
  /** Jurisdiction code or topic id; "none" for stories without one. */
  readonly id: string;
  readonly title: string;
  readonly storyIds: readonly string[];
}

/** Items that were read in the week and are not in the report, by the rule that left them out. */
export interface Excluded {
  /** Stable id, e.g. "not-relevant". */
  readonly rule: string;
  /** The rule in words. */
  readonly because: string;
  readonly count: number;
  /** Up to five of them, newest first. */
  readonly examples: readonly { readonly itemId: string; readonly title: string; readonly source: string }[];
}

export interface ReportVersions {
  /** regbeat's own version. */
  readonly tool: string;
  /** Classifier version as in `Classification.model`. */
  readonly model: string;
  readonly taxonomy: string;
  /** Fingerprint of the sources' definitions: their names and tiers come from there. */
  readonly sources: string;
  /** Models that gave the tags of the items that were looked at, with how many items each. */
  readonly models: readonly { readonly model: string; readonly items: number }[];
}

/** The weekly summary as plain data: every export format shows exactly this. */
export interface WeeklyReport {
  readonly schema: typeof REPORT_SCHEMA;
  readonly week: Week;
  readonly state: ReportState;
  /** A provisional report holds what was known at this instant; null for every other. */
  readonly asOf: string | null;
  /** The query that items had to match, as written; empty for all. */
  readonly query: string;
  readonly headline: readonly HeadlineNumber[];
  /** The stories to read first, most important first, with what put them there. */
  readonly matters: readonly {
    readonly storyId: string;
    readonly score: number;
    readonly reasons: readonly string[];
  }[];
  readonly byJurisdiction: readonly ReportSection[];
  readonly byTopic: readonly ReportSection[];
  /** Story ids, newest first. */
  readonly enforcement: readonly string[];
  /** Story ids, newest first. */
  readonly licenceDecisions: readonly string[];
  /** By topic, jurisdiction and audience in the order of jurisdictions' codes. */
  readonly positions: readonly ReportPosition[];
  /** Dates of the 90 days after the week, soonest first. */
  readonly deadlines: readonly ReportDeadline[];
  /** In the order in which they were found. */
  readonly registerChanges: readonly ReportRegisterChange[];
  /** Stories on enforcement and courts with their amounts, newest first; one without an amount has one row. */
  readonly penalties: readonly ReportPenalty[];
  /** Oldest first. */
  readonly acknowledgements: readonly ReportAck[];
  readonly heatMap: ReportHeatMap;
  /** Every story once, newest first. */
  readonly stories: readonly ReportStory[];
  readonly coverage: ReportCoverage;
  readonly excluded: readonly Excluded[];
  readonly versions: ReportVersions;
  /** How the report was made, one sentence each. */
  readonly method: readonly string[];
}
