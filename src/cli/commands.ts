import type { Command } from 'commander';
import { classifyCommand } from './commands/classify.ts';
import { crawlCommand } from './commands/crawl.ts';
import { dbCommand } from './commands/db.ts';
import { deadlinesCommand } from './commands/deadlines.ts';
import { demoCommand } from './commands/demo.ts';
import { digestCommand } from './commands/digest.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evalCommand } from './commands/eval.ts';
import { exportCommand } from './commands/export.ts';
import { figuresCommand } from './commands/figures.ts';
import { firmCommand } from './commands/firm.ts';
import { ingestCommand } from './commands/ingest.ts';
import { matrixCommand } from './commands/matrix.ts';
import { mcpCommand } from './commands/mcp.ts';
import { parseCommand } from './commands/parse.ts';
import { postsCommand } from './commands/posts.ts';
import { reclassifyCommand } from './commands/reclassify.ts';
import { registersCommand } from './commands/registers.ts';
import { runCommand } from './commands/run.ts';
import { searchCommand } from './commands/search.ts';
import { showCommand } from './commands/show.ts';
import { sourcesCommand } from './commands/sources.ts';
import { storyCommand } from './commands/story.ts';
import { subscriptionsCommand } from './commands/subscriptions.ts';
import { trainCommand } from './commands/train.ts';
import { verdictCommand } from './commands/verdict.ts';
import { whyCommand } from './commands/why.ts';
import type { CliContext } from './context.ts';

/** Every command of regbeat, in the order of its help. */
export const COMMANDS: readonly ((context: CliContext) => Command)[] = [
  runCommand,
  demoCommand,
  crawlCommand,
  digestCommand,
  searchCommand,
  showCommand,
  whyCommand,
  deadlinesCommand,
  firmCommand,
  storyCommand,
  matrixCommand,
  figuresCommand,
  exportCommand,
  ingestCommand,
  classifyCommand,
  parseCommand,
  mcpCommand,
  sourcesCommand,
  registersCommand,
  subscriptionsCommand,
  postsCommand,
  verdictCommand,
  trainCommand,
  reclassifyCommand,
  evalCommand,
  dbCommand,
  doctorCommand,
];
