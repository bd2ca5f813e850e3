/** Fan-out of items to async iterators, each with a bounded queue: one that overflows ends with FELL_BEHIND. */

import { GraphQLError } from 'graphql';

/** Ends with `return`, even while `next` waits. */
export type Subscription<Item> = AsyncIterableIterator<Item, undefined, undefined>;

export interface FanOut<Item> {
  /** @param topics only what is published under one of these; everything without */
  subscribe(topics?: readonly string[]): Subscription<Item>;
  publish(item: Item, topic?: string): void;
  /** Ends all subscriptions as if they had fallen behind. */
  drop(): void;
  /** Ends all subscriptions. */
  end(): void;
}

interface Subscriber<Item> {
  readonly topics: readonly string[] | undefined;
  readonly queue: Item[];
  wake: (() => void) | undefined;
  end: 'fell behind' | 'over' | undefined;
}

const MAX_QUEUED = 1_000;

/** @param most items in a queue; of 1 only the last is kept, where a longer one overflows */
export function createFanOut<Item>(most = MAX_QUEUED): FanOut<Item> {
  const all = new Set<Subscriber<Item>>();

  const endOne = (subscriber: Subscriber<Item>, end: 'fell behind' | 'over') => {
    all.delete(subscriber);
    subscriber.end ??= end;
    subscriber.wake?.();
  };

  const put = (subscriber: Subscriber<Item>, item: Item) => {
    if (most === 1) subscriber.queue.length = 0;
    if (subscriber.queue.length >= most) endOne(subscriber, 'fell behind');
    else subscriber.queue.push(item);
    subscriber.wake?.();
  };

  return {
    subscribe: (topics) => {
      const subscriber: Subscriber<Item> = { topics, queue: [], wake: undefined, end: undefined };
      all.add(subscriber);
      return subscriptionOf(subscriber, () => endOne(subscriber, 'over'));
    },
    publish: (item, topic) => {
      for (const subscriber of all) {
        if (topic === undefined || subscriber.topics?.includes(topic) !== false) put(subscriber, item);
      }
    },
    drop: () => {
      for (const subscriber of all) endOne(subscriber, 'fell behind');
    },
    end: () => {
      for (const subscriber of all) endOne(subscriber, 'over');
    },
  };
}

function subscriptionOf<Item>(subscriber: Subscriber<Item>, leave: () => void): Subscription<Item> {
  const over = { value: undefined, done: true } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const [item] = subscriber.queue.splice(0, 1);
        if (item !== undefined) return { value: item, done: false };
        if (subscriber.end === 'fell behind') throw fellBehind();
        if (subscriber.end === 'over') return over;
        await new Promise<void>((resolve) => {
          subscriber.wake = resolve;
        });
        subscriber.wake = undefined;
      }
    },
    async return() {
      subscriber.queue.length = 0;
      leave();
      return over;
    },
  };
}

/** @param lastEventId what to send as `Last-Event-ID`, where it is known how far somebody has read */
export function fellBehind(lastEventId?: string): GraphQLError {
  const way = lastEventId === undefined ? 'read the lists, and subscribe again' : 'subscribe again with Last-Event-ID';
  const extensions = { code: 'FELL_BEHIND', ...(lastEventId !== undefined && { lastEventId }) };
  return new GraphQLError(`More happened than was read; ${way}.`, { extensions });
}

/** To what is there already. */
export function subscriptionTo<Item>(items: readonly Item[]): Subscription<Item> {
  const iterator = items.values();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => iterator.next() as IteratorResult<Item, undefined>,
    return: async () => ({ value: undefined, done: true }),
  };
}

/** What each item is made into, without those that are made into nothing. */
export function mapped<Item, Made>(
  items: Subscription<Item>,
  make: (item: Item) => Promise<Made | null>,
): Subscription<Made> {
  const leave = async () => {
    await items.return?.();
    return { value: undefined, done: true } as const;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        for (;;) {
          const result = await items.next();
          if (result.done === true) return result;
          const made = await make(result.value);
          if (made !== null) return { value: made, done: false };
        }
      } catch (error) {
        await leave();
        throw error;
      }
    },
    return: leave,
  };
}
