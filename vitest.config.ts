import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { runOnce } from './test/support/engines.ts';
import { LongestFirst } from './test/support/longest-first.ts';

// Of the workers, and of the processes that they start.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'dateline-compiled');

/** Tests of what starts processes, browsers and servers of others; all others run in the workers' own process. */
const processes = ['test/{commands,operations,processes,site}/**/*.test.ts'];

/** What judges its own time has a process to itself: what other tests leave in memory is looked through at each collection. */
const alone = ['test/text/linear-time.test.ts'];

/** What touches SQL runs on both engines, and what doesn't on the embedded one. */
const elsewhere = process.env.TEST_DATABASE_URL ? runOnce() : [];

export default defineConfig(({ mode }) => ({
  test: {
    // `--mode long` is what `npm run test:long` says.
    provide: { isLong: mode === 'long' },
    globalSetup: ['test/support/template.ts'],
    setupFiles: ['test/support/cost.ts'],
    sequence: { sequencer: LongestFirst },
    // For a machine that does other things besides: how long something takes is measured elsewhere.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 100_000 } },
    // What a list holds that should be empty is said, not how many.
    chaiConfig: { truncateThreshold: 300 },
    // NOTE: Node runs the sources as it does in production, so that there is one graphql and not two. Nothing is mocked
    // by module, so that its loader has nothing to do.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    pool: 'forks',
    // Of two cores: tests wait for processes, clocks and disks; with six the embedded engine takes as long.
    maxWorkers: 4,
    // The modules of a worker are loaded once for all its files: none of them may leave anything in a module's state.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'in-process', include: ['test/**/*.test.ts'], exclude: [...processes, ...alone, ...elsewhere] },
      },
      { extends: true, test: { name: 'processes', include: processes, exclude: elsewhere } },
      { extends: true, test: { name: 'alone', include: alone, exclude: elsewhere, isolate: true } },
    ],
  },
}));
