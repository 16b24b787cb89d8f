/** A row of an invented register under MiCA. */
export interface FirmRow {
  readonly name?: string;
  readonly lei?: string;
  readonly state?: string;
  readonly services?: string;
  readonly from?: string;
  readonly to?: string;
  readonly site?: string;
  readonly updated?: string;
}

const COLUMNS = ['firm', 'lei', 'home_state', 'services', 'from', 'to', 'website', 'last_update'];

/** Valid LEIs of firms that do not exist. */
export function inventLei(number: number): string {
  const base = `9999${String(number).padStart(14, '0')}00`;
  let rest = 0;
  for (const char of base) rest = (rest * 10 + Number(char)) % 97;
  return `${base.slice(0, 18)}${String(98 - rest).padStart(2, '0')}`;
}

/** Firm number n as the register lists it. */
export function firmRow(number: number, more: FirmRow = {}): FirmRow {
  return {
    name: `Coin House ${number} GmbH`,
    lei: inventLei(number),
    state: number % 2 === 0 ? 'DE' : 'FR',
    services: 'a. providing custody and administration of crypto-assets on behalf of clients',
    from: '01/06/2025',
    updated: '02/06/2025',
    ...more,
  };
}

export function firmRows(from: number, to: number): FirmRow[] {
  return Array.from({ length: to - from + 1 }, (_, index) => firmRow(from + index));
}

const quote = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The register as a CSV file with a byte order mark and CRLF, as authorities publish it. */
export function registerCsv(rows: readonly FirmRow[], columns: readonly string[] = COLUMNS): string {
  const lines = rows.map(({ name, lei, state, services, from, to, site, updated }) => {
    const cells = [name, lei, state, services, from, to, site, updated].map(cell => cell ?? '');
    return columns.map(column => quote(cells[COLUMNS.indexOf(column)] ?? '')).join(',');
  });
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** How such a register is read. */
export const REGISTER_RULE = {
  identity: ['lei', 'name'],
  separator: '|',
  label: 'Test register',
  fields: {
    name: { path: 'firm' },
    lei: { path: 'lei' },
    homeState: { path: 'home_state' },
    services: { path: 'services' },
    grantedOn: { path: 'from' },
    withdrawnOn: { path: 'to' },
    website: { path: 'website' },
    lastUpdate: { path: 'last_update' },
  },
} as const;
