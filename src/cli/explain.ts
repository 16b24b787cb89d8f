import type { Classification, Evidence } from '../core/types.ts';
import type { CliContext } from './context.ts';
import { paint } from './output.ts';

/** Characters of text shown on either side of a piece of evidence. */
const AROUND = 40;
const MOST_QUOTES = 4;

interface Words {
  readonly title: string;
  readonly text: string;
}

/** Lines that say where each tag comes from: its score against its threshold, and the words that gave it. */
export function explain(context: CliContext, words: Words, tags: Classification): string[] {
  const quote = (evidence: readonly Evidence[]) => quotes(context, words, evidence);
  const lines = [
    `${tags.relevant ? paint(context, 'green', 'relevant') : paint(context, 'yellow', 'not relevant')}  ${tags.relevance.toFixed(2)} against ${tags.relevanceThreshold.toFixed(2)}`,
    ...quote(tags.relevanceEvidence),
    ...tags.missing.map(reason => `    missing: ${reason}`),
  ];
  for (const tag of tags.jurisdictions) {
    lines.push(
      `${paint(context, 'cyan', tag.code)}  ${tag.role}  ${tag.score.toFixed(2)}`,
      ...quote(tag.evidence),
    );
  }
  for (const tag of tags.topics) {
    lines.push(
      `${paint(context, 'cyan', tag.id)}  ${tag.score.toFixed(2)} against ${tag.threshold.toFixed(2)}`,
      ...quote(tag.evidence),
    );
  }
  if (tags.relevant)
    lines.push(
      `${paint(context, 'cyan', tags.kind.id)}  kind  ${tags.kind.score.toFixed(2)}`,
      ...quote(tags.kind.evidence),
    );
  for (const tag of tags.authorities) {
    lines.push(
      `${paint(context, 'cyan', tag.name)}  authority of ${tag.jurisdiction}`,
      ...quote(tag.evidence),
    );
  }
  for (const tag of tags.positions) {
    lines.push(
      `${paint(context, 'cyan', `${tag.jurisdiction} ${tag.topic}`)}  ${tag.stance}${tag.audience === null ? '' : ` for ${tag.audience}`}  ${tag.confidence.toFixed(2)}`,
      ...quote(tag.evidence),
    );
  }
  for (const tag of tags.figures) {
    const number = tag.value.toLocaleString('en', { maximumFractionDigits: 2 });
    lines.push(
      `${paint(context, 'cyan', tag.what)}  ${tag.unit === null ? number : `${tag.unit} ${number}`}${tag.authority === null ? '' : `  ${tag.authority}`}`,
      ...quote(tag.evidence),
    );
  }
  for (const tag of tags.requirements) {
    lines.push(`${paint(context, 'cyan', 'condition')}  ${tag.modality}`, ...quote(tag.evidence));
  }
  for (const tag of tags.dates) {
    lines.push(
      `${paint(context, 'cyan', tag.kind)}  ${tag.date}  ${tag.confidence.toFixed(2)}`,
      ...quote(tag.evidence),
    );
  }
  for (const tag of tags.entities) {
    lines.push(
      `${paint(context, 'cyan', tag.name)}  ${tag.kind} ${tag.id}  ${tag.score.toFixed(2)}`,
      ...quote(tag.evidence),
    );
  }
  for (const tag of tags.nearMisses) {
    lines.push(
      paint(
        context,
        'dim',
        `${tag.id}  left out: ${tag.score.toFixed(2)} is under ${tag.threshold.toFixed(2)}`,
      ),
      ...quote(tag.evidence),
    );
  }
  return [...lines, paint(context, 'dim', `by ${tags.model}, language ${tags.language}`)];
}

function quotes(context: CliContext, words: Words, evidence: readonly Evidence[]): string[] {
  const shown = evidence.slice(0, MOST_QUOTES).map(piece => {
    if (piece.field === 'source') return `    source: ${piece.text}  [${piece.rule}]`;
    const text = piece.field === 'title' ? words.title : words.text;
    const before = text.slice(Math.max(0, piece.start - AROUND), piece.start).replace(/\s+/g, ' ');
    const after = text.slice(piece.end, piece.end + AROUND).replace(/\s+/g, ' ');
    return `    ${piece.field}: …${before}${paint(context, ['bold', 'underline'], text.slice(piece.start, piece.end))}${after}…  [${piece.rule}]`;
  });
  return evidence.length > MOST_QUOTES ? [...shown, `    and ${evidence.length - MOST_QUOTES} more`] : shown;
}
