/** Error masking plugin for Yoga: callers see all of an error that was meant for them, and nothing of one that wasn't. */

import { type ExecutionResult, GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { isOutage } from '../../db/engine/faults.ts';
import type { Log } from '../../db/engine/log.ts';
import { errorsTold } from '../diagnostics/signals.ts';
import { boundedMessage, MAX_ERRORS } from '../errors.ts';
import { databaseFault, type ToldFault } from '../http/database-fault.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { slowness } from '../time/slow-fields.ts';

/**
 * Masks what nobody threw on purpose as "Unexpected error." with `INTERNAL_SERVER_ERROR` and the request's id, and logs
 * it once with its stack. A database that is too slow or away becomes `TIMEOUT` or `UNAVAILABLE`.
 */
export function errorMasking(logger: Log): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      // NOTE: set by `requestIds`, which comes before every other plugin.
      const exchange = serverContext.exchange as Exchange;
      if (isAsyncIterable<ExecutionResult>(result)) {
        setResult(mapAsyncIterator(result, (part) => presentPart(part, exchange, logger)));
      } else if (!Array.isArray(result)) {
        const presented = present(result as ExecutionResult, exchange, logger);
        if (presented !== result) setResult(presented);
      }
    },
  };
}

/** What an event of a subscription comes to, as subscribers see it. */
export function presentEvent(result: ExecutionResult, exchange: Exchange, logger: Log): ExecutionResult {
  return withoutHttp(present(result, exchange, logger));
}

/** A part of an answer that is deferred. */
type Part = ExecutionResult & { readonly incremental?: readonly ExecutionResult[] };

function presentPart(part: Part, exchange: Exchange, logger: Log): Part {
  const presented: Part = present(part, exchange, logger);
  const { incremental } = presented;
  if (incremental === undefined) return presented;
  return { ...presented, incremental: incremental.map((each) => presentEvent(each, exchange, logger)) };
}

/** Yoga leaves out what its errors say of HTTP, but doesn't look into parts. */
function withoutHttp(part: ExecutionResult): ExecutionResult {
  if (part.errors === undefined) return part;
  const errors = part.errors.map((error) => {
    const { http: _, ...extensions } = error.extensions;
    return like(error, error.message, extensions);
  });
  return { ...part, errors };
}

function present(result: ExecutionResult, exchange: Exchange, logger: Log): ExecutionResult {
  if (result.errors === undefined) return result;
  const isAnswered = 'data' in result;
  const isLost = isAnswered && isOutageOf(result);
  // Yoga leaves the list empty when work was aborted; without data that isn't an answer in GraphQL's terms.
  const errors =
    result.errors.length === 0 && !isAnswered ? [new GraphQLError('', { originalError: aborted })] : result.errors;
  const logged = new Set<unknown>();
  const presented = atMost(MAX_ERRORS, errors).map((error) => {
    const cause = rootCause(error);
    const fault = faultOf(error, cause);
    if (fault === undefined) return isAnswered ? withCode(error) : asBadRequest(error);
    if (!logged.has(cause)) {
      logged.add(cause);
      const level = fault.code === 'INTERNAL_SERVER_ERROR' ? 'error' : 'warn';
      logger[level]({ err: cause, requestId: exchange.requestId, path: error.path?.join('.') }, fault.message);
    }
    const { code, message, status, retryAfter, mayHaveHappened } = fault;
    const headers = retryAfter === undefined ? {} : { headers: { 'Retry-After': String(retryAfter) } };
    // Where nothing came of it at all there is no answer beside the error.
    const isInstead = !isAnswered || isLost || (fault !== unexpected && result.data == null);
    return like(error, message, {
      code,
      requestId: exchange.requestId,
      ...(mayHaveHappened && { mayHaveHappened }),
      ...(isInstead && { http: { status, ...headers } }),
    });
  });
  const codes = presented.map(({ extensions }) => String(extensions.code ?? 'NONE'));
  errorsTold.publish({ codes });
  exchange.errorCodes = [...new Set([...(exchange.errorCodes ?? []), ...codes])];
  return isLost ? { ...result, data: null, errors: presented } : { ...result, errors: presented };
}

/** The first ones and how many others there are: a caller may make a thousand, but reads no more than a few. */
function atMost(maximum: number, errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length <= maximum) return errors;
  const shown = errors.slice(0, maximum - 1);
  const message = `There are ${(errors.length - shown.length).toLocaleString('en')} more errors.`;
  const { http } = errors[0]?.extensions ?? {};
  return [...shown, new GraphQLError(message, { extensions: { code: 'TOO_MANY_ERRORS', ...(http ? { http } : {}) } })];
}

const aborted = new Error('The work was aborted.');

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

interface Fault extends Omit<ToldFault, 'code'> {
  readonly code: ToldFault['code'] | 'INTERNAL_SERVER_ERROR';
}

const unexpected: Fault = { code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error.', status: 500 };

/** What went wrong on our side, or nothing if the error is meant for the caller. */
function faultOf(error: GraphQLError, cause: unknown): Fault | undefined {
  if (cause instanceof GraphQLError) return undefined;
  const fault = databaseFault(cause);
  if (fault !== undefined) return fault.code === 'TIMEOUT' ? { ...fault, message: slowness(error.path, cause) } : fault;
  // A scalar that refuses a variable or a literal throws what it likes; such errors have a place in the document
  // but none in the answer, and GraphQL's own words say where.
  if (error.path === undefined && error.nodes !== undefined) return undefined;
  return unexpected;
}

/** Whether nothing of it was worked out since the database couldn't be asked: then it is an error and no answer. */
export function isOutageOf({ data, errors = [] }: ExecutionResult): boolean {
  const isEmpty = data == null || Object.values(data).every((value) => value === null);
  return isEmpty && errors.length > 0 && errors.every((error) => isOutage(rootCause(error)));
}

/** By the GraphQL-over-HTTP specification a request that was not executed is a 4xx, but 200 where only JSON is taken. */
function asBadRequest(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined && error.extensions.http !== undefined) return bounded(error);
  return like(error, error.message, { code: 'BAD_USER_INPUT', http: { status: 400, spec: true }, ...error.extensions });
}

/** What GraphQL itself refuses while it executes, such as two keys where there must be one, has no code of its own. */
function withCode(error: GraphQLError): GraphQLError {
  return error.extensions.code === undefined ? like(error, error.message, { code: 'BAD_USER_INPUT' }) : bounded(error);
}

function bounded(error: GraphQLError): GraphQLError {
  return boundedMessage(error.message) === error.message ? error : like(error, error.message, error.extensions);
}

/** The same place in the document and in the answer, without the cause. */
function like(error: GraphQLError, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(boundedMessage(message), { nodes, source, positions, path, extensions });
}
