/** Answers to readers, each made once however many ask for it at the same time, and kept for as long as it is true. */

import { hash } from 'node:crypto';
import { cacheControl, freshnessOf } from './freshness.ts';
import { createResponseCache, type KeptAnswer, type ResponseCache } from './response-cache.ts';
import { everything, type Tag, tagHeader } from './tags.ts';
import type { Clock } from './upcoming.ts';

/** What an answer is before it is kept. */
export interface MadeAnswer {
  readonly body: string;
  readonly tags: Iterable<Tag>;
}

export interface Answers {
  readonly cache: ResponseCache;
  /** Name of the header that names the tags. */
  readonly tagHeaderName: string;
  /** As it was kept. */
  get(key: string): KeptAnswer | undefined;
  /**
   * The answer that is kept, or is being made for somebody else, or is made now.
   *
   * @param make resolves with an answer for everybody, or with what is only for who asked
   */
  through<Own extends object>(key: string, make: () => Promise<MadeAnswer | Own>): Promise<KeptAnswer | Own>;
  /** Begins to keep: from here on the clock says until when. */
  open(clock: Clock): void;
}

export function createAnswers({ maxBytes, tagHeaderName }: { maxBytes: number; tagHeaderName: string }): Answers {
  const cache = createResponseCache(maxBytes);
  const flights = new Map<string, Promise<KeptAnswer | undefined>>();
  const separator = tagHeaderName.toLowerCase() === 'surrogate-key' ? ' ' : ',';
  let clock: Pick<Clock, 'until'> = { until: () => 0 };

  const finish = (key: string, { body, tags }: MadeAnswer, beginning: number): KeptAnswer => {
    const all = new Set(tags);
    const madeAt = Date.now();
    const bytes = Buffer.from(body);
    const freshness = freshnessOf(all, clock.until(all), madeAt);
    const answer: KeptAnswer = {
      body: bytes,
      etag: `"${hash('sha256', bytes, 'base64url')}"`,
      cacheControl: cacheControl(freshness),
      tagHeader: tagHeader(all, separator),
      tags: [everything, ...all],
      madeAt,
      until: madeAt + freshness.seconds * 1000,
    };
    if (freshness.seconds > 0 && cache.keep(key, answer, beginning)) return answer;
    // Something changed while it was made, and was purged before a cache could have it.
    return { ...answer, cacheControl: cacheControl({ seconds: 0, staleSeconds: 0 }) };
  };

  return {
    cache,
    tagHeaderName,
    get: cache.get,
    async through(key, make) {
      const kept = cache.get(key) ?? (await flights.get(key)?.catch(() => undefined));
      if (kept !== undefined) return kept;
      const beginning = cache.begin();
      const making = make().then((made) => (isMade(made) ? finish(key, made, beginning) : made));
      const flight = making.then((answer) => ('etag' in answer ? answer : undefined));
      flights.set(key, flight);
      try {
        return await making;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    },
    open(given) {
      clock = given;
    },
  };
}

function isMade<Own extends object>(made: MadeAnswer | Own): made is MadeAnswer {
  return 'body' in made && 'tags' in made;
}
