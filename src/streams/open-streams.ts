/**
 * The streams that a process has open: how many there may be in all, for one token and for one address; their pings; and the end
 * of those whose token is no longer good.
 */

import { streamsChanged } from '../diagnostics/signals.ts';
import { refusal } from '../http/refusal.ts';
import { repeat } from '../repeat.ts';

export interface StreamLimits {
  /** In this process. */
  readonly most: number;
  readonly mostPerToken: number;
  /** Of those who have no token. */
  readonly mostPerAddress: number;
}

export const defaultStreamLimits: StreamLimits = { most: 5_000, mostPerToken: 2_500, mostPerAddress: 2_500 };

/** Who has a stream open. */
export interface Holder {
  /** Null for readers. */
  readonly id: string | null;
  /** Of those with the same, one is asked whether it is still good. */
  readonly credential: string | null;
  /** Where a reader is; empty when that isn't known. */
  readonly address: string;
  isStillGood(): Promise<boolean>;
}

/** As much of a stream as is done to all of them. */
export interface OpenStream {
  ping(): void;
  /** Because its token is no longer good. */
  expel(): void;
  close(): void;
}

export interface OpenStreams {
  /** @throws GraphQLError 503 when the process is full, 429 when the holder has his share */
  expectRoom(holder: Holder): void;
  /** @returns what takes it out again */
  add(holder: Holder, stream: OpenStream): () => void;
  /** Ends all of them. */
  close(): void;
}

/** Many proxies cut what is silent for a minute, some for less. */
const PING_EVERY_MS = 12_000;
/** With the way to the database, a stream ends within a second of its token. */
const CHECK_EVERY_MS = 400;
const RETRY_AFTER_S = 10;

export function createOpenStreams({ most, mostPerToken, mostPerAddress }: StreamLimits): OpenStreams {
  const all = new Map<OpenStream, Holder>();
  const counts = new Map<string, number>();
  let stopLooking: (() => void) | undefined;

  return {
    expectRoom(holder) {
      if (all.size >= most) throw full(most);
      const name = nameOf(holder);
      const [limit, whose] = holder.id === null ? [mostPerAddress, 'address'] : [mostPerToken, 'token'];
      if (name !== null && (counts.get(name) ?? 0) >= limit) throw tooMany(limit, whose);
    },
    add(holder, stream) {
      const name = nameOf(holder);
      all.set(stream, holder);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
      stopLooking ??= lookAfter(all);
      streamsChanged.publish({ by: 1 });
      return () => {
        if (!all.delete(stream)) return;
        streamsChanged.publish({ by: -1 });
        const left = name === null ? 0 : (counts.get(name) ?? 1) - 1;
        if (name !== null && left > 0) counts.set(name, left);
        else if (name !== null) counts.delete(name);
        if (all.size > 0) return;
        stopLooking?.();
        stopLooking = undefined;
      };
    },
    close() {
      for (const stream of [...all.keys()]) stream.close();
    },
  };
}

/** @returns what ends it */
function lookAfter(all: ReadonlyMap<OpenStream, Holder>): () => void {
  const pinging = setInterval(() => {
    for (const stream of all.keys()) stream.ping();
  }, PING_EVERY_MS).unref();
  const expelling = repeat(() => expelEnded(all), { everyMs: CHECK_EVERY_MS, onError: () => {} });
  return () => {
    clearInterval(pinging);
    void expelling.stop();
  };
}

/** A database that doesn't answer says nothing of a token: it is asked again soon, and before each event. */
async function expelEnded(all: ReadonlyMap<OpenStream, Holder>): Promise<void> {
  const byCredential = Map.groupBy(all, ([, { credential }]) => credential);
  byCredential.delete(null);
  await Promise.all(
    [...byCredential.values()].map(async (those) => {
      if (await those[0]?.[1].isStillGood()) return;
      for (const [stream] of those) stream.expel();
    }),
  );
}

/** Whose share a stream counts in; null for a reader whose address isn't known, who counts in all of them only. */
function nameOf({ id, address }: Holder): string | null {
  if (id !== null) return `token ${id}`;
  return address === '' ? null : `address ${address}`;
}

function full(limit: number): Error {
  const message = `This process has its ${limit} streams open; subscribe again in a while, or ask for the list now and then.`;
  return refusal(503, message, { code: 'UNAVAILABLE', limit }, { 'Retry-After': String(RETRY_AFTER_S) });
}

function tooMany(limit: number, whose: string): Error {
  const message = `There are ${limit} streams open from this ${whose}; end some, or share one of them among those who want the same.`;
  return refusal(429, message, { code: 'TOO_MANY_STREAMS', limit }, { 'Retry-After': String(RETRY_AFTER_S) });
}
