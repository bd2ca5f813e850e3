/**
 * One subscription for all who ask the same with the same rights: each event is executed once, and sent to all of them as the same
 * bytes.
 */

import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Marks } from '../events/marks.ts';
import type { EventStream, Frame } from '../streams/event-stream.ts';
import type { Holder } from '../streams/open-streams.ts';
import type { Turns } from '../streams/turns.ts';
import { actualCost } from './limits/actual-cost.ts';

/** A stream and who reads it. */
export interface Subscriber {
  readonly stream: EventStream;
  readonly holder: Holder;
  /** @param cost in cost units, of what it is sent */
  pay(cost: number): void;
  /** Ends the stream with this. */
  fail(error: unknown): void;
}

/** As much of what is sent as says which event of the log it tells of. */
interface Payload {
  readonly eventId?: number | null;
}

/** Of the subscriptions of a process. */
export interface SharedNeeds {
  /** Without them nothing is sent by which a subscriber could go on. */
  readonly marks: Marks | undefined;
  readonly turns: Turns;
  /** A result as subscribers may see it. */
  present(result: ExecutionResult): ExecutionResult;
}

export interface SharedSubscription {
  /** @returns why there is none, once that is known */
  join(subscriber: Subscriber): Promise<ExecutionResult | undefined>;
  leave(subscriber: Subscriber): void;
}

/** Of those who are sent something; then others are served. */
const MAX_SENT_AT_ONCE = 50;

/** @param onEmpty told when nobody is left, or it is over: who comes then needs another */
export function shareSubscription(args: ExecutionArgs, needs: SharedNeeds, onEmpty: () => void): SharedSubscription {
  const subscribers = new Set<Subscriber>();
  let source: AsyncIterator<unknown> | undefined;
  let isOver = false;

  const end = () => {
    if (isOver) return;
    isOver = true;
    onEmpty();
    void source?.return?.();
  };

  const open = async (): Promise<ExecutionResult | undefined> => {
    const opened = await createSourceEventStream(args);
    if (!isAsyncIterable(opened)) {
      end();
      return opened as ExecutionResult;
    }
    source = opened[Symbol.asyncIterator]();
    if (isOver) await source.return?.();
    else void pass(source);
    return undefined;
  };

  const pass = async (payloads: AsyncIterator<unknown>) => {
    const last = await eachFrame(payloads, args, needs, (frame, cost) => sendToAll(subscribers, frame, cost));
    for (const { stream } of [...subscribers]) stream.end(last);
    end();
  };

  const opening = open();
  return {
    join(subscriber) {
      subscribers.add(subscriber);
      return opening;
    },
    leave(subscriber) {
      subscribers.delete(subscriber);
      if (subscribers.size === 0) end();
    },
  };
}

/** Sends a stream what came between its last event and now, before what it is sent by others is let go. */
export async function sendMissed(subscriber: Subscriber, args: ExecutionArgs, needs: SharedNeeds): Promise<void> {
  const { stream } = subscriber;
  const opened = await createSourceEventStream(args).catch(failure);
  if (!isAsyncIterable(opened)) return stream.end(lastFrame(opened as ExecutionResult, needs));
  const payloads = opened[Symbol.asyncIterator]();
  const last = await eachFrame(payloads, args, needs, async (frame, cost) => {
    if (!(await isAllowed([subscriber]))) return;
    subscriber.pay(cost);
    stream.sendMissed(frame);
  });
  if (last === completed) stream.release();
  else stream.end(last);
}

/** @returns what is sent last, when there are no more */
async function eachFrame(
  payloads: AsyncIterator<unknown>,
  args: ExecutionArgs,
  needs: SharedNeeds,
  send: (frame: Frame, cost: number) => Promise<void>,
): Promise<Frame> {
  try {
    for (;;) {
      const { value: payload, done } = await payloads.next();
      if (done) return completed;
      const { eventId = null } = payload as Payload;
      const result = await needs.turns(() => execute({ ...args, rootValue: payload }));
      await send(frameOf(result, eventId), actualCost(result.data));
    }
  } catch (error) {
    return lastFrame(failure(error), needs);
  }

  function frameOf(result: ExecutionResult, eventId: number | null): Frame {
    const { marks } = needs;
    const id = eventId === null || marks === undefined ? '' : `id: ${marks.of(eventId)}\n`;
    return { bytes: encoder.encode(`${id}${eventOf(needs.present(result))}`), eventId };
  }
}

/** Asks before each event whether who gets it would still be let in. */
async function sendToAll(subscribers: ReadonlySet<Subscriber>, frame: Frame, cost: number): Promise<void> {
  const share = cost / subscribers.size;
  let sent = 0;
  const sendTo = async (those: readonly Subscriber[]) => {
    const isGood = await isAllowed(those);
    for (const { stream, pay } of isGood ? those : []) {
      pay(share);
      stream.send(frame);
      sent += 1;
      if (sent % MAX_SENT_AT_ONCE === 0) await nextTurnOfTheLoop();
    }
  };
  await Promise.all([...Map.groupBy(subscribers, ({ holder }) => holder.credential).values()].map(sendTo));
}

/** Whether the one holder of streams may have more of them; else they are ended. */
async function isAllowed(those: readonly Subscriber[]): Promise<boolean> {
  const answer = await those[0]?.holder.isStillGood().catch((error: unknown) => ({ error }));
  if (answer === true) return true;
  for (const { fail } of those) fail(answer === false || answer === undefined ? tokenEnded() : answer.error);
  return false;
}

export function tokenEnded(): GraphQLError {
  return new GraphQLError('The token is no longer good.', { extensions: { code: 'UNAUTHENTICATED' } });
}

const encoder = new TextEncoder();
const eventOf = (result: ExecutionResult) => `event: next\ndata: ${JSON.stringify(result)}\n\n`;
const completion = 'event: complete\ndata:\n\n';
const completed: Frame = { bytes: encoder.encode(completion), eventId: null };

/** What a subscription comes to that can't go on. */
export function failure(error: unknown): ExecutionResult {
  const known = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  return { data: null, errors: [known] };
}

/** An error that ends a stream, and the end. */
export function lastFrame(result: ExecutionResult, { present }: Pick<SharedNeeds, 'present'>): Frame {
  return { bytes: encoder.encode(eventOf(present(result)) + completion), eventId: null };
}
