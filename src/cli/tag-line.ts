import type { Classification } from '../core/types.ts';

/** Tags on one line: "HK (SG, US) · staking, licenses · rule · SFC". */
export function tagLine(tags: Classification): string {
  if (!tags.relevant) return 'not relevant';
  const codes = (role: 'primary' | 'mentioned') =>
    tags.jurisdictions.filter(tag => tag.role === role).map(tag => tag.code);
  const mentioned = codes('mentioned');
  const where = [codes('primary').join(', '), mentioned.length > 0 ? `(${mentioned.join(', ')})` : '']
    .filter(Boolean)
    .join(' ');
  return [
    where,
    tags.topics.map(topic => topic.id).join(', '),
    tags.kind.id,
    tags.authorities.map(authority => authority.name).join(', '),
  ]
    .filter(Boolean)
    .join(' · ');
}
