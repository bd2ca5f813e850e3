/** CPU seconds of each test file, its processes included: `TEST_COST=costs.txt npm test` appends a line for each. */

import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { afterAll, expect } from 'vitest';

const report = process.env.TEST_COST;
const TICKS_PER_SECOND = 100;

/** Outlives the file, as its worker does. */
const worker = globalThis as { spentBefore?: number };

if (report !== undefined) {
  afterAll(() => {
    const spent = cpuSeconds();
    const file = relative(process.cwd(), expect.getState().testPath ?? '');
    appendFileSync(report, `${(spent - (worker.spentBefore ?? 0)).toFixed(2)} ${file}\n`);
    worker.spentBefore = spent;
  });
}

/** Of this worker, and of the processes that it has started and seen end (`cutime` and `cstime` of proc(5)). */
function cpuSeconds(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const [, fields = ''] = readFileSync('/proc/self/stat', 'utf8').split(/\) (?=[^)]*$)/);
  const ticks = fields.split(' ').slice(13, 15).map(Number);
  return (userCPUTime + systemCPUTime) / 1e6 + ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND;
}
