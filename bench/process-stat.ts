/** What Linux says that a process has taken (proc(5)). */

import { readFileSync } from 'node:fs';

/** Linux counts CPU in ticks of 10 ms. */
const TICK_MICROSECONDS = 10_000;
const BYTES_PER_PAGE = 4_096;

/** @throws where there is no such process, or no Linux */
export function processStat(pid: number): { readonly cpuMicroseconds: number; readonly residentBytes: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, pages = 0] = [fields[11], fields[12], fields[21]];
  return { cpuMicroseconds: (user + system) * TICK_MICROSECONDS, residentBytes: pages * BYTES_PER_PAGE };
}
