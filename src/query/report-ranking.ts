import { DATE_LABELS, jurisdictionName, KIND_LABELS, STANCE_LABELS, TOPIC_LABELS } from '../core/labels.ts';
import { compareText } from '../core/story-groups.ts';
import type { Kind } from '../core/types.ts';
import type { Week } from './iso-week.ts';
import type { ReportStory, WeeklyReport } from './report-model.ts';

/** How much a reader must act on each kind: what binds stands before what may come to bind, and that before talk. */
const KIND_POINTS: Readonly<Record<Kind, number>> = {
  rule: 6,
  legislation: 6,
  enforcement: 5,
  court: 5,
  proposal: 4,
  'licence-decision': 4,
  guidance: 4,
  warning: 3,
  report: 1,
  speech: 1,
  other: 0,
};
/** Points from which a story is worth reading first: a binding kind alone is not enough, it needs one more reason. */
const ENOUGH = 7;
const MOST = 7;
const SOON_DAYS = 60;

/** The stories to read first with their reasons, most important first; ties go to the newer, then to the smaller id. */
export function rankStories(stories: readonly ReportStory[], week: Week): WeeklyReport['matters'] {
  return stories
    .map(story => ({ story, ...weigh(story, week) }))
    .filter(entry => entry.score >= ENOUGH)
    .sort(
      (a, b) =>
        b.score - a.score || compareText(b.story.date, a.story.date) || compareText(a.story.id, b.story.id),
    )
    .slice(0, MOST)
    .map(({ story, score, reasons }) => ({ storyId: story.id, score, reasons }));
}

function weigh(story: ReportStory, week: Week): { score: number; reasons: string[] } {
  const reasons: string[] = [];
  let score = 0;
  const add = (points: number, reason: string) => {
    if (points <= 0) return;
    score += points;
    reasons.push(reason);
  };
  add(KIND_POINTS[story.kind], KIND_LABELS[story.kind].toLowerCase());
  if (story.tier === 'official') add(2, 'from the authority itself');
  else if (story.tier === 'standard-setter') add(2, 'from a standard setter');
  const others = story.alsoReportedBy.length;
  add(Math.min(3, others), `also reported by ${others} other ${others === 1 ? 'source' : 'sources'}`);
  const soon = story.dates.find(date => isSoon(date.date, week));
  if (soon !== undefined) add(2, `${DATE_LABELS[soon.kind]} ${soon.date}`);
  const position = story.positions[0];
  if (position !== undefined) {
    const where = jurisdictionName(position.jurisdiction);
    add(2, `${where}: ${TOPIC_LABELS[position.topic].toLowerCase()} ${STANCE_LABELS[position.stance]}`);
  }
  add(story.jurisdictions.length > 1 ? 1 : 0, `concerns ${story.jurisdictions.length} jurisdictions`);
  return { score, reasons };
}

/** Whether a full date lies within the 60 days after the week's start. */
function isSoon(date: string, week: Week): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const days = (Date.parse(`${date}T00:00:00Z`) - Date.parse(week.since)) / 86_400_000;
  return days >= -1 && days <= SOON_DAYS;
}
