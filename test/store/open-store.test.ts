import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { AppError } from '../../src/core/errors.ts';
import { FIRST_SCHEMA } from '../../src/store/migrations/001-first-schema.ts';
import { SQLITE_MIGRATIONS } from '../../src/store/migrations-sqlite.ts';
import { openStore } from '../../src/store/open-store.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';

const SEEN = '2025-04-07T09:00:00.000Z';

async function inFolder(work: (folder: string, file: string) => Promise<void>): Promise<void> {
  const { folder, remove } = await tempFolder();
  try {
    await work(folder, path.join(folder, 'regbeat.sqlite'));
  } finally {
    await remove();
  }
}

const says = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AppError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, words);
  return true;
};

const TOLD = '2025-04-10T08:00:00.000Z';

/** A database of schema version 1 with an item that was edited, a post and a read state. Later schemas must take it over. */
async function buildVersion1(file: string): Promise<string> {
  const store = await openStore({ path: file });
  const record = makeRecord();
  await store.items.insert([record], SEEN);
  const article = { ...record.article, title: 'Edited title', contentHash: 'edited' };
  await store.items.revise(article.id, { ...record, article }, SEEN);
  await store.outbox.enqueue('console', 'x', ['a'], SEEN);
  await store.settings.set('key', 'value');
  await store.settings.set('told:file', TOLD);
  await store.items.insert([makeRecord({ article: { title: 'Not told yet' } })], TOLD);
  await store.close();
  takeBack(file);
  return article.id;
}

/** Removes what versions after the first added: triggers, tables, indexes, columns. */
function takeBack(file: string): void {
  const first = new Database(':memory:');
  first.exec(FIRST_SCHEMA.sql);
  const namesOf = (database: Database.Database, type: string) =>
    database
      .prepare('select name from sqlite_schema where type = ? and sql is not null')
      .pluck()
      .all(type)
      .map(String);
  const columnsOf = (database: Database.Database, table: string) =>
    database.prepare('select name from pragma_table_info(?)').pluck().all(table).map(String);
  const database = new Database(file);
  const dropNew = (type: string) => {
    const known = new Set(namesOf(first, type));
    for (const name of namesOf(database, type))
      if (!known.has(name) && name !== 'schema_migrations') database.exec(`drop ${type} if exists "${name}"`);
  };
  for (const type of ['trigger', 'index', 'table']) dropNew(type);
  for (const table of namesOf(first, 'table')) {
    if (table.startsWith('search_')) continue;
    const known = new Set(columnsOf(first, table));
    for (const column of columnsOf(database, table))
      if (!known.has(column)) database.exec(`alter table "${table}" drop column "${column}"`);
  }
  database.exec(
    'create index if not exists items_first_seen on items (relevant, first_seen_at); delete from schema_migrations where version > 1;',
  );
  database.close();
  first.close();
}

