/** Answers that are a text known as a whole before it is sent: with an ETag of it, and 304 for who has it already. */

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function sendText(req: IncomingMessage, res: ServerResponse, { status, headers, body }: TextAnswer): void {
  for (const [name, value] of Object.entries(headers)) {
    // The server has said already what else the answer depends on.
    if (name === 'Vary') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (status === 200) {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    res.setHeader('ETag', etag);
    if (hasAlready(req.headers['if-none-match'], etag)) {
      res.removeHeader('Content-Type');
      res.writeHead(304).end();
      return;
    }
  }
  res.writeHead(status, { 'Content-Length': Buffer.byteLength(body) }).end(body);
}

/** By RFC 9110: proxies that compress make strong tags weak, and that is no matter for a GET. */
function hasAlready(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** An error as `sendError` gives it. */
export function errorAnswer(
  status: number,
  message: string,
  extensions: { readonly code: string; readonly [name: string]: unknown },
): TextAnswer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  };
}
