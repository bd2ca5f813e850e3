/** CORS headers (the Fetch standard): which origins' pages may call; none unless they are named, or on this machine. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../db/engine/log.ts';

/** Whoever sends one origin after another fills no log. */
const MAX_NAMED_ORIGINS = 50;
const MAX_ORIGIN_CHARACTERS = 200;

/** A day: preflights are the same until the service is configured anew. */
export const PREFLIGHT_SECONDS = 86_400;

/** Those that the API, its receipts, its previews and the Model Context Protocol read. */
const allowedHeaders = [
  'Content-Type',
  'Authorization',
  'X-Request-Id',
  'X-Dateline-Preview',
  'X-Dateline-Receipt',
  'Mcp-Protocol-Version',
  'Mcp-Session-Id',
] as const;

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
    res.setHeader('Access-Control-Allow-Headers', allowedHeaders.join(', '));
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
  if (permitted === undefined || !isAllowed(permitted, origins)) return [];
  return [
    ['Access-Control-Allow-Origin', permitted],
    ['Access-Control-Expose-Headers', 'X-Request-Id, X-Dateline-Mark, Cache-Tag, Surrogate-Key'],
  ];
}

/** @param origins bare ones, `*` for all, or `loopback` for those of the caller's own machine, on whichever port */
export function isAllowed(origin: string, origins: readonly string[]): boolean {
  return origins.includes('*') || origins.includes(origin) || (origins.includes('loopback') && isLoopback(origin));
}

/** Whether an http or https address leads to the machine that it is asked on (RFC 6761, 6.3, and RFC 6890). */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}

/** Whether an origin is this very server's, by the host that was asked; an app's shell may have its name. */
export function isOwnPage(origin: string, host: string | undefined): boolean {
  return /^https?:/.test(origin) && URL.parse(origin)?.host === host;
}

/** Names each origin that was refused, once, and what would allow it: in a browser's console it only looks like a broken server. */
export function refusedOriginLog(origins: readonly string[], log: Pick<Log, 'warn'>): (req: IncomingMessage) => void {
  const named = new Set<string>();
  return ({ headers: { origin, host } }) => {
    if (origin === undefined || named.size >= MAX_NAMED_ORIGINS || named.has(origin)) return;
    // The pages of this very server send one as well, and a page that has none says "null".
    if (isAllowed(origin, origins) || isOwnPage(origin, host)) return;
    named.add(origin);
    log.warn({}, refused(origin));
  };
}

function refused(origin: string): string {
  const page = `A page of ${JSON.stringify(origin.slice(0, MAX_ORIGIN_CHARACTERS))} may not read what it asked for`;
  // CORS_ORIGINS takes no such name.
  if (origin === 'null')
    return `${page}: it was opened as a file, or is in a frame without an origin. Serve it over HTTP.`;
  return `${page}: name it in CORS_ORIGINS.`;
}

/** Whether a browser is only asking if it may ask. */
export function isPreflight(req: IncomingMessage): boolean {
  return req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
}

/** Whether it is for such a question that there is an answer: where no other origin's pages may call, there is none. */
export function isAllowedPreflight(req: IncomingMessage, origins: readonly string[]): boolean {
  return origins.length > 0 && isPreflight(req);
}
