/**
 * `npm start`. Says so before anything else is loaded, which takes a while on a busy machine; what is compiled is kept
 * for the next start, so everything else is imported behind that. Without types: what takes them out of the other files is
 * itself large, and needn't be loaded where their results are kept. An installation has it compile, and not begin: `src/main.js compile`.
 */

import './packages/hook.js';
import cluster from 'node:cluster';
import { constants, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// V8 would double the young part up to twice 32 MB, and what has grown stays; without, what outlives two collections is moved out
// of it sooner.
setFlagsFromString('--semi-space-growth-factor=1');
const isToBegin = process.argv[2] !== 'compile';
if (cluster.isPrimary && isToBegin) process.stdout.write('Starting Dateline …\n');
// That of the installation, or of the machine where nothing may be written beside what is installed.
const { compileCacheStatus: status } = constants;
const kept = enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/dateline/compiled'));
if (kept.status === status.FAILED) enableCompileCache();
// graphql-js looks for it once, and then leaves out checks that only find two copies of itself.
process.env.NODE_ENV ??= 'production';
const mayHaveWorkers = cluster.isPrimary && (process.env.WORKERS ?? '').trim() !== '';
const compile = () =>
  Promise.all([
    import('./start.ts'),
    // A start loads these behind its first answers.
    import('./related/jobs.ts'),
    import('./newsroom/read-text.ts'),
    import('./newsroom/suggested-topics.ts'),
    import('./text/given-body.ts'),
    import('./webhooks/jobs.ts'),
    import('./text/markdown-out.ts'),
    // And these, when somebody first imports a page.
    import('./import/single-piece.ts'),
    import('./import/text.ts'),
    import('./import/html.ts'),
    import('./import/enrich.ts'),
    import('eld/extrasmall'),
  ]);
const begin = async () => {
  // The process that only forks the others needs nothing of what they serve with.
  if (mayHaveWorkers && (await (await import('./service/workers.ts')).superviseWorkers())) return;
  await (await import('./start.ts')).serve();
};

try {
  await (isToBegin ? begin() : compile());
} catch (error) {
  const { isForPeople } = await import('./start.ts');
  process.stderr.write(`${isForPeople(error) ? error.message : error.stack}\n`);
  process.exit(1);
}
