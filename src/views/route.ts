/** Route `POST /views`, the beacon: 204 for whatever names an article, counted or not, and nothing else to tell. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from '../http/body.ts';
import { refusal, sendRefusal } from '../http/refusal.ts';
import { sendError } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import { articleOfBeacon } from './beacon.ts';
import { allowBeacon, type OriginRule } from './cors.ts';

const MAX_BODY_BYTES = 2_000;

interface ViewsOptions {
  readonly mayCall: OriginRule;
  /** Milliseconds a body may take. */
  readonly requestTimeoutMs: number;
  /** Counts it or doesn't; the answer is the same. */
  record(articleId: number, req: IncomingMessage): void;
}

/** `POST /views` and its preflight. */
export function viewsRoutes(options: ViewsOptions): Route[] {
  const guarded = (handle: Route['handle']): Route['handle'] => {
    return async (req, res, path, exchange) => {
      if (!options.mayCall(req)) {
        const message = 'Pages of this origin may not report views here; CORS_ORIGINS names those that may.';
        sendError(res, 403, message, { code: 'ORIGIN_NOT_ALLOWED' });
        return;
      }
      allowBeacon(req, res);
      await handle(req, res, path, exchange);
    };
  };
  const post = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      const body = await readText(req, MAX_BODY_BYTES, options.requestTimeoutMs);
      const articleId = await articleOfBeacon(body, req.headers['content-type']);
      if (articleId === null) {
        const message = 'The body must name an article: {"article": "<id>"}, article=<id>, or the id alone.';
        throw refusal(400, message, { code: 'BAD_USER_INPUT', path: ['article'] });
      }
      options.record(articleId, req);
      res.writeHead(204).end();
    } catch (error) {
      sendRefusal(res, error);
    }
  };
  const preflight = (_: IncomingMessage, res: ServerResponse): void => void res.writeHead(204, { Allow: 'POST' }).end();
  return [
    { method: 'POST', path: '/views', hasOwnCors: true, handle: guarded(post) },
    { method: 'OPTIONS', path: '/views', hasOwnCors: true, handle: guarded(preflight) },
  ];
}
