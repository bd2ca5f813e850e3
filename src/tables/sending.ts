/** Sends a table: one page as any cached answer is sent, many pages as they are read. */

import { hash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, type Writable } from 'node:stream';
import type { GraphQLParams } from 'graphql-yoga';
import { MAX_PAGE_SIZE } from '../../db/engine/keyset.ts';
import { compress, compressing, type Encoding, encodingFor, encodingOfBody } from '../compression/content-encoding.ts';
import { matches } from '../http/cached-response.ts';
import { type Answer, sendErrors } from './answers.ts';
import type { Writer } from './formats.ts';
import type { PagedOperation } from './paged-operation.ts';
import type { Table } from './table.ts';

/** Whoever takes nothing for so long is given up: a transaction waits meanwhile. */
const MAX_STALL_MS = 10_000;

/** What becomes of a result. */
export interface Sheet {
  readonly table: Table;
  readonly writer: Writer;
  /** Headers of the format. */
  readonly head: Readonly<Record<string, string>>;
}

/** As any answer of the API: kept by the caches that may keep it, and purged with it. */
export async function sendPage(
  req: IncomingMessage,
  res: ServerResponse,
  answer: Answer,
  { table, writer, head }: Sheet,
): Promise<void> {
  if (answer.errors.length > 0 || answer.status !== 200) {
    sendErrors(res, answer);
    return;
  }
  const plain = Buffer.from(writer.begin() + writer.rows(table.rowsOf(answer.data)));
  const encoding = encodingOfBody(plain, req.headers['accept-encoding']);
  for (const [name, value] of answer.headers) if (!ofJson.has(name)) res.setHeader(name, value);
  for (const [name, value] of Object.entries(head)) res.setHeader(name, value);
  if (req.method === 'GET') {
    const etag = `"${hash('sha256', plain, 'base64url')}${encoding === null ? '' : `-${encoding}`}"`;
    res.setHeader('ETag', etag);
    if (matches(req.headers['if-none-match'], etag)) {
      res.writeHead(304).end();
      return;
    }
  }
  const body = encoding === null ? plain : await compress(plain, encoding);
  if (encoding !== null) res.setHeader('Content-Encoding', encoding);
  res.writeHead(200, { 'Content-Length': body.byteLength }).end(body);
}

/** Of the answer in JSON, or set already. */
const ofJson = new Set(['content-type', 'content-length', 'etag', 'vary', 'x-request-id', 'age']);

interface Pages extends Sheet {
  readonly paged: PagedOperation;
  /** Rows. */
  readonly asked: number;
  ask(params: GraphQLParams): Promise<Answer>;
}

/**
 * @throws when the caller has gone or takes nothing for ten seconds, or when a page that isn't the first can't be had: by
 * then a part is sent
 */
export async function sendPages(res: ServerResponse, { paged, asked, table, writer, head, ask }: Pages): Promise<void> {
  let after: string | null = null;
  let left = asked;
  let body: Writable = res;
  do {
    const variables = paged.variablesOf(Math.min(left, MAX_PAGE_SIZE), after);
    const answer = await ask({ query: paged.query, variables });
    if (answer.errors.length > 0 || answer.status !== 200) {
      if (!res.headersSent) {
        sendErrors(res, answer);
        return;
      }
      throw new Error(answer.errors[0]?.message ?? `The API answered ${answer.status}.`);
    }
    if (!res.headersSent) {
      const encoding = encodingFor(res.req.headers['accept-encoding']);
      if (encoding !== null) {
        res.setHeader('Content-Encoding', encoding);
        body = compressedInto(res, encoding);
      }
      res.writeHead(200, { ...head, 'Cache-Control': 'private, no-store' });
      // A compressor gives nothing before it has enough.
      res.flushHeaders();
      await send(res, body, writer.begin());
    }
    const rows = table.rowsOf(answer.data);
    await send(res, body, writer.rows(rows));
    left -= rows.length;
    after = paged.nextOf(answer.data);
  } while (after !== null && left > 0);
  body.end();
}

function compressedInto(res: ServerResponse, encoding: Encoding): Writable {
  const compressor = compressing(encoding);
  // Whoever writes is told by `send`; one that ends ends the other.
  pipeline(compressor, res, () => {});
  return compressor;
}

/** @throws when the caller has gone, or takes nothing for too long */
async function send(res: ServerResponse, body: Writable, text: string): Promise<void> {
  if (res.destroyed) throw new Error('The caller hung up.');
  if (body.write(text)) return;
  const over = AbortSignal.any([AbortSignal.timeout(MAX_STALL_MS), closed(res)]);
  await once(body, 'drain', { signal: over });
}

function closed(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => controller.abort());
  return controller.signal;
}
