import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEntities } from '../../src/classify/entities/load-entities.ts';
import type { RegisteredFirm } from '../../src/core/registers.ts';
import type { EntityTag, Kind } from '../../src/core/types.ts';
import { describeFirm } from '../../src/pipeline/firms.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const { entities } = parseEntities(`
- { id: coinhouse, kind: firm, name: Coinhouse, aliases: [Coinhouse SAS, コインハウス] }
- { id: coinhouse-malta, kind: firm, name: Coinhouse Malta }
- { id: coinvault, kind: firm, name: Coinvault }
`);

const LEI = '969500DZSP1VBO7L2N85';

function firm(name: string, more: Partial<RegisteredFirm> = {}): RegisteredFirm {
  return {
    register: 'eu/esma/casp',
    id: `name:${name}`,
    name,
    otherNames: [],
    legalName: null,
    lei: null,
    licence: null,
    authority: 'AMF',
    homeState: 'FR',
    hostStates: [],
    services: [{ letter: 'a', name: 'custody' }],
    status: null,
    grantedOn: null,
    withdrawnOn: null,
    website: null,
    firstSeenAt: '2026-01-01T00:00:00.000Z',
    removedAt: null,
    ...more,
  };
}

const REGISTERED = [
  firm('COINHOUSE SAS', { lei: LEI, grantedOn: '2026-02-03' }),
  firm('Coinhouse Malta Ltd', { homeState: 'MT' }),
  firm('Quiet Custody GmbH', { homeState: 'DE' }),
];

function named(id: string, name: string): EntityTag {
  return {
    kind: 'firm',
    id,
    name,
    lei: null,
    score: 0.9,
    evidence: [{ field: 'title', start: 0, end: name.length, text: name, rule: 'firm' }],
  };
}

async function fill(store: SqliteStore): Promise<void> {
  const items: readonly (readonly [string, Kind, string, string])[] = [
    ['Coinhouse obtains a licence', 'licence-decision', 'coinhouse', '2026-02-04T00:00:00.000Z'],
    ['Coinhouse is fined', 'enforcement', 'coinhouse', '2026-04-01T00:00:00.000Z'],
    ['Coinhouse opens an office', 'other', 'coinhouse', '2026-03-01T00:00:00.000Z'],
    ['Coinvault is warned of', 'warning', 'coinvault', '2026-03-02T00:00:00.000Z'],
    ['Example Markets is sued', 'court', 'example-markets', '2026-03-03T00:00:00.000Z'],
  ];
  await store.items.insert(
    items.map(([title, kind, id, publishedAt]) =>
      makeRecord({
        article: { title, publishedAt },
        classification: {
          kind: { id: kind, score: 1, evidence: [] },
          entities: [named(id, title.split(' ')[0] ?? '')],
        },
      }),
    ),
    '2026-05-01T00:00:00.000Z',
  );
}

const ask = (store: SqliteStore, name: string) =>
  describeFirm(
    {
      store,
      entities,
      registered: async query =>
        REGISTERED.filter(
          one =>
            one.lei === query || one.name.toLowerCase().startsWith(query.toLowerCase().replace(/ sas$/, '')),
        ),
    },
    name,
  );

describe('firm', () => {
  it('tells licences, enforcement, news and registers on one timeline, newest first', () =>
    withStore(async store => {
      await fill(store);
      for (const name of ['Coinhouse', 'coinhouse', 'コインハウス', LEI]) {
        const answer = await ask(store, name);
        assert.ok(answer.found === 'one', name);
        assert.equal(answer.firm.id, 'coinhouse');
        assert.equal(answer.firm.lei, LEI);
        assert.deepEqual(
          answer.firm.timeline.map(event => [event.kind, event.at.slice(0, 10)]),
          [
            ['enforcement', '2026-04-01'],
            ['news', '2026-03-01'],
            ['licence', '2026-02-04'],
            ['register', '2026-02-03'],
          ],
        );
        assert.deepEqual(
          answer.firm.registers.map(one => one.name),
          ['COINHOUSE SAS'],
        );
        assert.deepEqual(
          answer.firm.related.map(one => one.id),
          ['coinhouse-malta'],
        );
      }
    }));

  it('gives the firms that a short name may mean', () =>
    withStore(async store => {
      await fill(store);
      const answer = await ask(store, 'coin');
      assert.ok(answer.found === 'several');
      assert.deepEqual(
        answer.candidates.map(one => [one.id, one.items]),
        [
          ['coinhouse', 3],
          ['coinhouse-malta', 0],
          ['coinvault', 1],
        ],
      );
    }));

  it('knows firms of no list by what items call them, and firms that only a register knows', () =>
    withStore(async store => {
      await fill(store);
      const sued = await ask(store, 'Example Markets Ltd');
      assert.ok(sued.found === 'one' && sued.firm.timeline[0]?.kind === 'enforcement');
      const quiet = await ask(store, 'Quiet Custody');
      assert.ok(quiet.found === 'one' && quiet.firm.registers[0]?.homeState === 'DE');
    }));

  it('offers the nearest name for one that nobody knows', () =>
    withStore(async store => {
      await assert.rejects(ask(store, 'Conhuose'), /Did you mean "coinhouse"/);
      await assert.rejects(ask(store, '...'), /No stored item/);
    }));
});
