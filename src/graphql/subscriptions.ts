/**
 * Subscriptions plugin for Yoga: server-sent events, with what is asked alike executed once for all, a bounded number of streams,
 * and `Last-Event-ID` to go on behind what a subscriber had.
 */

import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { FetchAPI, GraphQLParams, Plugin } from 'graphql-yoga';
import type { Log } from '../../db/engine/log.ts';
import type { Loaders } from '../../db/loaders.ts';
import { isStillValid } from '../access/access-tokens.ts';
import { fellBehind } from '../events/fan-out.ts';
import type { EventFeed } from '../events/feed.ts';
import type { Marks } from '../events/marks.ts';
import type { Arrival } from '../http/client-address.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { type Role, reader, type Viewer } from '../roles.ts';
import { createEventStream, type EventStream } from '../streams/event-stream.ts';
import type { Holder, OpenStreams } from '../streams/open-streams.ts';
import { createTurns } from '../streams/turns.ts';
import { presentEvent } from './error-masking.ts';
import { keyOf } from './response-caching.ts';
import * as shared from './shared-subscription.ts';

/** What a subscriber's context has to tell. */
interface Subscribing extends ServerContext {
  readonly request: Request;
  readonly params: GraphQLParams;
  readonly viewer?: Viewer;
  readonly loaders?: Pick<Loaders, 'isTokenUsable'>;
  /** Aborted when it took too long to begin. */
  readonly signal?: AbortSignal;
}

/** As much of the context of resolvers as says what was missed. */
interface StreamContext {
  readonly events?: EventFeed;
}

interface SubscriptionsOptions {
  readonly open: OpenStreams;
  readonly logger: Log;
  /** Of resolvers that work for many at once: it knows the role that all of them have, and none of them. */
  createStreamContext(role: Role): object;
  /** Where a reader is. */
  addressOf(arrival: Arrival): string;
}

/** At once: what is begun together shares its statements, and what else is asked isn't kept waiting. */
const MAX_EXECUTIONS = 4;
/** Who was dropped has so long to read why; then the connection is cut. */
const DROPPED_MS = 10_000;

export function subscriptions(options: SubscriptionsOptions): Plugin<object, ServerContext> {
  const { open, logger, createStreamContext, addressOf } = options;
  const subscriptionsByKey = new Map<string | symbol, shared.SharedSubscription>();
  const turns = createTurns(MAX_EXECUTIONS);
  const streams = new WeakMap<object, EventStream>();

  /** The one of all who ask the same, begun by the first. */
  const subscriptionOf = (key: string | symbol, begin: (onEnd: () => void) => shared.SharedSubscription) => {
    const known = subscriptionsByKey.get(key);
    if (known !== undefined) return known;
    const begun = begin(() => void (subscriptionsByKey.get(key) === begun && subscriptionsByKey.delete(key)));
    subscriptionsByKey.set(key, begun);
    return begun;
  };

  const subscribe = async (given: ExecutionArgs): Promise<object> => {
    const { request, params, viewer = reader, loaders, exchange } = given.contextValue as Subscribing;
    if (!takesEvents(request.headers.get('accept'))) throw notAcceptable();
    const context: StreamContext = createStreamContext(viewer.role);
    const marks = await context.events?.marks();
    const after = lastEventIdOf(request, marks);
    const holder = holderOf(viewer, loaders, exchange?.arrival ? addressOf(exchange.arrival) : '');
    open.expectRoom(holder);

    const present = (result: ExecutionResult) => presentEvent(result, exchange as Exchange, logger);
    const needs: shared.SharedNeeds = { marks, turns, present };
    const args = { ...given, contextValue: context };
    const question = keyOf(params);
    const key = question === null ? Symbol('alone') : `${viewer.role} ${question}`;
    const subscription = subscriptionOf(key, (onEnd) => shared.shareSubscription(args, needs, onEnd));
    const reading = { holder, after, needs, caller: given.contextValue as Subscribing };
    const subscriber = admit(open, reading, (gone) => subscription.leave(gone));
    const { stream } = subscriber;

    const begin = async () => {
      if (after !== null) stream.hold();
      const refused = await subscription.join(subscriber);
      if (refused === undefined && context.events && after !== null) {
        const missed = { ...args, contextValue: { ...context, events: await context.events.missed(after) } };
        void shared.sendMissed(subscriber, missed, needs);
      }
      return refused;
    };
    const refused = await begin().catch((error: unknown) => ({ errors: [error] }));
    if (refused !== undefined) {
      stream.close();
      return refused;
    }
    const result = {};
    streams.set(result, stream);
    return result;
  };

  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(
        (args) => subscribe(args as ExecutionArgs).catch((error: unknown) => ({ errors: [error] })) as never,
      );
    },
    onResultProcess({ result, setResultProcessor }) {
      const stream = streams.get(result as object);
      if (stream) setResultProcessor((_, fetchAPI) => responseOf(stream, fetchAPI), 'text/event-stream');
    },
    onDispose: () => open.close(),
  };
}

