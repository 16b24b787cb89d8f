import { calendarText } from '../../core/day-text.ts';
import {
  DATE_LABELS,
  jurisdictionName,
  KIND_LABELS,
  STANCE_LABELS,
  TOPIC_LABELS,
} from '../../core/labels.ts';
import { truncate } from '../../core/text.ts';
import type { Classification, Evidence } from '../../core/types.ts';
import { type Child, type Html, html } from '../html.ts';

const QUOTES = 3;
/** A register's first reading names hundreds of firms. */
const ENTITIES = 25;

/** Each tag with its score and the words and rule that gave it. */
export function whyTable(tags: Classification): Html {
  const rows: Child[] = [];
  const add = (what: string, tag: Child, score: Child, evidence: readonly Evidence[]) =>
    rows.push(
      html`<tr><th scope="row">${tag}</th><td>${what}</td><td class="num">${score}</td><td>${quotes(evidence)}</td></tr>
`,
    );
  add(
    'relevance',
    tags.relevant ? 'about crypto-assets' : 'not about crypto-assets',
    against(tags.relevance, tags.relevanceThreshold),
    tags.relevanceEvidence,
  );
  for (const tag of tags.jurisdictions)
    add(`jurisdiction, ${tag.role}`, jurisdictionName(tag.code), tag.score.toFixed(2), tag.evidence);
  for (const tag of tags.topics)
    add('topic', TOPIC_LABELS[tag.id], against(tag.score, tag.threshold), tag.evidence);
  add('kind', KIND_LABELS[tags.kind.id], tags.kind.score.toFixed(2), tags.kind.evidence);
  for (const tag of tags.authorities)
    add(`authority, ${tag.jurisdiction}`, tag.name, tag.score.toFixed(2), tag.evidence);
  for (const tag of tags.entities.slice(0, ENTITIES))
    add(tag.kind, tag.name, tag.score.toFixed(2), tag.evidence);
  for (const tag of tags.nearMisses)
    add('topic left out', TOPIC_LABELS[tag.id], against(tag.score, tag.threshold), tag.evidence);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Tags and their reasons"><table>
<thead><tr><th scope="col">Tag</th><th scope="col">What</th><th scope="col" class="num">Score</th><th scope="col">Words, and the rule that they met</th></tr></thead>
<tbody>${rows}</tbody></table></div>
${tags.entities.length > ENTITIES && html`<p class="note">And ${tags.entities.length - ENTITIES} more names.</p>`}
${tags.missing.length > 0 && html`<p class="note">Missing: ${tags.missing.join('; ')}.</p>`}
<p class="note">Tagged by version <code>${tags.model}</code>.</p>`;
}

/** Positions, dates, figures and conditions that an item states, each with its quote. */
export function claims(tags: Classification): Html | null {
  const { positions, dates, figures, requirements } = tags;
  if (positions.length + dates.length + figures.length + requirements.length === 0) return null;
  const line = (name: Child, what: Child, quote: string) =>
    html`<div><dt>${name}</dt><dd>${what}<blockquote dir="auto">${truncate(quote, 400)}</blockquote></dd></div>
`;
  return html`<section aria-labelledby="says"><h2 id="says">What it says</h2><dl class="claims">
${positions.map(tag =>
  line(
    html`${jurisdictionName(tag.jurisdiction)}, ${TOPIC_LABELS[tag.topic]}`,
    html`<span class="stance ${tag.stance}">${STANCE_LABELS[tag.stance]}</span>${tag.audience !== null && html` for ${tag.audience}`}`,
    tag.quote,
  ),
)}
${dates.map(tag => line(DATE_LABELS[tag.kind], calendarText(tag.date), tag.quote))}
${figures.map(tag => line(tag.what.replaceAll('-', ' '), amount(tag.value, tag.unit), tag.quote))}
${requirements.slice(0, 20).map(tag => line(html`condition (${tag.modality.replace('-', ' ')})`, null, tag.text))}
</dl></section>`;
}

/** "USD 1,500,000", "9". */
export function amount(value: number, unit: string | null): string {
  const number = value.toLocaleString('en', { maximumFractionDigits: 2 });
  return unit === null ? number : `${unit} ${number}`;
}

function against(score: number, threshold: number): string {
  return `${score.toFixed(2)} of ${threshold.toFixed(2)}`;
}

function quotes(evidence: readonly Evidence[]): Child {
  if (evidence.length === 0) return '–';
  const rest = evidence.length - QUOTES;
  return [
    ...evidence
      .slice(0, QUOTES)
      .map(
        one =>
          html`<span class="because">“${truncate(one.text, 90)}” <code>${truncate(one.rule, 60)}</code></span> `,
      ),
    rest > 0 && html`<span class="muted">and ${rest} more</span>`,
  ];
}
