/** Answers to readers, each made once however many ask for it at the same time, and kept for as long as it is true. */

import { bytesOf } from './bytes.ts';
import { cacheControl, freshnessOf } from './freshness.ts';
import { type Beginning, createResponseCache, type KeptAnswer, type ResponseCache } from './response-cache.ts';
import { type Tag, tagHeader } from './tags.ts';
import type { Until } from './upcoming.ts';

/** What an answer is before it is kept. */
export interface MadeAnswer {
  readonly body: string;
  readonly tags: readonly Tag[];
  /** Names and values of headers that always go with it, in turn. */
  readonly head?: readonly string[];
}

export interface Answers {
  readonly cache: ResponseCache;
  /** As it was kept. */
  get(key: string): KeptAnswer | undefined;
  /**
   * The answer that is kept, or is being made for somebody else, or is made now.
   *
   * @param make resolves with an answer for everybody, or with what is only for who asked
   */
  through<Own extends object>(key: string, make: () => Promise<MadeAnswer | Own>): Promise<KeptAnswer | Own>;
  /** Headers, names and values in turn, of an answer that isn't kept here but may be elsewhere. */
  headOf(tags: readonly Tag[]): readonly string[];
  /** Resolves when no answer is given away any more that is older than what was committed before, or a second later. */
  settled(): Promise<void>;
  /** Begins to keep. */
  open(truth: Truth): void;
}

/** What is known of what changes answers. */
export interface Truth {
  /** As it is known now: until when an answer may be kept. */
  until(): Until;
  /** Resolves when everything that was committed before has been thrown away; it doesn't wait for long. */
  settled(): Promise<void>;
}

/** Nothing is known, and so nothing is kept. */
const noTruth: Truth = { until: () => () => 0, settled: async () => {} };

/** The making of an answer that others wait for. */
interface Flight {
  readonly beginning: Beginning;
  /** Undefined when it came to nothing, or only to what is for who asked. */
  readonly answer: Promise<KeptAnswer | undefined>;
}

const forNobodyElse = cacheControl({ seconds: 0, staleSeconds: 0 });

export function createAnswers({ maxBytes, tagHeaderName }: { maxBytes: number; tagHeaderName: string }): Answers {
  const cache = createResponseCache(maxBytes);
  const flights = new Map<string, Flight>();
  const separator = tagHeaderName.toLowerCase() === 'surrogate-key' ? ' ' : ',';
  let truth = noTruth;

  const finish = (
    key: string,
    { body, tags, head = [] }: MadeAnswer,
    beginning: Beginning,
    known: Until,
  ): KeptAnswer => {
    const madeAt = Date.now();
    const now = truth.until();
    // What was to come when it was begun may have come before it was finished.
    const change = now === known ? now(tags) : Math.min(known(tags), now(tags));
    const freshness = freshnessOf(tags, change, madeAt);
    const until = madeAt + freshness.seconds * 1000;
    const bytes = bytesOf(body);
    const own = [...head, tagHeaderName, tagHeader(tags, separator), 'Cache-Control'];
    const answer = { body: bytes, tags, madeAt, until };
    // NOTE: nginx doesn't look at Age, and would keep for all of its time what is given away late; this it understands.
    const lasting = [...own, cacheControl(freshness), 'X-Accel-Expires', `@${Math.floor(until / 1000)}`];
    const kept: KeptAnswer = { ...answer, head: lasting };
    if (freshness.seconds > 0 && cache.keep(key, kept, beginning)) return kept;
    // Something changed while it was made, and was purged before a cache could have it.
    return { ...answer, head: [...own, forNobodyElse] };
  };

  return {
    cache,
    get: cache.get,
    async through(key, make) {
      const came = cache.begin();
      for (;;) {
        const kept = cache.get(key);
        const flight = flights.get(key);
        if (kept !== undefined) return kept;
        if (flight === undefined) break;
        const answer = await flight.answer;
        // Each goes on alone: the next may come to nothing too, and they would stand in line.
        if (answer === undefined) break;
        // It is good for whoever came before it was begun, or while nothing in it changed.
        if (flight.beginning >= came || !cache.hasChanged(answer, flight.beginning)) return answer;
      }
      const beginning = cache.begin();
      const known = truth.until();
      const making = make().then((made) => (isMade(made) ? finish(key, made, beginning, known) : made));
      const answer = making.then(
        (made) => ('until' in made ? made : undefined),
        () => undefined,
      );
      const flight: Flight = { beginning, answer };
      flights.set(key, flight);
      try {
        return await making;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    },
    headOf(tags) {
      const control = cacheControl(freshnessOf(tags, truth.until()(tags), Date.now()));
      return ['Cache-Control', control, tagHeaderName, tagHeader(tags, separator)];
    },
    settled: () => truth.settled(),
    open(given) {
      truth = given;
    },
  };
}

function isMade<Own extends object>(made: MadeAnswer | Own): made is MadeAnswer {
  return 'body' in made && 'tags' in made;
}
