/** Content encoding: which compression a caller takes (RFC 9110), and bodies compressed by it off the main thread. */

import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  gzip,
  zstdCompress,
} from 'node:zlib';
import { LRUCache } from 'lru-cache';

export type Encoding = 'zstd' | 'br' | 'gzip';

/** Of those that a caller likes equally, the first: the quickest to make and to read among the small ones. */
const preferred: readonly Encoding[] = ['zstd', 'br', 'gzip'];

/** Shorter bodies hardly shrink, and fit into one packet as they are. */
const MIN_COMPRESSED_BYTES = 1_024;

/** For answers that are made while somebody waits: beyond these levels time grows faster than size shrinks. */
const BROTLI_QUALITY = 4;

const brotli = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
};
const [zstdOf, brotliOf, gzipOf] = [promisify(zstdCompress), promisify(brotliCompress), promisify(gzip)];

const compressors: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  zstd: (body) => zstdOf(body),
  br: (body) => brotliOf(body, brotli),
  gzip: (body) => gzipOf(body),
};
const streams: Readonly<Record<Encoding, () => Transform>> = {
  zstd: () => createZstdCompress(),
  br: () => createBrotliCompress(brotli),
  gzip: () => createGzip(),
};

/** Callers send few different headers, each with every request. */
const known = new LRUCache<string, { readonly encoding: Encoding | null }>({ max: 200 });

/**
 * @param accepted an `Accept-Encoding` header; none takes a body only as it is
 * @param among what there is
 */
export function encodingFor(
  accepted: string | readonly string[] | null | undefined,
  among: readonly Encoding[] = preferred,
): Encoding | null {
  if (accepted == null || accepted.length === 0) return null;
  const key = `${among} ${accepted}`;
  let found = known.get(key);
  if (found === undefined) {
    found = { encoding: negotiated(String(accepted), among) };
    known.set(key, found);
  }
  return found.encoding;
}

/** The same for a body: none for one that is short. */
export function encodingOfBody(
  { byteLength }: Buffer,
  accepted: string | readonly string[] | null | undefined,
): Encoding | null {
  return byteLength < MIN_COMPRESSED_BYTES ? null : encodingFor(accepted);
}

function negotiated(accepted: string, among: readonly Encoding[]): Encoding | null {
  const weights = new Map<string, number>();
  for (const part of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality);
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight >= 0 && weight <= 1 ? weight : 0);
  }
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  let best: Encoding | null = null;
  for (const encoding of among) {
    if (weightOf(encoding) > (best === null ? 0 : weightOf(best))) best = encoding;
  }
  return best !== null && weightOf(best) >= (weights.get('identity') ?? 0) ? best : null;
}

/** The body in another form. @throws what zlib throws */
export function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  return compressors[encoding](body);
}

/** The same for a body that is made piece by piece. */
export function compressing(encoding: Encoding): Transform {
  return streams[encoding]();
}
