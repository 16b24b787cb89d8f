import type { StoryGroup } from '../core/story-groups.ts';
import type { WeeklyReport } from './report-model.ts';
import type { ReportState } from './report-parts.ts';

const STATE_WORDS: Readonly<Record<ReportState, string>> = {
  closed:
    'The week is closed five hours after its end: what was found, edited, merged or split later is not in this report, so that it stays the same. What was found later stands in the report of the week in which it was found.',
  provisional: 'The week is not closed yet: this report is provisional and will change.',
  retrospective:
    'The week ended before the first read: this report holds what the sources still listed when they were first read, and nothing that was found more than a day later.',
};

/** How a report was made, one sentence each, for whoever has to check it. */
export function methodOf(report: WeeklyReport, groups: readonly StoryGroup[]): string[] {
  const { week, versions, state } = report;
  const historic = groups.filter(group => group.items.some(item => item.historic)).length;
  return [
    `The week runs from ${week.since} to ${week.until} (UTC, end excluded), which is Monday to Sunday in ${week.timeZone}.`,
    STATE_WORDS[state],
    'An item belongs to the week in which its source published it, or in which it was first read when it carries no date.',
    'Reports of one event are one story. Its head is the official document where there is one; press-only stories are marked unconfirmed. Lags are from the head to the report, and are told only where both give an hour.',
    'Quotes are taken word for word from the source. Jurisdictions, topics, kinds, dates, amounts and positions are tagged by the classifier named below; each tag can be traced to the words that gave it.',
    'Positions are those that the best source stated last: an authority before a standard setter before the press. A change is a position that is another at the end of the week than at its start, and that an item of the week states.',
    ...(historic === 0 || state === 'retrospective'
      ? []
      : [
          `${historic} of the ${groups.length} stories came with the first read of a source, which shows only what was still listed then.`,
        ]),
    'Items below the relevance threshold are kept in the database and counted under "Left out".',
    `Made with regbeat ${versions.tool}, classifier ${versions.model}, taxonomy ${versions.taxonomy}, source list ${versions.sources}.`,
    ...versions.models
      .filter(({ model }) => versions.models.length > 1 || model !== versions.model)
      .map(
        ({ model, items }) =>
          `${items} ${items === 1 ? 'item was' : 'items were'} tagged by classifier ${model}.`,
      ),
  ];
}
