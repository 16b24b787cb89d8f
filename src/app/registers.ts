import type { Registers } from '../core/registers.ts';
import type { Parts } from './parts.ts';

/** What is known from registers of licensed firms. */
export function registers({ store, sources, fetcher, classifier, clock, timeZone }: Parts): Registers {
  const queries = async () => ({
    ask: await import('../pipeline/registers/query-registers.ts'),
    deps: { store: await store(), sources, clock, timeZone },
  });
  const checked = async (id: string) => {
    const { registerOf } = await import('../pipeline/registers/update-register.ts');
    return registerOf(sources, id).id;
  };
  return {
    list: async () => {
      const { ask, deps } = await queries();
      return ask.listRegisters(deps);
    },
    diff: async options => {
      const { ask, deps } = await queries();
      return ask.registerChanges(deps, options);
    },
    history: async query => {
      const { ask, deps } = await queries();
      return ask.firmHistory(deps, query);
    },
    counts: async id => (await store()).registers.counts(id === undefined ? undefined : await checked(id)),
    firms: async (query, limit) => {
      const { ask, deps } = await queries();
      return ask.findFirms(deps, query, limit);
    },
    update: async (id, options) => {
      const { updateRegister } = await import('../pipeline/registers/update-register.ts');
      const { readInput: read } = await import('../pipeline/read-input.ts');
      const readInput = (name: string) => read(name, { fetcher, stdin: process.stdin });
      const deps = { store: await store(), sources, fetcher, readInput, classifier, clock, timeZone };
      return updateRegister(deps, id, options);
    },
  };
}
