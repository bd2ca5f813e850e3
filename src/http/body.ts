/** Request bodies, read as UTF-8 with a limit of bytes and of time. */

import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { refusal } from './refusal.ts';

const empty = Buffer.alloc(0);
/** Parts of a body's time, which are counted: a process that was held up would see all of it pass at once. */
const TIME_PARTS = 8;

/**
 * Reads a body as text, counting while it comes in, so that a missing or false Content-Length changes nothing.
 * What comes after a refusal is thrown away as it arrives, so that the caller can still read the answer.
 *
 * @param maximum Bytes.
 * @param milliseconds How long the whole body may take.
 * @throws GraphQLError 413, 408, or 400 when the bytes are not UTF-8 or stop early.
 */
export function readText(stream: Readable, maximum: number, milliseconds: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const parts: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > maximum) stop(tooLarge(maximum));
    else parts.push(chunk);
  };
  const end = () => {
    clearTimers();
    // Every stream closes in the end, and making an error that nobody sees costs more than all of the reading.
    stream.off('close', broken);
    const [only = empty] = parts;
    const bytes = parts.length > 1 ? Buffer.concat(parts, size) : only;
    if (isUtf8(bytes)) resolve(bytes.toString());
    else reject(refusal(400, 'The body is not valid UTF-8.', { code: 'BAD_REQUEST' }));
  };
  const broken = () => stop(refusal(400, 'The body ended early.', { code: 'BAD_REQUEST' }));
  const late = () => stop(refusal(408, `The body took longer than ${milliseconds} ms to arrive.`, { code: 'TIMEOUT' }));
  let partsOver = 0;
  let lastTurn: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    partsOver += 1;
    // Timers come before what has arrived meanwhile is read.
    if (partsOver === TIME_PARTS) lastTurn = setImmediate(late);
  }, milliseconds / TIME_PARTS);
  const clearTimers = () => {
    clearInterval(timer);
    clearImmediate(lastTurn);
  };
  const stop = (reason: Error) => {
    clearTimers();
    parts.length = 0;
    stream.off('data', take).off('end', end).resume();
    reject(reason);
  };
  stream.on('data', take).on('end', end).on('error', broken).on('close', broken);
  return promise;
}

/** The refusal of a body above `maximum` bytes. */
export function tooLarge(maximum: number): Error {
  return refusal(413, `The body is larger than the maximum of ${maximum} bytes.`, { code: 'BODY_TOO_LARGE', maximum });
}
