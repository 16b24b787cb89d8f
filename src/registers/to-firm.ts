import type { RegisterEntry, RegisteredFirm } from '../core/registers.ts';
import type { IndexedEntry } from '../core/store/register-store.ts';
import { foldFirmName, nameSuffixes } from './fold-name.ts';
import { foldLicence } from './read-entries.ts';
import { splitService } from './services.ts';

/** An entry as people and programs see it. */
export function toFirm(
  register: string,
  { id, values }: RegisterEntry,
  seen: { readonly firstSeenAt: string; readonly removedAt: string | null },
): RegisteredFirm {
  const [name = values.legalName?.[0] ?? id, ...otherNames] = values.name ?? [];
  const joined = (list: readonly string[] | undefined) => (list === undefined ? null : list.join(' | '));
  return {
    register,
    id,
    name,
    otherNames: [...otherNames, ...(values.legalName?.slice(1) ?? [])],
    legalName: values.legalName?.[0] ?? null,
    lei: values.lei?.[0] ?? null,
    licence: joined(values.licence),
    authority: values.authority?.[0] ?? null,
    homeState: values.homeState?.[0] ?? null,
    hostStates: values.hostStates ?? [],
    services: (values.services ?? []).map(splitService),
    status: joined(values.status),
    // The first licence, and the last end.
    grantedOn: values.grantedOn?.toSorted()[0] ?? null,
    withdrawnOn: values.withdrawnOn?.toSorted().at(-1) ?? null,
    website: joined(values.website),
    ...seen,
  };
}

/** An entry with what it is found by. */
export function toIndexed(entry: RegisterEntry): IndexedEntry {
  const { name, legalName, lei, licence } = entry.values;
  const names = [...(name ?? []), ...(legalName ?? [])];
  return {
    entry,
    lei: lei?.[0] ?? null,
    licences: (licence ?? []).map(foldLicence).filter(key => key !== ''),
    names: [...new Set(names.flatMap(one => [...nameSuffixes(one), foldFirmName(one)]))].filter(
      key => key !== '',
    ),
  };
}
