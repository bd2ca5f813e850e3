/** Tells the same things to many who each take them at their own pace. */

import { GraphQLError } from 'graphql';

/** Ends with `return`, even while `next` waits. */
export type Following<Told> = AsyncIterableIterator<Told, undefined, undefined>;

export interface Followers<Told> {
  /** @param topics only what is told of these; all without */
  follow(topics?: readonly string[]): Following<Told>;
  tell(told: Told, topic?: string): void;
  /** Ends all that follow. */
  end(): void;
}

interface Follower<Told> {
  readonly topics: readonly string[] | undefined;
  readonly waiting: Told[];
  wake: (() => void) | undefined;
  end: 'fell behind' | 'over' | undefined;
}

/** @param most how many may wait for one who follows; of 1 only the last is kept, of more the follower falls behind and is ended */
export function followers<Told>(most = 1000): Followers<Told> {
  const all = new Set<Follower<Told>>();

  const endOne = (follower: Follower<Told>, end: 'fell behind' | 'over') => {
    all.delete(follower);
    follower.end ??= end;
    follower.wake?.();
  };

  const put = (follower: Follower<Told>, told: Told) => {
    if (most === 1) follower.waiting.length = 0;
    if (follower.waiting.length >= most) endOne(follower, 'fell behind');
    else follower.waiting.push(told);
    follower.wake?.();
  };

  return {
    follow: (topics) => {
      const follower: Follower<Told> = { topics, waiting: [], wake: undefined, end: undefined };
      all.add(follower);
      return following(follower, () => endOne(follower, 'over'));
    },
    tell: (told, topic) => {
      for (const follower of all) {
        if (topic === undefined || follower.topics?.includes(topic) !== false) put(follower, told);
      }
    },
    end: () => {
      for (const follower of all) endOne(follower, 'over');
    },
  };
}

function following<Told>(follower: Follower<Told>, leave: () => void): Following<Told> {
  const over = { value: undefined, done: true } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const [told] = follower.waiting.splice(0, 1);
        if (told !== undefined) return { value: told, done: false };
        if (follower.end === 'fell behind') throw fellBehind();
        if (follower.end === 'over') return over;
        await new Promise<void>((resolve) => {
          follower.wake = resolve;
        });
        follower.wake = undefined;
      }
    },
    async return() {
      follower.waiting.length = 0;
      leave();
      return over;
    },
  };
}

function fellBehind(): GraphQLError {
  return new GraphQLError('More happened than was read; subscribe again.', { extensions: { code: 'FELL_BEHIND' } });
}

/** What each thing told comes to, without those that come to nothing. An error is the last that is told. */
export function each<Told, Made>(
  told: Following<Told>,
  make: (told: Told) => Promise<Made | null>,
): Following<Made | Error> {
  const leave = async () => {
    await told.return?.();
    return { value: undefined, done: true } as const;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        for (;;) {
          const result = await told.next();
          if (result.done === true) return result;
          const made = await make(result.value);
          if (made !== null) return { value: made, done: false };
        }
      } catch (error) {
        await leave();
        return { value: error instanceof Error ? error : new Error(String(error)), done: false };
      }
    },
    return: leave,
  };
}
