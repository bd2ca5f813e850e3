/** The embedded engine's module as it is loaded, compiled and started. */

import { setFlagsFromString } from 'node:v8';
import type { PGlite } from '@electric-sql/pglite';

/**
 * Bytes that the engine keeps of what it reads from files. As it comes it takes 160 MB at its start, of all of which it makes
 * use at once; the machine keeps files in memory itself.
 */
const sharedBuffers = '16MB';

/**
 * V8 compiles the engine once, quickly, and no function once more to be faster. It would do that with the engine's interpreter of
 * expressions some moments after each start: 600 MB and two seconds of CPU for a fifth of the time of a statement.
 */
const compiledOnce = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/** For this whole process, before it loads the engine: one that serves, or does one thing and ends. */
export function compileEngineOnce(): void {
  for (const flag of compiledOnce) setFlagsFromString(flag);
}

/** The engine's module, which is loaded only where it is used. */
export async function loadEngine(): Promise<typeof PGlite> {
  return (await import('@electric-sql/pglite')).PGlite;
}

/** What the engine is started with. */
export const startParams = (engine: typeof PGlite) => [
  ...engine.defaultStartParams,
  '-c',
  `shared_buffers=${sharedBuffers}`,
];
