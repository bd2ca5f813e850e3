/**
 * `npm start`. Says so before anything else is loaded, which takes a while on a busy machine; what is compiled is kept
 * for the next start, so everything else is imported behind that.
 */

import { enableCompileCache } from 'node:module';

process.stdout.write('Starting Dateline …\n');
enableCompileCache();
// graphql-js looks for it once, and then leaves out checks that only find two copies of itself.
process.env.NODE_ENV ??= 'production';
const { isForPeople, serve } = await import('./start.ts');

try {
  await serve();
} catch (error) {
  process.stderr.write(`${isForPeople(error) ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
