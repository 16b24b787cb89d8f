import { runChaos } from '../flow/chaos-world.ts';
import type { Row } from './measure.ts';

/** 2,000 alerts and 200 digests to 50 channels, the process killed 40 times, Discord failing all the while. */
export async function benchChaos(): Promise<readonly Row[]> {
  const result = await runChaos({ channels: 50, stories: 40, digests: 4, kills: 40, seed: 1, speed: 100 });
  for (const problem of result.problems.slice(0, 20)) process.stderr.write(`${problem}\n`);
  const row = (figure: string, value: number, unit: string): Row => ({ bench: 'chaos', figure, value, unit });
  return [
    row('alerts', result.alerts, 'posts'),
    row('digests', result.digests, 'posts'),
    row('edits', result.edits, 'edits'),
    row('killed', result.kills, 'times'),
    row('faults injected', result.faults, 'requests'),
    row('channels that lost permissions', result.denials, 'times'),
    row('posts lost, doubled or out of order', result.problems.length, 'problems'),
    row('invalid requests beyond those injected', result.invalid, 'requests'),
    row('duration', result.seconds, 's'),
  ];
}
