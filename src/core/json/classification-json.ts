import type { Classification, Evidence } from '../types.ts';

/** Tags as `classify --json` prints them: stable, documented in docs/json.md. */
export function toClassificationJson(tags: Classification) {
  return {
    relevant: tags.relevant,
    relevance: tags.relevance,
    jurisdictions: tags.jurisdictions.map(({ code, role, score, evidence }) => ({
      code,
      role,
      score,
      evidence: evidence.map(toSpan),
    })),
    topics: tags.topics.map(({ id, score, evidence }) => ({ id, score, evidence: evidence.map(toSpan) })),
    kind: { id: tags.kind.id, score: tags.kind.score, evidence: tags.kind.evidence.map(toSpan) },
    authorities: tags.authorities.map(authority => authority.name),
    authorityEvidence: tags.authorities.map(({ name, jurisdiction, evidence }) => ({
      name,
      jurisdiction,
      evidence: evidence.map(toSpan),
    })),
    positions: tags.positions.map(
      ({ jurisdiction, topic, audience, stance, quote, confidence, evidence }) => ({
        jurisdiction,
        topic,
        audience,
        stance,
        quote,
        confidence,
        evidence: evidence.map(toSpan),
      }),
    ),
    dates: tags.dates.map(({ kind, date, quote, confidence, evidence }) => ({
      kind,
      date,
      quote,
      confidence,
      evidence: evidence.map(toSpan),
    })),
    figures: tags.figures.map(({ what, value, unit, authority, quote }) => ({
      what,
      value,
      unit,
      authority,
      quote,
    })),
    requirements: tags.requirements.map(({ modality, text }) => ({ modality, text })),
    entities: tags.entities.map(({ kind, id, name, score, evidence }) => ({
      kind,
      id,
      name,
      score,
      evidence: evidence.map(toSpan),
    })),
    language: tags.language,
    model: tags.model,
  };
}

function toSpan({ field, start, end, text, rule }: Evidence) {
  return { field, start, end, text, rule };
}
