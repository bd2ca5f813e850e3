/**
 * Owns how long one request may take: past its time it is answered with TIMEOUT and its work is cancelled.
 */

import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './exchange.ts';
import { refusal } from './refusal.ts';

/** In every resolver's context. */
export interface Cancellable {
  /** Aborted when the time is up, and for queries also when the caller has gone. */
  readonly signal: AbortSignal;
}

/**
 * Gives up a request after `milliseconds`, with HTTP 504: nothing is wrong with it, and it may work later.
 *
 * A subscription only has to begin in time. A mutation goes on when its caller hangs up, since half of it may be done.
 */
export function deadline(milliseconds: number): Plugin<Cancellable, ServerContext> {
  const controllers = new WeakMap<AbortSignal, AbortController>();
  return {
    onParams({ paramsHandler, setParamsHandler }) {
      setParamsHandler((payload) => {
        const controller = new AbortController();
        controllers.set(controller.signal, controller);
        Object.assign(payload.context, { signal: controller.signal } satisfies Cancellable);
        const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof paramsHandler>>>();
        const timer = setTimeout(() => {
          const message = `The request took longer than ${milliseconds} ms and was given up.`;
          resolve({ errors: [refusal(504, message, { code: 'TIMEOUT', milliseconds })] });
          controller.abort();
        }, milliseconds);
        (async () => paramsHandler(payload))()
          .finally(() => clearTimeout(timer))
          .then(resolve, reject);
        return promise;
      });
    },
    onExecute({ args }) {
      const { request, signal } = args.contextValue;
      if (getOperationAST(args.document, args.operationName)?.operation === 'query') {
        request.signal.addEventListener('abort', () => controllers.get(signal)?.abort(), { once: true });
      }
      // NOTE: graphql-tools' executor stops calling resolvers on this; graphql-js' types don't know it.
      Object.assign(args, { signal });
    },
  };
}
