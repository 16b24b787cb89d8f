import { DATE_LABELS, jurisdictionName, STANCE_LABELS, TOPIC_LABELS } from '../core/labels.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import { REGISTER_EVENT_LABELS } from './record-words.ts';
import { date, LIST, number, type ReportTable, text } from './report-table.ts';

/** What a week changed beside its stories, as tables. */
export function knowledgeTables(report: WeeklyReport): ReportTable[] {
  return [
    {
      title: 'Positions',
      columns: [
        text('Jurisdiction', 20),
        text('Topic', 24),
        text('Audience', 14),
        text('Before', 22),
        text('Now', 22),
        date('Date'),
        text('Quote', 70),
        text('Source', 28),
        text('Link', 40),
        number('Disagree'),
      ],
      rows: report.positions.map(one => [
        jurisdictionName(one.jurisdiction),
        TOPIC_LABELS[one.topic],
        one.audience,
        one.was === null ? null : STANCE_LABELS[one.was],
        STANCE_LABELS[one.stance],
        one.date,
        one.quote,
        one.source,
        one.url,
        one.conflicts,
      ]),
    },
    {
      title: 'Dates ahead',
      columns: [
        date('Due'),
        text('Date as written', 16),
        text('What', 22),
        text('State', 10),
        text('Was', 12),
        text('Jurisdictions', 24),
        text('Title', 70),
        text('Quote', 70),
        text('Source', 28),
        text('Link', 40),
        text('Confirmed', 12),
      ],
      rows: report.deadlines.map(one => [
        one.due,
        one.date,
        DATE_LABELS[one.kind],
        one.state,
        one.movedFrom,
        one.jurisdictions.map(jurisdictionName).join(LIST),
        one.title,
        one.quote,
        one.source,
        one.url,
        one.unconfirmed ? 'unconfirmed' : 'official',
      ]),
    },
    {
      title: 'Enforcement',
      columns: [
        date('Date'),
        text('Authority', 18),
        text('Jurisdictions', 24),
        text('Case', 70),
        text('What', 18),
        number('Amount'),
        text('Currency', 10),
        text('Quote', 60),
        text('Source', 28),
        text('Link', 40),
      ],
      rows: report.penalties.map(one => [
        one.date,
        one.authority,
        one.jurisdictions.map(jurisdictionName).join(LIST),
        one.title,
        one.what,
        one.value,
        one.unit,
        one.quote,
        one.source,
        one.url,
      ]),
    },
    {
      title: 'Registers',
      columns: [
        date('Date'),
        text('Register', 30),
        text('Event', 12),
        text('Firm', 40),
        text('LEI', 24),
        text('Home state', 12),
        text('Changes', 70),
      ],
      rows: report.registerChanges.map(one => [
        one.date,
        one.registerName,
        REGISTER_EVENT_LABELS[one.kind],
        one.firm,
        one.lei,
        one.homeState,
        one.changes.join(LIST),
      ]),
    },
    {
      title: 'Acknowledged',
      columns: [text('At', 26), text('Who', 24), text('Where', 28), text('Story', 14), text('Title', 70)],
      rows: report.acknowledgements.map(one => [one.at, one.who, one.target, one.storyId, one.title]),
    },
  ];
}
