/**
 * Bounded queue in front of what there is few of, such as connections: who waits is few and not for long, writers leave readers a
 * share, and the service's own work comes first.
 */

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
   * @param kind a writer is whoever changes something in a transaction; the service is what all of them rely on: it is next, and
   *   never too many, since there is a handful of it
   * @param signal who gives up meanwhile waits no longer
   * @returns what gives the place back, to be called once
   * @throws {Busy} when too many wait already, or it took too long
   */
  enter(kind: Kind, signal?: AbortSignal): Promise<() => void>;
  /** How many wait. */
  waiting(): number;
}

export type Kind = 'reader' | 'writer' | 'service';

interface Waiter {
  readonly kind: Kind;
  admit(): void;
}

/** The part of the places that writers can't have, at least one of several. */
const READERS_SHARE = 1 / 3;

/** First come, first served, but for the service, which is first, and for writers while they have all that they may. */
export function createGate({ size, maxWaiting, maxWaitMs }: GateLimits): Gate {
  const writers = size === 1 ? 1 : size - Math.max(1, Math.floor(size * READERS_SHARE));
  const mostInside = { reader: size, writer: writers, service: size };
  const mostWaiting = { reader: maxWaiting, writer: maxWaiting, service: Number.POSITIVE_INFINITY };
  const inside = { reader: 0, writer: 0, service: 0 };
  const waiting = { reader: 0, writer: 0, service: 0 };
  const service = new Set<Waiter>();
  const others = new Set<Waiter>();
  const isFull = () => inside.reader + inside.writer + inside.service >= size;
  const hasRoom = (kind: Kind) => !isFull() && inside[kind] < mostInside[kind];

  const leave = (kind: Kind) => {
    inside[kind] -= 1;
    for (const queue of [service, others]) {
      for (const waiter of queue) {
        if (isFull()) return;
        if (hasRoom(waiter.kind)) waiter.admit();
      }
    }
  };

  const wait = (kind: Kind, signal: AbortSignal | undefined) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const queue = kind === 'service' ? service : others;
    const end = () => {
      queue.delete(waiter);
      waiting[kind] -= 1;
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    };
    const refuse = (reason: string) => {
      end();
      reject(new Busy(reason));
    };
    const giveUp = () => refuse('The wait for a place was given up.');
    const waiter: Waiter = {
      kind,
      admit: () => {
        end();
        inside[kind] += 1;
        resolve();
      },
    };
    // First, since what is no signal throws here, and then nothing may be left behind.
    signal?.addEventListener('abort', giveUp);
    const timer = setTimeout(() => refuse(`No place was free within ${maxWaitMs} ms.`), maxWaitMs);
    queue.add(waiter);
    waiting[kind] += 1;
    return promise;
  };

  return {
    async enter(kind, signal) {
      if (hasRoom(kind)) inside[kind] += 1;
      else if (waiting[kind] >= mostWaiting[kind]) throw new Busy(`${waiting[kind]} wait for a place already.`);
      else await wait(kind, signal);
      return () => leave(kind);
    },
    waiting: () => service.size + others.size,
  };
}
