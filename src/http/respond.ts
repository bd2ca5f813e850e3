/** JSON responses outside of GraphQL, with errors in GraphQL's shape so that clients need one parser. */

import type { ServerResponse } from 'node:http';
import { boundedMessage } from '../errors.ts';

/** What every answer has, whoever gives it. */
export const headersOfAll = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' } as const;

/** Answers with JSON that no cache keeps. */
export function sendJson(res: ServerResponse, status: number, content: unknown): void {
  const text = JSON.stringify(content);
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  res.end(text);
}

/** Answers with one error as GraphQL would show it. */
export function sendError(
  res: ServerResponse,
  status: number,
  message: string,
  extensions: { readonly code: string; readonly [name: string]: unknown },
): void {
  sendJson(res, status, { errors: [{ message: boundedMessage(message), extensions }] });
}

/** Answered with 503 before the database is open. */
export const startingMessage = 'Dateline is starting; try again in a moment.';

export function sendStarting(res: ServerResponse): void {
  res.setHeader('Retry-After', '1');
  sendError(res, 503, startingMessage, { code: 'UNAVAILABLE' });
}

/** Of whatever shows a draft to somebody outside: for no cache and no search engine. */
export const previewHeaders = { 'Cache-Control': 'no-store, private', 'X-Robots-Tag': 'noindex, nofollow' } as const;
