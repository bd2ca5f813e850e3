/** Output of the log: lines wait for whoever reads them up to a limit, and behind it are dropped and counted. */

import type { Writable } from 'node:stream';

/** Of lines that wait: some thousand requests. */
const MAX_WAITING_BYTES = 1_000_000;
/** Behind a line that couldn't be written. */
const RETRY_MS = 1_000;

export interface LogOutput {
  /** @param line as JSON, with its end */
  write(line: string): void;
  /** Resolves when all lines are read, or after so many milliseconds. */
  flushed(milliseconds: number): Promise<void>;
}

/**
 * A pipe that nobody reads takes 64 kB; what comes behind would wait in memory without an end. When there is room again, a line
 * says how many were dropped. A reader that has gone, or a disk that is full, takes lines of the log with it, and not the service.
 *
 * @param clock milliseconds, never going back
 */
export function createLogOutput(
  stream: Writable,
  maxWaitingBytes = MAX_WAITING_BYTES,
  clock = () => performance.now(),
): LogOutput {
  let dropped = 0;
  /** When it is tried again; null while lines are taken. */
  let retryAt: number | null = null;
  const failed = (lines: number) => {
    dropped += lines;
    retryAt = clock() + RETRY_MS;
  };
  const written = (error?: Error | null) => {
    if (error) failed(1);
    else retryAt = null;
  };
  // Each write is told of its own error.
  stream.on('error', () => {});
  const tell = () => {
    const told = dropped;
    dropped = 0;
    const msg = `${told} lines of the log were dropped: ${retryAt === null ? 'whatever reads them was too slow' : 'they couldn’t be written'}.`;
    // A full disk may have taken the beginning of a line.
    const behind = retryAt === null ? '' : '\n';
    const line = `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), msg })}\n`;
    stream.write(behind + line, (error) => {
      if (error) failed(told);
    });
  };
  const tellWhenRead = () => {
    if (dropped > 0 && retryAt === null) tell();
  };
  stream.on('drain', tellWhenRead);
  return {
    write(line) {
      const isWaiting = stream.writableLength > 0 && stream.writableLength + line.length > maxWaitingBytes;
      if (isWaiting || (retryAt !== null && clock() < retryAt)) {
        dropped += 1;
        return;
      }
      if (dropped > 0) tell();
      stream.write(line, written);
    },
    flushed(milliseconds) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (retryAt !== null || stream.writableLength === 0) return Promise.resolve();
      const timer = setTimeout(resolve, milliseconds);
      stream.write('', () => resolve());
      return promise.finally(() => clearTimeout(timer));
    },
  };
}
