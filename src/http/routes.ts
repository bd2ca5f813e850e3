/** HTTP router: which handler answers which path and method. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from './exchange.ts';

/** An endpoint beside GraphQL: demo images, feeds, the view beacon. */
export interface Route {
  /** GET answers HEAD too. */
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  /** The path itself, or, when it ends with `/` or `-`, all that begin with it. */
  readonly path: string;
  /** Whether it says itself which other origins' pages may call it. */
  readonly hasOwnCors?: boolean;
  /** May throw: that becomes a masked 500. `path` is the request's, without the query. */
  handle(req: IncomingMessage, res: ServerResponse, path: string, exchange: Exchange): void | Promise<void>;
}

/** The routes that know a path, whatever their method; the longest pattern wins. */
export function routesOf(routes: readonly Route[], path: string): Route[] {
  const matching = routes.filter((route) =>
    /.[/-]$/.test(route.path) ? path.startsWith(route.path) : path === route.path,
  );
  const longest = Math.max(...matching.map((route) => route.path.length));
  return matching.filter((route) => route.path.length === longest);
}

/** Whether a route answers a method. */
export function takes(route: Route, method: string | undefined): boolean {
  return route.method === method || (route.method === 'GET' && method === 'HEAD');
}
