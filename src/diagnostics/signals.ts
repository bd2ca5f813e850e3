/** Diagnostics channels of the serving side: requests, operations, errors, streams and imports, for whoever measures them. */

import { tracingChannel } from 'node:diagnostics_channel';
import { createSignal } from '../../db/engine/diagnostics.ts';

/** A request that has been answered, or hung up; not those that the fast lane answers. */
export interface RequestDone {
  readonly method: string;
  /** The route's own pattern, never what a caller wrote; undefined where there is none. */
  readonly route: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
}

/** The execution of an operation. */
export interface OperationWork {
  /** As its caller wrote it, to 100 characters; undefined where it has none. */
  readonly name: string | undefined;
  /** SHA-256 of its text, in hex. */
  readonly hash: string;
  /** Whether it is the service's own, or registered: a name that no caller can make up. */
  readonly isListed: boolean;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The caller's W3C trace context. */
  readonly traceparent: string | undefined;
  readonly requestId: string | undefined;
}

/** The execution of an operation that has ended, or has given its first part. */
export interface OperationDone extends OperationWork {
  readonly milliseconds: number;
}

export const requestDone = createSignal<RequestDone>('request');

/** Around each execution; what loaders and statements tell is within. */
export const operationWork = tracingChannel<unknown, OperationWork>('dateline:operation');
export const operationDone = createSignal<OperationDone>('operation-done');

/** `extensions.code` of each error in an answer, or in a part of one. */
export const errorsTold = createSignal<{ readonly codes: readonly string[] }>('errors');

/** Somebody's budget is used up: of cost, or of tokens that aren't good. */
export const budgetRefused = createSignal<{ readonly budget: 'cost' | 'failed-tokens' }>('budget-refusal');

/** A stream begins (1) or ends (-1). */
export const streamsChanged = createSignal<{ readonly by: 1 | -1 }>('streams');

/** A thread that reads imports or long drafts begins (1) or ends (-1). */
export const importThreadsChanged = createSignal<{ readonly by: 1 | -1 }>('import-threads');
