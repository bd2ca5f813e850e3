/** `/metrics`: on a port of its own, or beside the API behind a token. */

import { hash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { MetricsPlace } from '../config.ts';
import { listen } from '../http/listening.ts';
import { sendError } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import type { Metrics } from './metrics.ts';

/** @param token whoever reads them must show; undefined for none */
export function metricsRoute(metrics: Metrics, token: string | undefined): Route {
  return {
    method: 'GET',
    path: '/metrics',
    hasOwnCors: true,
    async handle(req, res) {
      if (token !== undefined && !shows(req, token)) {
        res.setHeader('WWW-Authenticate', 'Bearer');
        sendError(res, 401, 'Metrics need the token that METRICS_TOKEN sets.', { code: 'UNAUTHENTICATED' });
        return;
      }
      const text = await metrics.render();
      res.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
    },
  };
}

/**
 * Serves metrics and nothing else.
 *
 * @returns where, and what ends it
 * @throws CannotListen
 */
export async function serveMetrics(metrics: Metrics, { host, port = 0, token }: MetricsPlace) {
  const route = metricsRoute(metrics, token);
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    if (req.url !== route.path || (req.method !== 'GET' && req.method !== 'HEAD'))
      return sendError(res, 404, 'There is nothing here but /metrics.', { code: 'NOT_FOUND' });
    await route.handle(req, res, route.path, { requestId: '' });
  };
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  const { url } = await listen(server, { host, port }, 'METRICS_');
  return {
    url: url + route.path,
    close: () => new Promise<void>((done) => void server.close(() => done()).closeAllConnections()),
  };
}

/** Compared by hash, so that the time says nothing of either. */
function shows({ headers: { authorization = '' } }: IncomingMessage, token: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}
