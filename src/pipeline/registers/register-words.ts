import type { SourceDef } from '../../core/types.ts';
import type { RegisterPurpose, RegisterWords } from '../../registers/describe-change.ts';

const WARNING = /\b(?:non-?compliant|warnings?|unauthori[sz]ed|unlicen[sc]ed|alert list|blacklist)\b/i;
const OTHER_LIST = /\b(?:applicants?|liquidation|members?|white papers?|cancel+ed|withdrawn|refus\w+)\b/i;
const REGISTRATION = /\bregistered|registration\b/i;

/** What texts call a register, and what being on it means, by its name and its columns. */
export function registerWords(def: SourceDef): RegisterWords {
  const label = def.register?.label ?? def.name;
  return { label, name: def.name, purpose: purposeOf(`${label} ${def.name}`, def) };
}

function purposeOf(names: string, { register }: SourceDef): RegisterPurpose {
  if (WARNING.test(names)) return 'warning';
  if (register?.fields.status?.path === 'section') return 'sections';
  if (OTHER_LIST.test(names)) return 'list';
  if (REGISTRATION.test(names)) return 'registration';
  const { grantedOn, services, licence } = register?.fields ?? {};
  return grantedOn || services || licence || /licen[cs]|authori[sz]/i.test(names) ? 'licence' : 'list';
}
