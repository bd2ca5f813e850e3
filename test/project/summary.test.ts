/** The summary of a whole run names what failed, also where no test is to blame. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { TestModule } from 'vitest/node';
import Summary from '../support/summary.ts';

afterEach(() => vi.unstubAllEnvs());

/** As much of a module as the summary looks at. */
function moduleOf(name: string, tests: Readonly<Record<string, string | null>>, errors: readonly string[] = []) {
  const all = Object.entries(tests).map(([fullName, message]) => ({
    fullName,
    result: () => ({ errors: message === null ? [] : [{ message }] }),
  }));
  const isFailed = (fullName: string) => tests[fullName] !== null;
  return {
    moduleId: join(process.cwd(), name),
    children: {
      allTests: (state: string) => all.filter(({ fullName }) => isFailed(fullName) === (state === 'failed')),
      allSuites: () => [],
    },
    errors: () => errors.map((message) => ({ message })),
  } as unknown as TestModule;
}

test('failed tests, files that can’t be loaded and errors outside of tests are counted and told in a line each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-summary-'));
  const file = join(folder, 'summary');
  vi.stubEnv('TEST_SUMMARY', file);
  const modules = [
    moduleOf('test/a.test.ts', { fine: null, 'fine too': null, broken: 'expected 1 to be 2\n  more of it' }),
    moduleOf('test/b.test.ts', {}, ['Cannot find module']),
  ];
  const unhandled = [{ message: 'left over', stack: 'Error: left over\n    at later (/x/loop.ts:7:1)\n    at y' }];
  new Summary().onTestRunEnd(modules, unhandled);
  expect((await readFile(file, 'utf8')).split('\n')).toEqual([
    '2 3',
    'test/a.test.ts > broken: expected 1 to be 2',
    'test/b.test.ts: Cannot find module',
    'outside of tests: left over (at later (/x/loop.ts:7:1))',
    '',
  ]);
  await rm(folder, { recursive: true });
});
