/** Access log: one line for each request. It holds no query values, no variables and no headers: those may be secret. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { requestDone } from '../diagnostics/signals.ts';
import type { Exchange } from './exchange.ts';

/**
 * Logs a request when its answer is sent or its connection is lost.
 *
 * @param path As it may be logged: a route's own pattern where the rest of the path could be a secret. A preview's token is
 *   one however its address was misspelt.
 * @param route The pattern that it was found by, for whoever counts.
 * @param startedAt When it came, by `performance.now()`.
 */
export function logWhenDone(
  req: IncomingMessage,
  res: ServerResponse,
  exchange: Exchange,
  path: string,
  route: string | undefined,
  logger: Logger,
  startedAt: number,
): void {
  const log = () => {
    const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
    requestDone.publish({ method: req.method ?? '', route, status: res.statusCode, milliseconds });
    const line = {
      requestId: exchange.requestId,
      method: req.method,
      path: path.replace(/(\/preview\/).*/i, '$1'),
      operation: exchange.operationName,
      status: res.statusCode,
      errors: exchange.errorCodes,
      milliseconds,
      ...(res.writableFinished ? {} : { hungUp: true }),
    };
    // Why it isn't ready is logged where that is found out.
    if (path.startsWith('/health/')) logger.debug(line, 'request');
    else if (res.statusCode >= 500) logger.warn(line, 'request failed');
    else if (path === '/views') logger.debug(line, 'request');
    else logger.info(line, 'request');
  };
  // Who hung up while the body was read has gone already.
  if (res.closed) log();
  else res.once('close', log);
}
