import path from 'node:path';
import type { AppOverrides } from '../../src/app/parts.ts';
import { createApp } from '../../src/app.ts';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import { type Knowledge, loadKnowledge } from '../../src/classify/load-knowledge.ts';
import { type Config, type Environment, loadConfig } from '../../src/config.ts';
import type { Application } from '../../src/core/application.ts';
import type { Classifier } from '../../src/core/ports.ts';
import type { SourceDef } from '../../src/core/types.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore, type SqliteStore } from '../../src/store/open-store.ts';
import { tempFolder } from './temp-store.ts';

let sharedKnowledge: { readonly knowledge: Knowledge; readonly classifier: Classifier } | null = null;
/** The shipped taxonomy and a classifier on it, loaded once for all tests: both are only read. */
export function loadSharedKnowledge() {
  if (sharedKnowledge === null) {
    const knowledge = loadKnowledge(path.resolve(import.meta.dirname, '../../classifiers'));
    sharedKnowledge = { knowledge, classifier: createClassifier(knowledge) };
  }
  return sharedKnowledge;
}

export interface TestApp {
  readonly app: Application;
  readonly folder: string;
  readonly config: Config;
  /** What the application takes for the present; null for the real time. */
  readonly clock: { now: Date | null };
  /** A second connection to the same database, to look behind the application. Closed with it. */
  store(): Promise<SqliteStore>;
  /** The same settings, data folder and clock in another application, as a restart would have them. Closed with this one. */
  reopen(overrides?: AppOverrides): Application;
  close(): Promise<void>;
}

export interface TestAppOptions extends AppOverrides {
  /** Settings beside the data folder and UTC. */
  readonly env?: Environment;
  readonly now?: Date;
}

/** The real program in a data folder of its own, silent, without pauses between requests to one host. */
export async function openTestApp(options: TestAppOptions): Promise<TestApp> {
  const { env = {}, now = null, ...overrides } = options;
  const { folder, remove } = await tempFolder();
  const config = loadConfig(
    { REGBEAT_DATA_DIR: folder, REGBEAT_TZ: 'UTC', REGBEAT_WEB_PORT: 'off', ...env },
    folder,
  );
  const logger = await createLogger('silent', false);
  const shared = loadSharedKnowledge();
  const clock = { now };
  const parts: { close(): Promise<void> }[] = [];
  const create = (more: AppOverrides = {}): Application => {
    const app = createApp(config, logger, {
      clock: () => clock.now ?? new Date(),
      perHost: { concurrency: 16, minGapMs: 0 },
      ...shared,
      ...overrides,
      ...more,
    });
    parts.push(app);
    return app;
  };
  let looking: Promise<SqliteStore> | null = null;
  return {
    app: create(),
    folder,
    config,
    clock,
    store: () => {
      looking ??= openStore({ path: config.databasePath });
      return looking;
    },
    reopen: create,
    close: async () => {
      for (const part of parts) await part.close();
      await (await looking)?.close();
      await remove();
    },
  };
}

/** A source with every required field: a regulator's RSS list in English unless said otherwise. */
export function makeSource(overrides: Partial<SourceDef> & Pick<SourceDef, 'id' | 'url'>): SourceDef {
  return {
    name: `List ${overrides.id}`,
    publisher: 'Test publisher',
    authority: null,
    jurisdiction: null,
    tier: 'official',
    type: 'regulator',
    format: 'rss',
    method: 'GET',
    headers: {},
    language: 'en',
    timeZone: 'UTC',
    dateFormats: [],
    cryptoOnly: false,
    enabled: true,
    interval: { min: 15, max: 240 },
    ...overrides,
  };
}
