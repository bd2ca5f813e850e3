/** Purge requests by cache tag (surrogate key) for each CDN: Fastly, Cloudflare, or any cache by HTTP. */

import type { Tag } from '../caching/tags.ts';

/** Tokens are secrets: they are never logged or printed. */
export type Cdn =
  | {
      readonly is: 'fastly';
      readonly apiUrl: string;
      readonly serviceId: string;
      readonly token: string;
      /** Marks answers stale rather than throwing them away. */
      readonly isSoft: boolean;
    }
  | { readonly is: 'cloudflare'; readonly apiUrl: string; readonly zoneId: string; readonly token: string }
  | { readonly is: 'http'; readonly url: string; readonly token: string | undefined };

/** One request, always a POST; without what proves who asks. */
export interface PurgeCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly tags: readonly Tag[];
}

export const apiUrls = {
  fastly: 'https://api.fastly.com',
  cloudflare: 'https://api.cloudflare.com/client/v4',
} as const;

/** What each takes in one request. */
const MAX_TAGS = { fastly: 256, cloudflare: 100, http: 1_000 } as const;

const json = { 'content-type': 'application/json' };

/** The requests that throw away everything under any of the tags. */
export function purgeCalls(cdn: Cdn, tags: readonly Tag[]): PurgeCall[] {
  const most = MAX_TAGS[cdn.is];
  const batches = Array.from({ length: Math.ceil(tags.length / most) }, (_, n) => tags.slice(n * most, (n + 1) * most));
  return batches.map((batch) => ({ ...callOf(cdn, batch), tags: batch }));
}

function callOf(cdn: Cdn, tags: readonly Tag[]): Omit<PurgeCall, 'tags'> {
  if (cdn.is === 'fastly') {
    const headers = { ...json, ...(cdn.isSoft && { 'fastly-soft-purge': '1' }) };
    // NOTE: keys may stand in a header too, but so many of them are longer than headers may be.
    const body = JSON.stringify({ surrogate_keys: tags });
    return { url: `${cdn.apiUrl}/service/${cdn.serviceId}/purge`, headers, body };
  }
  const body = JSON.stringify({ tags });
  if (cdn.is === 'cloudflare') return { url: `${cdn.apiUrl}/zones/${cdn.zoneId}/purge_cache`, headers: json, body };
  return { url: cdn.url, headers: json, body };
}

/** Goes with every request, and nowhere else. */
export function proofOf(cdn: Cdn): Record<string, string> {
  if (cdn.is === 'fastly') return { 'fastly-key': cdn.token };
  return cdn.token === undefined ? {} : { authorization: `Bearer ${cdn.token}` };
}
