/** Diagnostics channels: what goes on is told to whoever listens (metrics, traces), and costs next to nothing while nobody does. */

import { channel, tracingChannel } from 'node:diagnostics_channel';

/** A `node:diagnostics_channel` of messages of one type. */
export interface Signal<Message extends object> {
  /** Whether somebody listens: asked before a message is put together that is dear. */
  isHeard(): boolean;
  publish(message: Message): void;
  /** @returns what ends it */
  subscribe(hear: (message: Message) => void): () => void;
}

/** @param name unique in the program */
export function createSignal<Message extends object>(name: string): Signal<Message> {
  const own = channel(`dateline:${name}`);
  return {
    isHeard: () => own.hasSubscribers,
    publish: (message) => own.publish(message),
    subscribe(hear) {
      const listener = (message: unknown) => hear(message as Message);
      own.subscribe(listener);
      return () => void own.unsubscribe(listener);
    },
  };
}

/** A statement that has ended. */
export interface StatementDone {
  /** Without its parameters. */
  readonly sql: string;
  /** What `prepared` calls it; undefined for what is written for one call. */
  readonly name: string | undefined;
  readonly milliseconds: number;
  readonly hasFailed: boolean;
}

/** A batch of a loader. */
export interface BatchWork {
  readonly loader: string;
  /** How many different ones are asked for at once. */
  readonly keys: number;
}

/** Told behind each statement, in the asynchronous context of whoever asked. */
export const statementDone = createSignal<StatementDone>('statement');

/** By SQLSTATE, or what else its error has as a code. */
export const statementFailed = createSignal<{ readonly code: string }>('statement-failed');

/** Around each batch of a loader; its statements are within. */
export const batchWork = tracingChannel<unknown, BatchWork>('dateline:batch');
