/**
 * CORS of view beacons: which pages may send them. `navigator.sendBeacon` sends credentials along, so browsers want the
 * origin named and credentials allowed (Fetch standard, CORS protocol), never `*`; nothing here looks at a cookie.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAllowed, isOwnPage, isPreflight, PREFLIGHT_SECONDS } from '../http/cors.ts';

/** @returns whether a request from an origin may be answered; who sends none is no page of another origin */
export type OriginRule = (req: IncomingMessage) => boolean;

/**
 * Allows the named origins, the site at the public address, and our own pages.
 *
 * @param origins bare ones, `loopback`, or `*` alone for all
 */
export function originRule(origins: readonly string[], publicUrl: string): OriginRule {
  const allowed = [...origins, new URL(publicUrl).origin];
  return ({ headers: { origin, host } }) =>
    origin === undefined || isAllowed(origin, allowed) || isOwnPage(origin, host);
}

/** The headers that let the request's page send its beacon and read the answer. */
export function allowBeacon(req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.origin === undefined) return;
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.setHeader('Vary', 'Origin');
  if (!isPreflight(req)) return;
  res.setHeader('Access-Control-Allow-Methods', 'POST');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type, X-Request-Id');
  res.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
}
