/** Deadline plugin for Yoga: a request past its time is answered with TIMEOUT (504), and its work is cancelled. */

import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Undertaking } from '../../db/engine/undertaking.ts';
import { unsure } from '../http/database-fault.ts';
import type { ServerContext } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { lateness, type SlowFields, type Watched } from '../time/slow-fields.ts';

/** In every resolver's context. */
export interface Cancellable extends Watched {
  /** Aborted when the time is up, and for queries also when the caller has gone. */
  readonly signal: AbortSignal;
  /** What its mutations have committed. */
  readonly undertaking: Undertaking;
}

/**
 * Gives up a request after `milliseconds`, with HTTP 504: nothing is wrong with it, and it may work later.
 *
 * A subscription only has to begin in time. A mutation goes on when its caller hangs up, since half of it may be done. One that
 * is given up before a COMMIT was sent is rolled back, and says that nothing was changed; else it says that it may have
 * happened. An answer in parts has to end in time; what it lacks then is told in its last part.
 */
export function deadline(milliseconds: number): Plugin<Cancellable, ServerContext> {
  const controllers = new WeakMap<AbortSignal, AbortController>();
  const queries = new WeakSet<AbortSignal>();
  const mutations = new WeakSet<AbortSignal>();
  return {
    onParams({ paramsHandler, setParamsHandler }) {
      setParamsHandler((payload) => {
        const controller = new AbortController();
        const { signal } = controller;
        controllers.set(signal, controller);
        const slowFields: SlowFields = new Map();
        const undertaking: Undertaking = { signal, commits: 0, isTransactional: false };
        Object.assign(payload.context, { signal, slowFields, undertaking } satisfies Cancellable);
        const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof paramsHandler>>>();
        const over = Promise.withResolvers<GraphQLError>();
        const timer = setTimeout(() => {
          const { message, ...fields } = lateness(milliseconds, slowFields);
          const outcome = mutations.has(signal) ? outcomeOf(undertaking) : undefined;
          const extensions = { code: 'TIMEOUT', milliseconds, ...fields, ...outcome?.extensions };
          const late = refusal(504, message + (outcome?.words ?? ''), extensions);
          // Whatever isn't committed by now never is.
          controller.abort();
          resolve({ errors: [late] });
          over.resolve(late);
        }, milliseconds);
        (async () => paramsHandler(payload))().then(
          (result) => {
            if (isAsyncIterable<Part>(result) && queries.has(signal)) {
              const stop = (isGone: boolean) => {
                clearTimeout(timer);
                if (isGone) controller.abort();
              };
              resolve(inTime(result, over.promise, stop));
            } else {
              clearTimeout(timer);
              resolve(result);
            }
          },
          (error) => {
            clearTimeout(timer);
            reject(error);
          },
        );
        return promise;
      });
    },
    onExecute({ args }) {
      const { request, signal } = args.contextValue;
      const operation = getOperationAST(args.document, args.operationName)?.operation;
      if (operation === 'mutation') mutations.add(signal);
      if (operation === 'query') {
        queries.add(signal);
        request.signal.addEventListener('abort', () => controllers.get(signal)?.abort(), { once: true });
      }
      // NOTE: graphql-tools' executor stops calling resolvers on this; graphql-js' types don't know it.
      Object.assign(args, { signal });
    },
  };
}

function outcomeOf({ isTransactional, commits }: Undertaking) {
  const mayHaveHappened = !isTransactional || commits > 0;
  return { words: mayHaveHappened ? unsure : ' Nothing was changed.', extensions: { mayHaveHappened } };
}

/** The first has data; all others are of the shape that `lastPart` has. */
type Part = ExecutionResult & { readonly hasNext?: boolean; readonly incremental?: readonly ExecutionResult[] };

/** The parts of an answer for as long as there is time, and then one that says that there is no more. */
function inTime(
  parts: AsyncIterable<Part>,
  timeIsUp: Promise<GraphQLError>,
  stop: (isGone: boolean) => void,
): AsyncGenerator<Part> {
  const iterator = parts[Symbol.asyncIterator]();
  const lastPart = (late: GraphQLError) => ({
    incremental: [{ data: null, path: [], errors: [late] }],
    hasNext: false,
  });
  let isOver = false;
  const end = async (isGone = false): Promise<IteratorResult<Part>> => {
    isOver = true;
    stop(isGone);
    await iterator.return?.();
    return { value: undefined, done: true };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (isOver) return end();
      const next = await Promise.race([iterator.next(), timeIsUp]).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      if (next instanceof GraphQLError) {
        await end();
        return { value: lastPart(next), done: false };
      }
      return next.done ? end() : next;
    },
    return: () => end(true),
    async throw(error) {
      await end(true);
      throw error;
    },
    async [Symbol.asyncDispose]() {
      await end(true);
    },
  };
}
