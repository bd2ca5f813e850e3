/**
 * Tests of modules that need neither a database nor a process, for `npm run mutants`: StrykerJS changes those modules in a
 * copy of the project, one place at a time, and lists the changes after which all of these tests still pass.
 * `MUTANTS=score npm run mutants -- --mutate src/related/score.ts` does one module, by the tests whose file has that name.
 *
 * It is fetched when it is asked for, and no dependency: it brings 200 packages. It runs a command for each change, since
 * its own plugin for Vitest doesn't start with Vitest 5, and it leaves tsconfig.json alone, since TypeScript 7 has no
 * function to read it by.
 */

import { defineConfig } from 'vitest/config';

const files = [
  'test/api/body.test.ts',
  'test/api/limits.test.ts',
  'test/caching/changed-tags.test.ts',
  'test/caching/freshness.test.ts',
  'test/caching/response-cache.test.ts',
  'test/import/dates.test.ts',
  'test/newsroom/workflow-rules.test.ts',
  'test/related/score.test.ts',
];

export default defineConfig({
  test: {
    include: files.filter((file) => file.includes(process.env.MUTANTS ?? '')),
    testTimeout: 30_000,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
  },
});
