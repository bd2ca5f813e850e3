/** CORS headers (the Fetch standard): which origins' pages may call; none unless they are named. */

import type { IncomingMessage, ServerResponse } from 'node:http';

/** A day: preflights are the same until the service is configured anew. */
export const PREFLIGHT_SECONDS = 86_400;

/**
 * Sets the headers that let a named origin's page read the answer; no headers at all for any other.
 *
 * Cookies are never allowed: callers show who they are in `Authorization`.
 */
export function allowOrigin(req: IncomingMessage, res: ServerResponse, origins: readonly string[]): void {
  if (origins.length === 0) return;
  // NOTE: also on answers to other origins, or a cache would give them a stranger's permission.
  if (!origins.includes('*')) res.appendHeader('Vary', 'Origin');
  const permission = allowedOrigin(req.headers.origin, origins);
  for (const [name, value] of permission) res.setHeader(name, value);
  if (permission.length > 0 && isPreflight(req)) {
    res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization, X-Request-Id, X-Dateline-Preview');
    res.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  }
}

/** The headers that let a page of this origin read an answer; none where it may not. */
export function allowedOrigin(
  origin: string | undefined,
  origins: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  // NOTE: whoever asks, since caches give what a server asked for to pages too.
  const permitted = origins.includes('*') ? '*' : origin;
  if (permitted === undefined || !origins.includes(permitted)) return [];
  return [
    ['Access-Control-Allow-Origin', permitted],
    ['Access-Control-Expose-Headers', 'X-Request-Id'],
  ];
}

/** Whether a browser is only asking if it may ask. */
export function isPreflight(req: IncomingMessage): boolean {
  return req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
}
