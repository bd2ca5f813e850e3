/** `/graphql`: a file, the page for browsers, or GraphQL over HTTP, by what a caller accepts. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { varyOfGraphql } from '../http/cached-response.ts';
import { isAllowedPreflight } from '../http/cors.ts';
import type { Exchange } from '../http/exchange.ts';
import type { DatelineYoga } from './yoga.ts';

interface EndpointNeeds {
  readonly yoga: DatelineYoga;
  readonly corsOrigins: readonly string[];
  readonly page: ((req: IncomingMessage, res: ServerResponse) => Promise<void>) | undefined;
  /** @returns whether it answered */
  files(req: IncomingMessage, res: ServerResponse, exchange: Exchange): Promise<boolean>;
}

export function graphqlEndpoint({ yoga, corsOrigins, page, files }: EndpointNeeds) {
  return async (req: IncomingMessage, res: ServerResponse, exchange: Exchange): Promise<void> => {
    // A question of the browser's own, whatever it will ask for.
    if (isAllowedPreflight(req, corsOrigins)) {
      res.appendHeader('Vary', varyOfGraphql);
      res.writeHead(204).end();
      return;
    }
    if (await files(req, res, exchange)) return;
    const isPage = page !== undefined && wantsPage(req);
    res.appendHeader('Vary', isPage ? 'Accept' : varyOfGraphql);
    if (isPage) await page(req, res);
    else await yoga(req, res, { exchange });
  };
}

/** Whether a browser wants to look at the endpoint rather than to query it. */
function wantsPage(req: IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && (req.headers.accept ?? '').includes('text/html');
}
