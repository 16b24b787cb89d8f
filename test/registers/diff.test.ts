import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RegisterDiff, RegisterEntry } from '../../src/core/registers.ts';
import { diffEntries } from '../../src/registers/diff-entries.ts';
import { guard } from '../../src/registers/guard.ts';
import { byId, type EntryRule, type RegisterRow, readEntries } from '../../src/registers/read-entries.ts';

const RULE: EntryRule = { identity: ['lei', 'licence', 'name'], language: 'en', formats: [], separator: '|' };
const LEIS = [
  '5299005V5GBSN2A4C303',
  '984500F14CA4571AAC11',
  '529900032TYR45XIEW79',
  '213800HFC5G4V293BN91',
  '254900BBV7FA7LUG5913',
] as const;
const read = (...rows: readonly RegisterRow[]) => readEntries(rows, RULE).value;
const diff = (before: readonly RegisterRow[], after: readonly RegisterRow[]) =>
  diffEntries(read(...before), read(...after));
const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

/** The entries that a diff makes of those before it, in order of ids. */
function applyDiff(entries: readonly RegisterEntry[], diff: RegisterDiff): RegisterEntry[] {
  const state = new Map(entries.map(entry => [entry.id, entry]));
  for (const { id } of diff.removed) state.delete(id);
  for (const entry of diff.added) state.set(entry.id, entry);
  for (const { after } of diff.changed) state.set(after.id, after);
  return [...state.values()].toSorted(byId);
}

describe('readEntries', () => {
  it('makes the rows of one LEI one entry, the row updated last first, whatever their order', () => {
    const rows: RegisterRow[] = [
      {
        lei: LEIS[0],
        legalName: 'Old Name, UAB',
        services: 'a',
        grantedOn: '04/06/2020',
        lastUpdate: '14/03/2025',
      },
      {
        lei: LEIS[0],
        legalName: 'New Name, UAB',
        services: 'a|c',
        grantedOn: '04/06/2020',
        lastUpdate: '13/01/2026',
      },
    ];
    const [entry] = read(...rows);
    assert.deepEqual(entry?.values.legalName, ['New Name, UAB', 'Old Name, UAB']);
    assert.deepEqual(
      entry?.values.services?.map(service => service.slice(0, 1)),
      ['a', 'c'],
    );
    assert.deepEqual(entry?.values.grantedOn, ['2020-06-04']);
    assert.equal(entry?.rows, 2);
    assert.deepEqual(read(...rows.toReversed()), [entry]);
  });

  it('counts only the rows of a firm that have not ended, if there are any', () => {
    const ended = { lei: LEIS[0], services: 'b', withdrawnOn: '01/01/2026' };
    const living = { lei: LEIS[0], services: 'c' };
    assert.deepEqual(read(ended, living)[0]?.values.withdrawnOn, undefined);
    assert.equal(read(ended, living)[0]?.values.services?.[0]?.slice(0, 1), 'c');
    assert.deepEqual(read(ended)[0]?.values.withdrawnOn, ['2026-01-01']);
  });

  it('knows rows without a valid LEI by licence, then by name and home state, and notes those without any', () => {
    const { value, notes } = readEntries(
      [
        { lei: '9.60E+19', licence: 'VL/1-2', name: 'One Ltd', homeState: 'AE' },
        { name: 'Two Ltd', homeState: 'AE' },
        { name: 'TWO', homeState: 'SG' },
        { website: 'https://three.example' },
      ],
      RULE,
    );
    assert.deepEqual(ids(value), ['licence:vl12@ae', 'name:two@ae', 'name:two@sg']);
    assert.deepEqual(
      notes.map(({ code, item }) => [code, item]),
      [
        ['lei-invalid', 0],
        ['row-without-identity', 3],
      ],
    );
    assert.deepEqual(value[0]?.published.lei, ['9.60E+19']);
  });
});

