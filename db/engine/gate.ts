/** Bounded queue in front of what there is few of, such as connections: who waits is few and not for long, and writers leave readers a share. */

/** There was no place free in time; nothing was done. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

export interface GateLimits {
  /** Places: connections, or threads. */
  readonly size: number;
  /** How many readers may wait for one, and how many writers; the next is refused at once. */
  readonly maxWaiting: number;
  /** Milliseconds. */
  readonly maxWaitMs: number;
}

export interface Gate {
  /**
   * @param kind a writer is whoever changes something in a transaction
   * @param signal who gives up meanwhile waits no longer
   * @returns what gives the place back, to be called once
   * @throws {Busy} when too many wait already, or it took too long
   */
  enter(kind: Kind, signal?: AbortSignal): Promise<() => void>;
  /** How many wait. */
  waiting(): number;
}

type Kind = 'reader' | 'writer';

interface Waiter {
  readonly kind: Kind;
  admit(): void;
}

/** The part of the places that writers can't have, at least one of several. */
const READERS_SHARE = 1 / 3;

/** First come, first served, but for writers while they have all that they may. */
export function createGate({ size, maxWaiting, maxWaitMs }: GateLimits): Gate {
  const most = { reader: size, writer: size === 1 ? 1 : size - Math.max(1, Math.floor(size * READERS_SHARE)) };
  const inside = { reader: 0, writer: 0 };
  const waiting = { reader: 0, writer: 0 };
  const queue = new Set<Waiter>();
  const hasRoom = (kind: Kind) => inside.reader + inside.writer < size && inside[kind] < most[kind];

  const leave = (kind: Kind) => {
    inside[kind] -= 1;
    for (const waiter of queue) {
      if (inside.reader + inside.writer === size) return;
      if (hasRoom(waiter.kind)) waiter.admit();
    }
  };

  const wait = (kind: Kind, signal: AbortSignal | undefined) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = () => {
      queue.delete(waiter);
      waiting[kind] -= 1;
      clearTimeout(timer);
      signal?.removeEventListener('abort', refuse);
    };
    const refuse = () => {
      end();
      reject(new Busy(`No place was free within ${maxWaitMs} ms.`));
    };
    const waiter: Waiter = {
      kind,
      admit: () => {
        end();
        inside[kind] += 1;
        resolve();
      },
    };
    const timer = setTimeout(refuse, maxWaitMs);
    signal?.addEventListener('abort', refuse);
    queue.add(waiter);
    waiting[kind] += 1;
    return promise;
  };

  return {
    async enter(kind, signal) {
      if (hasRoom(kind)) inside[kind] += 1;
      else if (waiting[kind] >= maxWaiting) throw new Busy(`${waiting[kind]} wait for a place already.`);
      else await wait(kind, signal);
      return () => leave(kind);
    },
    waiting: () => queue.size,
  };
}
