import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Of the workers, and of the processes that they start.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'dateline-compiled');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/template.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // NOTE: Node runs the sources as it does in production, so that there is one graphql and not two.
    experimental: { viteModuleRunner: false },
    pool: 'forks',
    maxWorkers: 2,
  },
});
