/**
 * Request coalescing (single flight) over the response cache: a response that many ask for at the same time is made once,
 * gets its cache headers, and is cached until it expires.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { isOutage } from '../../db/engine/faults.ts';
import { type CompressedBodies, createCompressedBodies } from '../compression/compressed-bodies.ts';
import { bytesOf } from './bytes.ts';
import type { Expiry } from './expiry.ts';
import { cacheControl, freshnessOf } from './freshness.ts';
import { createPartCache, type PartCache } from './part-cache.ts';
import { type CachedResponse, createResponseCache, type ResponseCache } from './response-cache.ts';
import type { Epoch } from './tag-epochs.ts';
import { type Tag, tagHeader } from './tags.ts';

/** A response before it is cached. */
export interface NewResponse {
  readonly body: string;
  readonly tags: readonly Tag[];
  /** Names and values of headers that always go with it, in turn. */
  readonly head?: readonly string[];
}

/** Thrown by what makes a response that can't be made, since the database is away. */
export class NotMade<Own extends object> extends Error {
  override readonly name = 'NotMade';
  /** What who asked is told where nothing is stale. */
  readonly instead: Own;

  constructor(instead: Own) {
    super('The database is away.');
    this.instead = instead;
  }
}

/** Plain numbers, which cost readers nothing; whoever measures looks at them now and then. */
export interface CacheCounts {
  /** Answered before GraphQL, by URL or body. */
  fast: number;
  /** Answered with what was cached. */
  hits: number;
  /** Answered with what was being made for somebody else. */
  coalesced: number;
  /** Made, or tried in vain. */
  misses: number;
  /** Answered with what was past its time, since the database is away. */
  stale: number;
}

export interface CoalescingCache {
  readonly store: ResponseCache;
  /** What loaders found, in memory of its own. */
  readonly parts: PartCache;
  /** Bodies as they went out compressed, in memory of their own. */
  readonly compressed: CompressedBodies;
  get(key: string): CachedResponse | undefined;
  /** How questions were answered so far. */
  readonly counts: CacheCounts;
  /**
   * The response that is cached, or is being made for somebody else, or is made now.
   *
   * @param make resolves with a response for everybody, or with what is only for who asked; where it rejects since the
   *   database is away, with {@link NotMade} or as a statement does, what was cached is stale and sent all the same
   */
  getOrMake<Own extends object>(key: string, make: () => Promise<NewResponse | Own>): Promise<CachedResponse | Own>;
  /** Headers, names and values in turn, of a response that isn't cached here but may be elsewhere. */
  headOf(tags: readonly Tag[]): readonly string[];
  /** Resolves when no response is sent any more that is older than what was committed before, or a second later. */
  caughtUp(): Promise<void>;
  /** Begins to cache. */
  open(source: InvalidationSource): void;
}

/** What the cache has to know of what changes responses. */
export interface InvalidationSource {
  /** As it is known now. */
  expiry(): Expiry;
  /** Of the place in the log up to which whatever is read now has seen all changes; without, answers name none. */
  mark?(): string;
  /** Resolves when everything that was committed before has been invalidated; it doesn't wait for long. */
  caughtUp(): Promise<void>;
}

/** What was known as the making of a response began. */
interface Beginning {
  readonly since: Epoch;
  readonly expiryThen: Expiry;
  readonly mark: string | undefined;
}

/** Where an answer says as of which place in the log it is: live tags go on behind it. */
const markHeader = 'X-Dateline-Mark';

/** Nothing is known, and so nothing is cached. */
const noSource: InvalidationSource = { expiry: () => () => 0, caughtUp: async () => {} };

/** The making of a response that others wait for. */
interface Flight {
  readonly since: Epoch;
  /** A response for everybody, or what is only for who asked. */
  readonly making: Promise<object>;
}

const uncacheable = cacheControl({ seconds: 0, staleSeconds: 0, staleIfErrorSeconds: 0 });
/** By RFC 9211: why it is stale. */
const staleStatus = ['Cache-Status', 'dateline; fwd=stale; fwd-status=503'];
/** Where it is known that the database is away, nobody waits longer for what is stale. */
const PATIENCE_MS = 500;

/** JSON and feeds shrink to less than that, and few callers want any but one encoding. */
const COMPRESSED_PART = 1 / 4;
/** Parts are rows that many pages show, without their bodies. */
const PARTS_PART = 1 / 4;

interface CacheOptions {
  /** Of responses; a quarter of it again is for what they were compressed to, and a quarter for parts. */
  readonly maxBytes: number;
  readonly tagHeaderName: string;
  /** For how long what is past its time is sent while the database is away; 0, never, if not given. */
  readonly staleIfErrorSeconds?: number;
  /** Whether caches are told that they may, too; else they never throw away for sure what they are told to. */
  readonly tellsStaleIfError?: boolean;
}

