/** Metrics of a test's service, scraped as Prometheus does: the value of each series by its name and labels. */

import { backlog } from '../../db/health/backlog.ts';
import type { CoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { type Metrics, startMetrics } from '../../src/telemetry/metrics.ts';
import type { TestNewsroom } from './newsroom.ts';

export interface TestMetrics extends Metrics {
  /** Whose names begin with `dateline_`; of histograms only how many there were and their sum. */
  series(): Promise<Readonly<Record<string, number>>>;
}

export async function measured(
  { db, database }: TestNewsroom,
  cache: Pick<CoalescingCache, 'counts' | 'store'>,
): Promise<TestMetrics> {
  const { poolState } = database;
  const readUpTo = () => performance.now();
  const newsroom = () => ({ readUpTo, backlog: () => backlog(db), ...(poolState && { poolState }) });
  const metrics = await startMetrics({
    cache,
    newsroom,
    readiness: async () => ({ ready: true, warnings: [{ check: 'clock', message: '' }] }),
  });
  const series = async () => Object.fromEntries(seriesOf(await metrics.render()));
  return { ...metrics, series };
}

function seriesOf(text: string): [string, number][] {
  const lines = text.split('\n').filter((line) => line.startsWith('dateline_') && !line.includes('_bucket{'));
  return lines.map((line) => {
    const space = line.lastIndexOf(' ');
    return [line.slice('dateline_'.length, space), Number(line.slice(space + 1))];
  });
}
