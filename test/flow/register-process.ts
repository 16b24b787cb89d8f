import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isRegister, readRegister } from '../../src/pipeline/registers/read-register.ts';
import { prepareRegister, storeRegister } from '../../src/pipeline/registers/store-register.ts';
import { openStore } from '../../src/store/open-store.ts';
import { loadSharedKnowledge, makeSource } from '../helpers/open-app.ts';
import { REGISTER_RULE } from '../helpers/register-text.ts';

/** Applies a snapshot (`DATABASE FILE AT`), says "stored" before the transaction ends, and then waits to be killed. */
const [database = '', file = '', at = ''] = process.argv.slice(2);
const def = {
  ...makeSource({ id: 'zz/test/register', url: 'https://x.example/register.csv' }),
  type: 'register' as const,
  format: 'csv' as const,
  register: REGISTER_RULE,
};
if (isRegister(def)) {
  const store = await openStore({ path: database });
  const { classifier } = loadSharedKnowledge();
  const bytes = await readFile(file);
  const reading = await readRegister(def, { pages: [{ bytes, contentType: 'text/csv', url: def.url }] });
  const prepared = await prepareRegister(store, def, reading, { at }, classifier);
  await store.transaction(async ops => {
    const { update } = await storeRegister(ops, prepared, { seenAt: at, classifier });
    process.stdout.write(`stored ${update.diff.added.length} ${update.diff.removed.length}\n`);
    await wait(60_000);
  });
}