export function createCoalescingCache({
  maxBytes,
  tagHeaderName,
  staleIfErrorSeconds = 0,
  tellsStaleIfError = true,
}: CacheOptions): CoalescingCache {
  const store = createResponseCache(maxBytes);
  const compressed = createCompressedBodies(maxBytes * COMPRESSED_PART);
  const flights = new Map<string, Flight>();
  const separator = tagHeaderName.toLowerCase() === 'surrogate-key' ? ' ' : ',';
  let source = noSource;
  const parts = createPartCache(store, () => source.expiry(), maxBytes * PARTS_PART);
  const counts: CacheCounts = { fast: 0, hits: 0, coalesced: 0, misses: 0, stale: 0 };

  const finish = (
    key: string,
    { body, tags, head = [] }: NewResponse,
    { since, expiryThen, mark }: Beginning,
  ): CachedResponse => {
    const madeAt = Date.now();
    const expiryNow = source.expiry();
    // What was to come when it was begun may have come before it was finished.
    const changesAt = expiryNow === expiryThen ? expiryNow(tags) : Math.min(expiryThen(tags), expiryNow(tags));
    const freshness = freshnessOf(tags, changesAt, madeAt, staleIfErrorSeconds);
    const expiresAt = madeAt + freshness.seconds * 1000;
    const staleUntil = expiresAt + freshness.staleIfErrorSeconds * 1000;
    const named = mark === undefined ? [] : [markHeader, mark];
    const own = [...head, ...named, tagHeaderName, tagHeader(tags, separator), 'Cache-Control'];
    const response = { body: bytesOf(body), tags, madeAt, expiresAt, staleUntil };
    const told = tellsStaleIfError ? freshness : { ...freshness, staleIfErrorSeconds: 0 };
    const cacheable: CachedResponse = { ...response, head: [...own, cacheControl(told)] };
    if (freshness.seconds > 0 && store.set(key, cacheable, since)) return cacheable;
    // Something changed while it was made, and was purged before a cache could have it.
    return { ...response, expiresAt: madeAt, staleUntil: madeAt, head: [...own, uncacheable] };
  };

  /** As it went out, but for no cache: it is asked for again as soon as there may be a fresh one. */
  const staleOf = (key: string): CachedResponse | undefined => {
    const response = store.getStale(key);
    if (response === undefined) return undefined;
    counts.stale += 1;
    const head = [tagHeaderName, tagHeader(response.tags, separator), 'Cache-Control', uncacheable, ...staleStatus];
    return { ...response, head };
  };

  /** What is sent in place of what is being made, if anything: the database is away, or is known to be and it takes too long. */
  const staleInstead = async (key: string, making: Promise<object>): Promise<CachedResponse | undefined> => {
    const isAway = !store.isOpen() && store.getStale(key) !== undefined;
    try {
      // What fails later fails for nobody: the one who waits for it is answered.
      const made = isAway ? await Promise.race([making, wait(PATIENCE_MS, undefined, { ref: false })]) : await making;
      return made === undefined ? staleOf(key) : undefined;
    } catch (error) {
      return error instanceof NotMade || isOutage(error) ? staleOf(key) : undefined;
    }
  };

  return {
    store,
    parts,
    compressed,
    get: store.get,
    counts,
    async getOrMake<Own extends object>(key: string, make: () => Promise<NewResponse | Own>) {
      const arrived = store.epoch();
      for (;;) {
        const cached = store.get(key);
        const flight = flights.get(key);
        if (cached !== undefined) {
          counts.hits += 1;
          return cached;
        }
        if (flight === undefined) break;
        const stale = await staleInstead(key, flight.making);
        if (stale !== undefined) return stale;
        const response = await forEverybody(flight);
        // Each goes on alone: the next may come to nothing too, and they would stand in line.
        if (response === undefined) break;
        // It is good for whoever came before it was begun, or while nothing in it changed.
        if (flight.since >= arrived || !store.hasChanged(response, flight.since)) {
          counts.coalesced += 1;
          return response;
        }
      }
      counts.misses += 1;
      const since = store.epoch();
      const beginning = { since, expiryThen: source.expiry(), mark: source.mark?.() };
      const making = make().then((made) => (isNew(made) ? finish(key, made, beginning) : made));
      const flight: Flight = { since, making };
      flights.set(key, flight);
      try {
        return (await staleInstead(key, making)) ?? (await making);
      } catch (error) {
        if (error instanceof NotMade) return error.instead as Own;
        throw error;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    },
    headOf(tags) {
      const control = cacheControl(freshnessOf(tags, source.expiry()(tags), Date.now()));
      return ['Cache-Control', control, tagHeaderName, tagHeader(tags, separator)];
    },
    caughtUp: () => source.caughtUp(),
    open(given) {
      source = given;
    },
  };
}

async function forEverybody({ making }: Flight): Promise<CachedResponse | undefined> {
  const made = await making.catch(() => undefined);
  return made !== undefined && 'expiresAt' in made ? (made as CachedResponse) : undefined;
}

function isNew<Own extends object>(made: NewResponse | Own): made is NewResponse {
  return 'body' in made && 'tags' in made;
}
