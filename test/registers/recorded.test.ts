import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { RegisterEntry } from '../../src/core/registers.ts';
import type { SourceDef } from '../../src/core/types.ts';
import { isRegister, readRegister } from '../../src/pipeline/registers/read-register.ts';
import { diffEntries } from '../../src/registers/diff-entries.ts';
import { parseSourceFile } from '../../src/sources/parse-source-file.ts';

const RECORDED = path.resolve(import.meta.dirname, '../../../shared/recorded/esma.europa.eu/mica');
const skip = existsSync(RECORDED) ? false : `the recorded registers are not at ${RECORDED}`;
const ESMA = path.resolve(import.meta.dirname, '../../feeds/eu/esma.yaml');

function sourceOf(id: string): SourceDef {
  const def = parseSourceFile('eu/esma.yaml', readFileSync(ESMA, 'utf8')).sources.find(one => one.id === id);
  assert.ok(def !== undefined, id);
  return def;
}

async function read(id: string, file: string) {
  const def = sourceOf(id);
  assert.ok(isRegister(def));
  const bytes = readFileSync(path.join(RECORDED, file));
  return readRegister(def, { pages: [{ bytes, contentType: 'text/csv', url: def.url }] });
}

/** Each step as it was counted by hand, by LEI: what was added, and the fields that changed. */
const CASP_STEPS = [
  {
    file: 'raw-CASP20251215.csv',
    rows: 119,
    entries: 118,
    added: [
      '213800HFC5G4V293BN91',
      '254900BBV7FA7LUG5913',
      '391200LUYJY880GPSY38',
      '52990071YX99SH321F74',
      '5299009A1SAL2URXG283',
      '529900MQJIQGD8N3YV53',
      '529900ZMDTSQYEYCKL45',
      '894500ISUYBQF9I7BE66',
      '98450066Q3A1G1A4T786',
    ],
    changed: {
      '724500BUG93MDFGYQG03': ['address'],
      '724500DMUDFJZNYNEF35': ['hostStates', 'lastUpdate'],
      '724500G7QSOMFR1GQA47': ['hostStates', 'lastUpdate'],
      '724500J6RZI9SE1AAP41': ['hostStates', 'lastUpdate'],
      '894500RKZ3TVTPIF7V84': ['legalName'],
    },
  },
  {
    file: 'raw-CASP20251223.csv',
    rows: 133,
    entries: 132,
    added: [
      '097900CAKA0000249459',
      '097900CAKA0000269926',
      '097900CAKA0000272448',
      '213800K35A9YPYDQKB81',
      '31570000GC0U68O6PA08',
      '529900BSNR4XPZ6WBK17',
      '529900KTP3Y86BZKY754',
      '549300I48OJHSE9OZS95',
      '6488907MV9XAA08E4E40',
      '7KDSOB6Z0X4S67TMX170',
      '894500IY99QLL9M0SR28',
      '98450043FB90T6REA408',
      '984500F75CJ82D8B7D76',
      '984500FD0NZ8949F4363',
    ],
    changed: { '485100UM87L7ILR4L484': ['hostStates', 'lastUpdate'] },
  },
  {
    file: 'raw-CASP20260106.csv',
    rows: 142,
    entries: 141,
    added: [
      '3912005CEQV0XYGFEO78',
      '529900APX10RF2PBTB22',
      '529900BQBP4JMDPM6Q19',
      '529900HNOAA1KXQJUQ27',
      '529900MBFU46N7U7MF46',
      '529900RQOBT3ZJMDRK43',
      '529900XCSUEUBT5TX310',
      '529900YT5VCRYQ5WI821',
      '9845004E55FCFA069549',
    ],
    changed: { '984500FD0NZ8949F4363': ['hostStates'] },
  },
  {
    file: 'raw-CASP20260123.csv',
    rows: 146,
    entries: 145,
    added: ['097900CAKA0000233454', '529900SUZQE32VSCS310', '5493001B9LDFCQUY9273', '6B2PBRV1FCJDMR45RZ53'],
    changed: { '984500F14CA4571AAC11': ['services', 'website', 'lastUpdate'] },
  },
];

describe('recorded registers of ESMA', { skip }, () => {
  it('give the additions, removals and changes of crypto-asset service providers that a diff by hand gives', async () => {
    const first = await read('eu/esma/mica-casps', 'raw-CASP20251208.csv');
    assert.deepEqual([first.rows, first.entries.length, first.missingColumns], [110, 109, []]);
    let known: readonly RegisterEntry[] = first.entries;
    for (const step of CASP_STEPS) {
      const snapshot = await read('eu/esma/mica-casps', step.file);
      assert.deepEqual([snapshot.rows, snapshot.entries.length], [step.rows, step.entries], step.file);
      const diff = diffEntries(known, snapshot.entries);
      assert.deepEqual(
        diff.added.map(({ id }) => id),
        step.added,
        step.file,
      );
      assert.deepEqual(diff.removed, [], step.file);
      const changed = diff.changed.map(({ after, fields }) => [after.id, fields.map(({ field }) => field)]);
      assert.deepEqual(Object.fromEntries(changed), step.changed, step.file);
      known = diff.next;
    }
  });

  it('give every service its letter, two rows of one firm as one entry, and unusable LEIs as names', async () => {
    const { entries, notes } = await read('eu/esma/mica-casps', 'raw-CASP20260123.csv');
    const services = new Set(entries.flatMap(({ values }) => values.services ?? []));
    assert.deepEqual(Array.from(services, service => service.slice(0, 3)).toSorted(), [
      'a. ',
      'b. ',
      'c. ',
      'd. ',
      'e. ',
      'f. ',
      'g. ',
      'h. ',
      'i. ',
      'j. ',
    ]);
    const twice = entries.filter(({ rows }) => rows > 1);
    assert.deepEqual(
      twice.map(({ id, values }) => [id, values.grantedOn]),
      [['529900032TYR45XIEW79', ['2025-11-21', '2025-04-01']]],
    );
    assert.deepEqual(
      entries.filter(({ id }) => id.startsWith('name:')).map(({ id }) => id),
      ['name:eu internet ventures@nl', 'name:open bank@es'],
    );
    assert.equal(notes.filter(({ code }) => code === 'lei-invalid').length, 2);
  });

  it('give the issuers of e-money tokens by firm, not by white paper', async () => {
    const before = await read('eu/esma/mica-emts', 'raw-EMT20260129.csv');
    const after = await read('eu/esma/mica-emts', 'raw-EMT20260209.csv');
    assert.deepEqual([before.rows, before.entries.length], [31, 17]);
    assert.deepEqual([after.rows, after.entries.length], [33, 18]);
    const { added, removed, changed } = diffEntries(before.entries, after.entries);
    assert.deepEqual([added.map(({ id }) => id), removed], [['984500DB91E5A48E7F26'], []]);
    assert.deepEqual(
      changed.map(({ after: { id }, fields }) => [id, fields.map(({ field }) => field)]),
      [
        ['3912007G8L8CD3HFIV26', ['name', 'address', 'grantedOn', 'lastUpdate', 'comments']],
        ['9695002I9DJHZ3449O66', ['documents', 'lastUpdate']],
      ],
    );
  });

  it('give non-compliant entities by name and state, none of them with an LEI', async () => {
    const { rows, entries, missingColumns } = await read('eu/esma/mica-ncasps', 'raw-NCASP20260129.csv');
    assert.deepEqual([rows, entries.length, missingColumns], [101, 96, []]);
    assert.equal(entries.filter(entry => entry.rows === 2).length, 5);
    assert.ok(entries.every(({ id }) => id.startsWith('name:')));
  });
});