describe('diffEntries', () => {
  it('tells what was added, removed and changed, per field', () => {
    const { added, removed, changed } = diff(
      [
        { lei: LEIS[0], name: 'One', services: 'a' },
        { lei: LEIS[1], name: 'Two' },
      ],
      [
        { lei: LEIS[0], name: 'One', services: 'a|f' },
        { lei: LEIS[2], name: 'Three' },
      ],
    );
    assert.deepEqual([ids(added), ids(removed)], [[LEIS[2]], [LEIS[1]]]);
    assert.deepEqual(
      changed.map(({ after, fields }) => [after.id, fields.map(({ field }) => field)]),
      [[LEIS[0], ['services']]],
    );
  });

  it('knows a firm again by its licence or name when an LEI comes, and keeps its id', () => {
    const { added, removed, changed, next } = diff(
      [
        { licence: 'VL/1', name: 'One Ltd' },
        { name: 'Zwei GmbH', homeState: 'DE' },
      ],
      [
        { lei: LEIS[0], licence: 'VL-1', name: 'Uno Ltd' },
        { lei: LEIS[1], name: 'ZWEI', homeState: 'DE' },
      ],
    );
    assert.deepEqual([added, removed], [[], []]);
    assert.deepEqual(ids(next), ['licence:vl1', 'name:zwei@de']);
    assert.deepEqual(
      changed.map(({ fields }) => fields.map(({ field }) => field)),
      [
        ['name', 'lei'],
        ['name', 'lei'],
      ],
    );
  });

  it('takes firms of one name but different LEIs, or different licences, for different firms', () => {
    const byLei = diff([{ lei: LEIS[0], name: 'One' }], [{ lei: LEIS[1], name: 'One' }]);
    assert.deepEqual([ids(byLei.added), ids(byLei.removed)], [[LEIS[1]], [LEIS[0]]]);
    const byLicence = diff([{ licence: 'A1', name: 'One' }], [{ licence: 'A2', name: 'One' }]);
    assert.deepEqual([byLicence.added.length, byLicence.removed.length], [1, 1]);
  });

  it('decides nothing by a name that two firms bear', () => {
    const { added, removed } = diff(
      [
        { name: 'One', homeState: 'DE' },
        { name: 'One', homeState: 'FR' },
      ],
      [{ name: 'One', homeState: 'IT' }],
    );
    assert.deepEqual([added.length, removed.length], [1, 2]);
  });

  it('gives a new firm another id where its name is still the id of one that has an LEI by now', () => {
    const first = diff([{ name: 'One' }], [{ lei: LEIS[0], name: 'One' }]);
    assert.deepEqual(ids(first.next), ['name:one']);
    const second = diffEntries(first.next, read({ lei: LEIS[0], name: 'One' }, { name: 'One' }));
    assert.deepEqual([ids(second.added), second.removed, second.changed], [['name:one~2'], [], []]);
    const third = diffEntries(second.next, read({ lei: LEIS[0], name: 'One' }, { name: 'One' }));
    assert.deepEqual([third.added, third.removed, third.changed], [[], [], []]);
  });

  it('finds no change where letters were lost, keeps them, and knows a damaged name again', () => {
    const whole: RegisterRow = { name: 'Société Müller', homeState: 'FR', address: 'Straße 7' };
    const damaged: RegisterRow = {
      name: 'Soci\ufffdt\ufffd M\ufffdller',
      homeState: 'FR',
      address: 'Stra\ufffde 7',
    };
    const there = diff([whole], [damaged]);
    assert.deepEqual([there.added, there.removed, there.changed], [[], [], []]);
    assert.deepEqual(there.next[0]?.values.name, ['Société Müller']);
    const back = diff([damaged], [whole]);
    assert.deepEqual([back.added, back.removed, back.changed], [[], [], []]);
    assert.deepEqual(back.next[0]?.values.address, ['Straße 7']);
  });
});

