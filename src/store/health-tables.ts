import type { Generated } from 'kysely';
import type { HealthState } from '../core/health.ts';

/** Changes of health in the order of commits. */
export interface HealthEventTable {
  id: Generated<number>;
  /** Null for what concerns this machine. */
  source_id: string | null;
  from_state: HealthState;
  to_state: HealthState;
  at: string;
  since: string | null;
  evidence: string;
}

/** What each site's robots.txt said last. */
export interface RobotsTable {
  origin: string;
  text: string | null;
  fetched_at: string;
  unreachable_since: string | null;
}

export interface HealthTables {
  health_events: HealthEventTable;
  robots: RobotsTable;
}
