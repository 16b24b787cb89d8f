import { jurisdictionFlag, jurisdictionName, TOPIC_LABELS } from '../core/labels.ts';
import type { WordKey } from '../core/locale.ts';
import { TOPICS } from '../core/types.ts';
import type { Call } from './command.ts';
import type { SelectOption } from './reply.ts';

/** Groups of jurisdictions that teams often follow together. */
const REGIONS: readonly {
  readonly value: string;
  readonly label: WordKey;
  readonly codes: readonly string[];
}[] = [
  {
    value: '@apac',
    label: 'setup.region.apac',
    codes: ['HK', 'SG', 'JP', 'KR', 'TW', 'CN', 'AU', 'IN', 'TH', 'MY', 'ID', 'PH', 'VN', 'NZ'],
  },
  {
    value: '@europe',
    label: 'setup.region.europe',
    codes: ['EU', 'GB', 'CH', 'DE', 'FR', 'IT', 'ES', 'NL', 'IE', 'LU', 'MT'],
  },
  {
    value: '@americas',
    label: 'setup.region.americas',
    codes: ['US', 'CA', 'BR', 'MX', 'AR', 'CL', 'CO', 'KY', 'BM', 'BS'],
  },
  { value: '@gulf', label: 'setup.region.gulf', codes: ['AE', 'SA', 'BH', 'QA', 'KW', 'OM', 'TR'] },
];

/** Those that are offered by themselves: with the regions not more than the 25 options of a menu. */
const SINGLE = [
  'HK',
  'SG',
  'US',
  'EU',
  'GB',
  'JP',
  'KR',
  'TW',
  'CN',
  'AU',
  'AE',
  'CH',
  'DE',
  'FR',
  'CA',
  'BR',
  'IN',
  'TH',
  'TR',
  'KY',
  'INT',
];

export function jurisdictionOptions({ t }: Pick<Call, 't'>): readonly SelectOption[] {
  return [
    ...REGIONS.map(({ value, label, codes }) => ({
      value,
      label: t(label),
      description: codes.join(', '),
      emoji: '🗺️',
    })),
    ...SINGLE.map(code => ({ value: code, label: jurisdictionName(code), emoji: jurisdictionFlag(code) })),
  ];
}

export function topicOptions(): readonly SelectOption[] {
  return TOPICS.map(topic => ({ value: topic, label: TOPIC_LABELS[topic] }));
}

/** The query that asks for what was chosen; empty for everything. */
export function queryOf(jurisdictions: readonly string[], topics: readonly string[]): string {
  const codes = new Set(
    jurisdictions.flatMap(value => REGIONS.find(region => region.value === value)?.codes ?? [value]),
  );
  return [
    ...(codes.size > 0 ? [`jurisdiction:${[...codes].join(',')}`] : []),
    ...(topics.length > 0 ? [`topic:${topics.join(',')}`] : []),
  ].join(' ');
}