const NAMES = ['One GmbH', 'Two Ltd', 'Three S.A.', '株式会社四', 'Cinq SAS', 'Six'];
const row: fc.Arbitrary<RegisterRow> = fc.record(
  {
    lei: fc.constantFrom(...LEIS, '', '9.60E+19'),
    licence: fc.constantFrom('A1', 'A-2', 'B 3', ''),
    name: fc.constantFrom(...NAMES),
    homeState: fc.constantFrom('DE', 'FR', ''),
    services: fc.constantFrom('a', 'a|c', 'Brokerage', ''),
    status: fc.constantFrom('active', 'Withdrawn', ''),
    grantedOn: fc.constantFrom('01/02/2025', '2025-02-03', '45805', ''),
    withdrawnOn: fc.constantFrom('', '', '01/01/2026'),
    comments: fc.string({ maxLength: 8 }),
  },
  { requiredKeys: [] },
);
const rows = fc.array(row, { maxLength: 25 });

describe('diffs of any registers', () => {
  it('are empty between a register and itself', () => {
    fc.assert(
      fc.property(rows, some => {
        const { added, removed, changed, next } = diff(some, some);
        assert.deepEqual([added, removed, changed], [[], [], []]);
        assert.deepEqual(next, read(...some));
      }),
    );
  });

  it('do not depend on the order of rows or of columns', () => {
    const shuffled = rows.chain(some =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    );
    fc.assert(
      fc.property(shuffled, rows, ([some, other], before) => {
        const turned = other.map(cells => Object.fromEntries(Object.entries(cells).toReversed()));
        assert.deepEqual(read(...turned), read(...some));
        assert.deepEqual(diff(before, turned), diff(before, some));
      }),
    );
  });

  it('make the one register of the other', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const known = read(...before);
        const result = diffEntries(known, read(...after));
        const made = applyDiff(known, result);
        assert.deepEqual(ids(made), ids(result.next));
        assert.equal(new Set(ids(made)).size, made.length);
        const rest = diffEntries(made, result.next);
        assert.deepEqual([rest.added, rest.removed, rest.changed], [[], [], []]);
        const toAfter = diffEntries(result.next, read(...after));
        assert.deepEqual([toAfter.added, toAfter.removed, toAfter.changed], [[], [], []]);
        assert.equal(made.length, known.length + result.added.length - result.removed.length);
      }),
    );
  });
});

describe('guard', () => {
  const facts = { rows: 100, entries: 100, missingColumns: [], headerSeen: true, before: 100 };
  const removing = (count: number) => ({
    added: [],
    changed: [],
    removed: read(...Array.from({ length: count }, (_, index) => ({ name: `Firm ${index}` }))),
  });

  it('lets a fifth go, and holds more', () => {
    assert.equal(guard(facts, removing(20)), null);
    assert.equal(guard(facts, removing(21))?.reason, 'removals');
    assert.match(guard(facts, removing(21))?.detail ?? '', /21 of 100 entries/);
  });

  it('holds an empty list, unless the register was empty or begins as an empty table', () => {
    assert.equal(guard({ ...facts, rows: 0, entries: 0 }, removing(100))?.reason, 'zero-rows');
    assert.equal(guard({ ...facts, rows: 0, entries: 0, before: 0 }, removing(0)), null);
    assert.equal(guard({ ...facts, rows: 0, entries: 0, before: null }, null), null);
    assert.equal(
      guard({ ...facts, rows: 0, entries: 0, before: null, headerSeen: false }, null)?.reason,
      'zero-rows',
    );
  });

  it('holds a list that lacks columns before anything else', () => {
    const hold = guard({ ...facts, rows: 0, entries: 0, missingColumns: ['ae_lei'] }, removing(100));
    assert.equal(hold?.reason, 'columns-missing');
    assert.match(hold?.detail ?? '', /"ae_lei" is missing/);
  });
});
