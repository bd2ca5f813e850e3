/**
 * A reporter for a whole run: `TEST_SUMMARY=file vitest run --reporter=default --reporter=./test/support/summary.ts` writes
 * `passed failed` on the file's first line and what failed, and why, in a line each. What no test is to blame for, such as an
 * unhandled rejection or a worker that doesn't end, counts as a failure of its own.
 */

import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

const LONGEST_REASON = 300;

export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.TEST_SUMMARY;
    if (file === undefined) throw new Error('TEST_SUMMARY: say where the summary is to be written');
    const passed = modules.flatMap((module) => [...module.children.allTests('passed')]).length;
    const failures = [
      ...modules.flatMap(failuresOf),
      ...unhandled.map((error) => `outside of tests: ${reason([error])}${place(error)}`),
    ];
    writeFileSync(file, [`${passed} ${failures.length}`, ...failures, ''].join('\n'));
  }
}

function failuresOf(module: TestModule): string[] {
  const name = relative(process.cwd(), module.moduleId);
  const failed = [...module.children.allTests('failed')];
  return [
    ...failed.map((test) => `${name} > ${test.fullName}: ${reason(test.result().errors)}`),
    ...[module, ...module.children.allSuites()]
      .flatMap((suite) => suite.errors())
      .map((error) => `${name}: ${reason([error])}`),
  ];
}

/** The first line of the first error. */
function reason(errors: readonly { readonly message: string }[] | undefined): string {
  return (errors?.[0]?.message ?? 'no reason given').split('\n', 1).join('').slice(0, LONGEST_REASON);
}

/** The first line of where it came from, if that is known. */
function place({ stack }: SerializedError): string {
  const frame = stack?.split('\n').find((line) => /^\s+at /.test(line));
  return frame === undefined ? '' : ` (${frame.trim()})`;
}
