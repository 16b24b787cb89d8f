import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadMaterial } from './measure.ts';
import { writeReport } from './report.ts';

const OUT = path.resolve(import.meta.dirname, '../../docs/accuracy.md');
const say = (what: string): void => void process.stderr.write(`${what}\n`);
writeFileSync(OUT, writeReport(loadMaterial(), say));
say(`written to ${OUT}`);
