/** Output of the log: lines wait for whoever reads them up to a limit, and behind it are dropped and counted. */

import type { Writable } from 'node:stream';

/** Of lines that wait: some thousand requests. */
const MAX_WAITING_BYTES = 1_000_000;

export interface LogOutput {
  /** @param line as JSON, with its end */
  write(line: string): void;
  /** Resolves when all lines are read, or after so many milliseconds. */
  flushed(milliseconds: number): Promise<void>;
}

/**
 * A pipe that nobody reads takes 64 kB; what comes behind would wait in memory without an end. When there is room again, a line
 * says how many were dropped. A reader that has gone takes the log with it, and not the service.
 */
export function createLogOutput(stream: Writable, maxWaitingBytes = MAX_WAITING_BYTES): LogOutput {
  let dropped = 0;
  let isGone = false;
  stream.on('error', () => {
    isGone = true;
  });
  const tell = () => {
    const msg = `${dropped} lines of the log were dropped: whatever reads them was too slow.`;
    dropped = 0;
    stream.write(`${JSON.stringify({ level: 'warn', time: new Date().toISOString(), msg })}\n`);
  };
  const tellWhenRead = () => {
    if (dropped > 0 && !isGone) tell();
  };
  stream.on('drain', tellWhenRead);
  return {
    write(line) {
      if (isGone) return;
      if (stream.writableLength > 0 && stream.writableLength + line.length > maxWaitingBytes) {
        dropped += 1;
        return;
      }
      if (dropped > 0) tell();
      stream.write(line);
    },
    flushed(milliseconds) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (isGone || stream.writableLength === 0) return Promise.resolve();
      const timer = setTimeout(resolve, milliseconds);
      stream.write('', () => resolve());
      return promise.finally(() => clearTimeout(timer));
    },
  };
}
