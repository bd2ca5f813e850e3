/** Runs a command of the project as its users do: in a process of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { patient } from './patience.ts';

const root = join(import.meta.dirname, '../..');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Nothing of the surrounding configuration reaches the command, only what is given, and patience. */
export function cleanEnvironment(given: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE, ...patient, ...given };
}

/** What a failed test leaves running ends with the worker. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** None of them lives long enough to gain by V8's second compiler of WebAssembly, which takes as long as the rest of a start. */
const flags = ['--liftoff-only'];

/** @param house the project's folder; of another version, if it isn't this one's */
export function start(
  script: string,
  args: readonly string[] = [],
  env: Environment = {},
  house: string = root,
): ChildProcess {
  const hook = join(house, 'src/packages/hook.js');
  const words = [...flags, ...(existsSync(hook) ? ['--import', hook] : []), join(house, script), ...args];
  const child = spawn(process.execPath, words, { env: cleanEnvironment(env), cwd: house });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export async function finish(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

export function run(script: string, args: readonly string[] = [], env: Environment = {}): Promise<Finished> {
  return finish(start(script, args, env));
}

/** Resolves with what it printed when that matches; rejects when the process ends before. */
export function printed(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match) resolve(match);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('close', (code) => reject(new Error(`ended with ${code} before it printed ${pattern}: ${text}`)));
  });
}
