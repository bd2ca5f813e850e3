/** Sends one page of a table as any cached answer is sent. */

import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { compress, encodingOfBody } from '../compression/content-encoding.ts';
import { matches } from '../http/cached-response.ts';
import { type Answer, sendErrors } from './answers.ts';
import type { Writer } from './formats.ts';
import type { Table } from './table.ts';

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
