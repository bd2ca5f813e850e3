/** Long files: read page by page in one snapshot into a spool, and sent from there at the pace of whoever takes them. */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { pipeline, type Writable } from 'node:stream';
import type { GraphQLParams } from 'graphql-yoga';
import { MAX_PAGE_SIZE } from '../../db/engine/keyset.ts';
import { compressing, type Encoding, encodingFor } from '../compression/content-encoding.ts';
import { refusal } from '../http/refusal.ts';
import type { Answer } from './answers.ts';
import type { PagedOperation } from './paged-operation.ts';
import type { Sheet } from './sending.ts';
import { openSpool, type Spool } from './spool.ts';

/** Whoever takes nothing for so long is given up. */
const MAX_STALL_MS = 30_000;
/** Of the temporary file; 100,000 rows of 5 kB. */
const MAX_FILE_BYTES = 500_000_000;

/** An answer that is no page; it goes to the caller as long as nothing is sent. */
export class NoPage extends Error {
  override readonly name = 'NoPage';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.errors[0]?.message ?? `The API answered ${answer.status}.`);
    this.answer = answer;
  }
}

interface Pages extends Sheet {
  readonly paged: PagedOperation;
  /** Rows. */
  readonly asked: number;
}

export interface Reading {
  /** Milliseconds that the snapshot may take; whatever it holds, others may wait for. */
  readonly maxReadingMs: number;
  /** Milliseconds until the last byte is sent. */
  readonly maxSendingMs: number;
  /** Does the work over one snapshot, with what asks it. */
  inSnapshot(work: (ask: (params: GraphQLParams) => Promise<Answer>) => Promise<void>): Promise<void>;
}

/**
 * The database waits for nobody: reading goes on as fast as it can, whoever is slow.
 *
 * @throws {NoPage} or a GraphQLError, for an answer instead of the file; once a part is sent, any error
 */
export async function sendLongFile(res: ServerResponse, pages: Pages, reading: Reading): Promise<void> {
  const hungUp = () => new Error('The caller hung up.');
  // Whoever left before is announced no more.
  if (res.destroyed) throw hungUp();
  const [time, stop] = [deadline('sent', reading.maxSendingMs), new AbortController()];
  res.once('close', () => stop.abort(hungUp()));
  const signal = AbortSignal.any([time.signal, stop.signal]);
  try {
    const spool = await openSpool(MAX_FILE_BYTES);
    const read = fill(spool, pages, reading, signal);
    try {
      await sendFrom(spool, res, pages, signal);
    } finally {
      // What isn't sent needn't be read.
      stop.abort();
      await read;
      await spool.close();
    }
  } finally {
    time.end();
  }
}

/** Never rejects: whoever reads the spool is told. */
async function fill(spool: Spool, pages: Pages, reading: Reading, signal: AbortSignal): Promise<void> {
  try {
    await reading.inSnapshot(async (ask) => {
      const time = deadline('read', reading.maxReadingMs);
      try {
        for await (const text of textOf(pages, ask)) {
          AbortSignal.any([signal, time.signal]).throwIfAborted();
          await spool.write(text);
        }
      } finally {
        time.end();
      }
    });
    spool.end();
  } catch (error) {
    spool.end(error);
  }
}

/** A text a page. */
async function* textOf(
  { paged, asked, table, writer }: Pages,
  ask: (params: GraphQLParams) => Promise<Answer>,
): AsyncGenerator<string> {
  let after: string | null = null;
  let left = asked;
  do {
    const variables = paged.variablesOf(Math.min(left, MAX_PAGE_SIZE), after);
    const answer = await ask({ query: paged.query, variables });
    if (answer.errors.length > 0 || answer.status !== 200) throw new NoPage(answer);
    const rows = table.rowsOf(answer.data);
    yield (left === asked ? writer.begin() : '') + writer.rows(rows);
    left -= rows.length;
    after = paged.nextOf(answer.data);
  } while (after !== null && left > 0);
}

async function sendFrom(spool: Spool, res: ServerResponse, { head }: Sheet, signal: AbortSignal): Promise<void> {
  const chunks = spool.chunks();
  // What is wrong with the first page is an answer of its own.
  const first = await chunks.next();
  const encoding = encodingFor(res.req.headers['accept-encoding']);
  if (encoding !== null) res.setHeader('Content-Encoding', encoding);
  res.writeHead(200, { ...head, 'Cache-Control': 'private, no-store' });
  // A compressor gives nothing before it has enough.
  res.flushHeaders();
  const body = encoding === null ? res : compressedInto(res, encoding);
  for (let next = first; !next.done; next = await chunks.next()) {
    signal.throwIfAborted();
    if (!body.write(next.value))
      await once(body, 'drain', { signal: AbortSignal.any([AbortSignal.timeout(MAX_STALL_MS), signal]) });
  }
  body.end();
}

function compressedInto(res: ServerResponse, encoding: Encoding): Writable {
  const compressor = compressing(encoding);
  // Whoever writes is told by the signal; one that ends ends the other.
  pipeline(compressor, res, () => {});
  return compressor;
}

function deadline(done: string, milliseconds: number) {
  const controller = new AbortController();
  const message = `The file could not be ${done} within ${milliseconds} ms and was given up: ask for fewer rows or columns.`;
  const timer = setTimeout(
    () => controller.abort(refusal(504, message, { code: 'TIMEOUT', milliseconds })),
    milliseconds,
  );
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}
