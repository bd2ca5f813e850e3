/** Which feed a request asks for: whose, in which format, with how much of how many pieces. */

import { isStorable } from '../text/storable.ts';

export const feedFolder = '/feeds/';

export const feedFormats = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const;
export type FeedFormat = keyof typeof feedFormats;

export interface FeedRequest {
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The header `Accept`. */
  readonly accept: string | undefined;
}

export interface FeedWish {
  readonly of: 'latest' | 'topic' | 'source';
  /** Empty for the latest. */
  readonly slug: string;
  readonly format: FeedFormat;
  /** Whether the address says the format, so that the answer doesn't depend on `Accept`. */
  readonly isNamed: boolean;
  readonly first: number;
  readonly isFull: boolean;
}

/** Pieces in a feed when the request doesn't say: what most programs that read feeds keep. */
const DEFAULT_PIECES = 20;
const MAX_PIECES = 100;

/** What is wrong with a request, and which parameter it is, if it is one. */
export interface WrongRequest {
  readonly status: 400 | 404;
  readonly message: string;
  readonly path?: readonly string[];
}

export function feedWish({ path, query, accept }: FeedRequest): FeedWish | WrongRequest {
  const found = /^\/feeds\/(?:(latest)|(topic|source)s\/([^/]+?))(?:\.(rss|atom|json))?$/.exec(path);
  const slug = decoded(found?.[3] ?? '');
  if (found === null || slug === null) return { status: 404, message: 'There is no such feed.' };
  const first = query.get('first') ?? String(DEFAULT_PIECES);
  if (!/^[1-9]\d{0,2}$/.test(first) || Number(first) > MAX_PIECES) {
    return { status: 400, message: `"first" must be a whole number from 1 to ${MAX_PIECES}.`, path: ['first'] };
  }
  const content = query.get('content') ?? 'full';
  if (content !== 'full' && content !== 'summary') {
    return { status: 400, message: '"content" must be full or summary.', path: ['content'] };
  }
  const named = found[4] as FeedFormat | undefined;
  return {
    of: (found[2] as 'topic' | 'source' | undefined) ?? 'latest',
    slug,
    format: named ?? acceptedFormat(accept),
    isNamed: named !== undefined,
    first: Number(first),
    isFull: content === 'full',
  };
}

/** Path and query of a feed: one spelling for each. */
export function feedPath({ of, slug, first, isFull }: FeedWish, format: FeedFormat | null): string {
  const query = new URLSearchParams({
    ...(!isFull && { content: 'summary' }),
    ...(first !== DEFAULT_PIECES && { first: String(first) }),
  });
  const name = of === 'latest' ? 'latest' : `${of}s/${encodeURIComponent(slug)}`;
  return `${feedFolder}${name}${format === null ? '' : `.${format}`}${query.size > 0 ? `?${query}` : ''}`;
}

function decoded(text: string): string | null {
  try {
    const slug = decodeURIComponent(text);
    return isStorable(slug) ? slug : null;
  } catch {
    return null;
  }
}

const formatsByType: Readonly<Record<string, FeedFormat>> = {
  'application/rss+xml': 'rss',
  'application/atom+xml': 'atom',
  'application/feed+json': 'json',
  'application/json': 'json',
};

/** The format that is liked best by name; RSS where several are, or none. */
function acceptedFormat(accept = ''): FeedFormat {
  const likings = { rss: 0, atom: 0, json: 0 };
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const format = formatsByType[type];
    if (format === undefined) continue;
    const quality = Number(parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, '') ?? 1);
    likings[format] = Math.max(likings[format], Number.isNaN(quality) ? 0 : quality);
  }
  const [best] = Object.entries(likings).sort(([, one], [, other]) => other - one);
  return (best?.[0] ?? 'rss') as FeedFormat;
}
