import { jurisdictionName, KIND_LABELS, STANCE_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import type { Classification, Evidence } from '../../core/types.ts';
import { type Html, html } from '../html.ts';

/** A stretch of a text that gave tags. */
interface Mark {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** Marks that carry the name of their tag: the first few of each. The others are marked only, so that the text stays readable. */
const NAMED = 2;

/** Longer evidence is a whole sentence: it is quoted beside the text, and would hide the words in it. */
const LONGEST = 60;

/** The evidence in a field by the name of the tag that it gave, without the single words that models lean on, which mean little by themselves. */
function marksOf(tags: Classification, field: Evidence['field'], length: number): Mark[] {
  const marks: Mark[] = [];
  const add = (label: string, evidence: readonly Evidence[]) => {
    for (const one of evidence) {
      if (
        one.end - one.start > LONGEST ||
        one.rule.startsWith('model:') ||
        one.field !== field ||
        one.start < 0 ||
        one.end > length ||
        one.start >= one.end
      )
        continue;
      marks.push({ start: one.start, end: one.end, label });
    }
  };
  for (const tag of tags.topics) add(TOPIC_LABELS[tag.id], tag.evidence);
  for (const tag of tags.jurisdictions) add(jurisdictionName(tag.code), tag.evidence);
  add(KIND_LABELS[tags.kind.id], tags.kind.evidence);
  for (const tag of tags.authorities) add(tag.name, tag.evidence);
  for (const tag of tags.positions) add(STANCE_LABELS[tag.stance], tag.evidence);
  for (const tag of tags.dates) add(tag.date, tag.evidence);
  for (const tag of tags.figures) add(tag.what.replaceAll('-', ' '), tag.evidence);
  for (const tag of tags.requirements) add('condition', tag.evidence);
  for (const tag of tags.entities) add(tag.name, tag.evidence);
  return marks;
}

/** A text with the words marked that gave its tags. Where several overlap, one mark names them all. */
export function markedText(tags: Classification, field: 'title' | 'text', text: string): Html {
  return html`${markedParts(tags, field, text)}`;
}

/** The text as paragraphs. */
export function markedParagraphs(tags: Classification, text: string, shown: number): Html {
  const cut = text.slice(0, shown);
  const named = new Map<string, number>();
  const marks = merge(marksOf(tags, 'text', text.length));
  const paragraphs: Html[] = [];
  let from = 0;
  for (const part of cut.split(/\n{2,}|\f/)) {
    const start = cut.indexOf(part, from);
    from = start + part.length;
    if (part.trim() !== '') paragraphs.push(html`<p>${pieces(text, start, from, marks, named)}</p>\n`);
  }
  return html`${paragraphs}`;
}

function markedParts(tags: Classification, field: 'title' | 'text', text: string): Html[] {
  return pieces(text, 0, text.length, merge(marksOf(tags, field, text.length)), null);
}

interface Merged {
  readonly start: number;
  readonly end: number;
  readonly labels: readonly string[];
}

/** Marks that overlap become one, so that they never nest or cross. In order. */
function merge(marks: readonly Mark[]): Merged[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: { start: number; end: number; labels: string[] }[] = [];
  for (const mark of sorted) {
    const last = merged.at(-1);
    if (last === undefined || mark.start >= last.end) {
      merged.push({ start: mark.start, end: mark.end, labels: [mark.label] });
      continue;
    }
    last.end = Math.max(last.end, mark.end);
    if (!last.labels.includes(mark.label)) last.labels.push(mark.label);
  }
  return merged;
}

/** The pieces of [from, to), marked ones among them; `named` counts how often a label was shown, null shows none. */
function pieces(
  text: string,
  from: number,
  to: number,
  marks: readonly Merged[],
  named: Map<string, number> | null,
): Html[] {
  const out: Html[] = [];
  let at = from;
  for (const mark of marks) {
    if (mark.end <= at) continue;
    if (mark.start >= to) break;
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, to);
    if (start > at) out.push(html`${text.slice(at, start)}`);
    const words = text.slice(start, end);
    // A firm's name need not be named again.
    const told = mark.labels.filter(label => label.toLowerCase() !== words.toLowerCase());
    const key = told.join(', ');
    const times = named?.get(key) ?? 0;
    named?.set(key, times + 1);
    const shown = named !== null && key !== '' && times < NAMED;
    out.push(
      html`<mark title="${mark.labels.join(', ')}">${words}${shown && html`<span class="tag">${key}</span>`}</mark>`,
    );
    at = end;
  }
  if (at < to) out.push(html`${text.slice(at, to)}`);
  return out;
}
