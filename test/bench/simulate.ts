import { describeSimulation, simulate } from '../flow/simulation-run.ts';
import type { Row } from './measure.ts';

/** The crawler in a virtual world with planted faults: how many it finds, how soon, and how often it cries wolf. */
export async function benchSimulate(): Promise<readonly Row[]> {
  const result = await simulate({ sources: 300, days: 60 });
  process.stderr.write(`${describeSimulation(result).join('\n')}\n`);
  const bench = 'simulation, 300 sources, 60 days';
  return [
    ...result.faults.flatMap(({ fault, planted, found, days }): Row[] => [
      { bench, figure: `${fault}: found of ${planted}`, value: found, unit: '' },
      ...(days.length === 0
        ? []
        : [
            {
              bench,
              figure: `${fault}: median until found`,
              value: days[Math.floor(days.length / 2)] ?? 0,
              unit: 'days',
            },
          ]),
    ]),
    { bench, figure: 'items lost', value: result.lost.length, unit: `of ${result.published}` },
    { bench, figure: 'false alarms', value: result.falseAlarmsPerSourceMonth, unit: 'per source-month' },
    { bench, figure: 'requests', value: result.requests / result.published, unit: 'per new item' },
    { bench, figure: 'CPU', value: result.seconds, unit: 's' },
  ];
}