/** How somebody reads, and who. */
interface Reading {
  readonly holder: Holder;
  /** The last event that the subscriber has had. */
  readonly after: number | null;
  readonly needs: shared.SharedNeeds;
  readonly caller: Subscribing;
}

/** A stream among the open ones, until it is over, its caller is gone, or it took too long to begin. */
function admit(
  open: OpenStreams,
  { holder, after, needs, caller: { res, signal, exchange } }: Reading,
  onLeave: (subscriber: shared.Subscriber) => void,
): shared.Subscriber {
  const { marks } = needs;
  const stream = createEventStream({
    lastEventId: after,
    farewell: (id) =>
      shared.lastFrame(shared.failure(fellBehind(id === null ? undefined : marks?.of(id))), needs).bytes,
    onDropped: () => void setTimeout(cut, DROPPED_MS).unref(),
    onClose: () => {
      onLeave(subscriber);
      leave();
    },
  });
  const cut = () => {
    stream.close();
    res?.destroy();
  };
  const fail = (error: unknown) => stream.end(shared.lastFrame(shared.failure(error), needs));
  const pay = (cost: number) => exchange?.payEvent?.(cost);
  const subscriber = { stream, holder, pay, fail };
  const leave = open.add(holder, { ...stream, expel: () => fail(shared.tokenEnded()) });
  signal?.addEventListener('abort', stream.close, { once: true });
  res?.once('close', stream.close);
  return subscriber;
}

function holderOf(viewer: Viewer, loaders: Subscribing['loaders'], address: string): Holder {
  const { id, endsAt } = viewer;
  return {
    id,
    credential: id && `${id} ${endsAt?.getTime() ?? ''}`,
    address,
    isStillGood: async () => loaders === undefined || isStillValid(viewer, loaders),
  };
}

/** @throws GraphQLError 400 for what is no mark of ours */
function lastEventIdOf({ headers }: Request, marks: Marks | undefined): number | null {
  const mark = headers.get('last-event-id') ?? '';
  if (mark === '' || marks === undefined) return null;
  const id = marks.idOf(mark);
  if (id !== null) return id;
  const message = 'Last-Event-ID must be the id of an event that a stream sent; leave it out to begin with what comes.';
  throw refusal(400, message, { code: 'BAD_REQUEST', header: 'Last-Event-ID' });
}

function takesEvents(accept: string | null): boolean {
  const ranges = (accept ?? '*/*').toLowerCase().split(',');
  return ranges.some((range) => /^\s*(text\/event-stream|text\/\*|\*\/\*)\s*(;|$)/.test(range));
}

function notAcceptable(): Error {
  return refusal(406, 'Accept text/event-stream to subscribe.', { code: 'NOT_ACCEPTABLE' });
}

function responseOf(stream: EventStream, { Response, ReadableStream }: FetchAPI): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const bytes = await stream.next();
      if (bytes === null) controller.close();
      else controller.enqueue(bytes);
    },
    cancel: () => stream.close(),
  });
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', 'Content-Encoding': 'none' };
  return new Response(body, { headers });
}