describe('openStore', () => {
  it('makes the folder and the file, and opens them again with what was stored', () =>
    inFolder(async folder => {
      const file = path.join(folder, 'a', 'b', 'regbeat.sqlite');
      const store = await openStore({ path: file });
      assert.equal(store.openedVersion, 0);
      assert.equal(store.schemaVersion, SQLITE_MIGRATIONS.length);
      await store.items.insert([makeRecord()], SEEN);
      await store.close();
      const again = await openStore({ path: file });
      assert.equal(again.openedVersion, SQLITE_MIGRATIONS.length);
      assert.equal((await again.items.count()).items, 1);
      await again.close();
    }));

  it('brings a filled database of version 1 to the newest schema', () =>
    inFolder(async (_folder, file) => {
      const id = await buildVersion1(file);
      const extra = {
        name: 'note on items',
        sql: "alter table items add column note text not null default 'none'; create index items_note on items (note);",
      };
      const store = await openStore({ path: file, migrations: [...SQLITE_MIGRATIONS, extra] });
      assert.deepEqual([store.openedVersion, store.schemaVersion], [1, SQLITE_MIGRATIONS.length + 1]);
      assert.equal((await store.items.versions(id)).length, 2);
      assert.equal((await store.items.get(id))?.title, 'Edited title');
      assert.equal((await store.outbox.due(SEEN)).length, 1);
      assert.equal(await store.settings.get('key'), 'value');
      const told = Number(await store.settings.get('news-told:file'));
      assert.deepEqual(
        (await store.items.news(told)).items.map(item => item.title),
        ['Not told yet'],
      );
      assert.deepEqual(await store.verify(), []);
      await store.close();
    }));

  it('leaves the database as it was when a migration fails', () =>
    inFolder(async (_folder, file) => {
      const id = await buildVersion1(file);
      const broken = { name: 'broken', sql: 'drop table settings; create table nonsense (;' };
      await assert.rejects(openStore({ path: file, migrations: [...SQLITE_MIGRATIONS, broken] }));
      const store = await openStore({ path: file });
      assert.equal(store.schemaVersion, SQLITE_MIGRATIONS.length);
      assert.equal(await store.settings.get('key'), 'value');
      assert.equal((await store.items.get(id))?.version, 2);
      await store.close();
    }));

  it('refuses a database of a newer version and does not touch it', () =>
    inFolder(async (_folder, file) => {
      const extra = { name: 'future', sql: 'create table future (x);' };
      await (await openStore({ path: file, migrations: [...SQLITE_MIGRATIONS, extra] })).close();
      await assert.rejects(
        openStore({ path: file }),
        says('database-newer', /newer version.*Update regbeat/),
      );
    }));

  it("refuses another program's database", () =>
    inFolder(async (_folder, file) => {
      const other = new Database(file);
      other.exec('create table bookmarks (url text)');
      other.close();
      await assert.rejects(openStore({ path: file }), says('database-foreign', /another program/));
    }));

  it('says that a file is damaged, at once or when the damage is met', () =>
    inFolder(async (folder, file) => {
      await writeFile(file, 'this is not a database, it is a letter. '.repeat(200));
      await assert.rejects(openStore({ path: file }), says('database-corrupt', /damaged.*backup/));

      const second = path.join(folder, 'second.sqlite');
      const store = await openStore({ path: second });
      await store.items.insert(
        Array.from({ length: 300 }, (_, index) => makeRecord({ article: { title: `Item ${index}` } })),
        SEEN,
      );
      await store.close();
      const bytes = await readFile(second);
      bytes.fill(0x5a, 4096 * 3);
      await writeFile(second, bytes);
      await assert.rejects(
        async () => {
          const broken = await openStore({ path: second });
          try {
            await broken.items.news(0);
          } finally {
            await broken.close();
          }
        },
        says('database-corrupt', /damaged/),
      );
    }));

  it('says that a place cannot be used', () =>
    inFolder(async (folder, file) => {
      await writeFile(file, '');
      await assert.rejects(
        openStore({ path: path.join(file, 'regbeat.sqlite') }),
        says('database-cannot-open', /folder/),
      );
      await mkdir(path.join(folder, 'directory'));
      await assert.rejects(
        openStore({ path: path.join(folder, 'directory') }),
        says('database-cannot-open', /cannot be opened/),
      );
    }));

  it('says that it may not write, for a file and for a folder', t =>
    inFolder(async (folder, file) => {
      await (await openStore({ path: file })).close();
      const locked = path.join(folder, 'locked');
      await mkdir(locked);
      await chmod(file, 0o444);
      await chmod(locked, 0o555);
      await chmod(folder, 0o555);
      const store = path.join(import.meta.dirname, '../../src/store/open-store.ts');
      const script = `const { openStore } = await import(${JSON.stringify(store)});
        for (const path of process.argv.slice(1)) await openStore({ path }).then(() => console.log('opened'), error => console.log(error.code));`;
      // Root may write anything, so another user tries.
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      let printed: string;
      try {
        const files = [file, path.join(locked, 'new.sqlite'), path.join(locked, 'deeper', 'new.sqlite')];
        const args = ['--input-type=module', '-e', script, ...files];
        printed = execFileSync(process.execPath, args, {
          ...user,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        });
      } catch (error) {
        t.skip(`another user cannot start this Node: ${String(error)}`);
        return;
      } finally {
        await chmod(folder, 0o755);
      }
      assert.deepEqual(printed.trim().split('\n'), [
        'database-read-only',
        'database-cannot-open',
        'database-cannot-open',
      ]);
    }));

  it('waits for another writer, and says so when it takes too long', () =>
    withStore(
      async (store, file) => {
        const other = new Database(file);
        try {
          other.exec('begin immediate');
          await assert.rejects(store.settings.set('a', '1'), says('database-busy', /another process/));
          const error = await store.settings.set('a', '1').catch((caught: unknown) => caught);
          assert.ok(error instanceof AppError && error.retry === 'later');
          const waiting = store.settings.set('a', '2');
          assert.equal(await store.settings.get('a'), null, 'reading goes on');
          other.exec('rollback');
          await waiting;
          assert.equal(await store.settings.get('a'), '2');
        } finally {
          other.close();
        }
      },
      { busyTimeoutMs: 300 },
    ));

  it('stores nothing of a step that finds the disk full, and goes on with what fits', () =>
    withStore(
      async store => {
        const records = Array.from({ length: 2000 }, (_, index) =>
          makeRecord({ article: { title: `Item ${index}` } }),
        );
        await assert.rejects(
          store.items.insert(records, SEEN),
          says('database-full', /no room.*Free some disk space/),
        );
        assert.equal((await store.items.count()).items, 0);
        await store.items.insert(records.slice(0, 5), SEEN);
        assert.equal((await store.items.count()).items, 5);
        assert.deepEqual(await store.verify(), []);
      },
      { maxPages: 200 },
    ));
});

describe('backup and verify', () => {
  it('writes a copy that opens, and never over a file', () =>
    withStore(async (store, file) => {
      const record = makeRecord();
      await store.items.insert([record], SEEN);
      const copy = path.join(path.dirname(file), 'backups', 'copy.sqlite');
      await store.backup(copy);
      await assert.rejects(store.backup(copy), says('backup-exists', /already/));
      await store.items.insert([makeRecord({ article: { title: 'After the backup' } })], SEEN);
      const restored = await openStore({ path: copy });
      assert.deepEqual(await restored.items.count(), { items: 1, relevant: 1, stories: 1 });
      assert.equal((await restored.items.get(record.article.id))?.title, record.article.title);
      assert.deepEqual(await restored.verify(), []);
      await restored.close();
    }));

  it('finds a broken chain of versions, missing tags and items that search does not know', () =>
    withStore(async (store, file) => {
      await store.items.insert([makeRecord(), makeRecord({ article: { title: 'Second' } })], SEEN);
      const vandal = new Database(file);
      vandal.pragma('foreign_keys = off');
      vandal.exec('update items set version = 3 where rowid = (select min(id) from items)');
      vandal.exec('delete from item_tags where item_id = (select max(id) from items)');
      vandal.exec('delete from search_relevant where rowid = (select max(id) from items)');
      vandal.close();
      const problems = (await store.verify()).join('\n');
      assert.match(problems, /versions are not a chain/);
      assert.match(problems, /without its tags/);
      assert.match(problems, /full-text search does not know/);
    }));
});
