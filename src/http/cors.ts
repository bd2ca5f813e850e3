/**
 * Owns who may call from another origin's page (the Fetch standard's CORS protocol); closed unless origins are named.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';

/** A day: preflights are the same until the service is configured anew. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * Sets the headers that let a named origin's page read the answer; no headers at all for any other.
 *
 * Cookies are never allowed: callers show who they are in `Authorization`.
 */
export function allowOrigin(req: IncomingMessage, res: ServerResponse, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const isOpen = origins.includes('*');
  // NOTE: also on answers to other origins, or a cache would give them a stranger's permission.
  if (!isOpen) res.appendHeader('Vary', 'Origin');
  const origin = req.headers.origin;
  if (origin === undefined || !(isOpen || origins.includes(origin))) return;
  res.setHeader('Access-Control-Allow-Origin', isOpen ? '*' : origin);
  res.setHeader('Access-Control-Expose-Headers', 'X-Request-Id');
  if (isPreflight(req)) {
    res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization, X-Request-Id, X-Dateline-Preview');
    res.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  }
}

/** Whether a browser is only asking if it may ask. */
export function isPreflight(req: IncomingMessage): boolean {
  return req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
}
