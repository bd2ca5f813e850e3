/**
 * `npm start`. Says so before anything else is loaded, which takes a while on a busy machine; what is compiled is kept
 * for the next start, so everything else is imported behind that.
 */

import cluster from 'node:cluster';
import { enableCompileCache } from 'node:module';
import { keepYoungHeapSmall } from './service/memory.ts';

keepYoungHeapSmall();
if (cluster.isPrimary) process.stdout.write('Starting Dateline …\n');
enableCompileCache();
// graphql-js looks for it once, and then leaves out checks that only find two copies of itself.
process.env.NODE_ENV ??= 'production';
const mayHaveWorkers = cluster.isPrimary && (process.env.WORKERS ?? '').trim() !== '';
const begin = async () => {
  // The process that only forks the others needs nothing of what they serve with.
  if (mayHaveWorkers && (await (await import('./service/workers.ts')).superviseWorkers())) return;
  await (await import('./start.ts')).serve();
};

try {
  await begin();
} catch (error) {
  const { isForPeople } = await import('./start.ts');
  process.stderr.write(`${isForPeople(error) ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
