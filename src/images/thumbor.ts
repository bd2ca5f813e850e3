/** Signed Thumbor URLs: https://thumbor.readthedocs.io/en/latest/usage.html and /security.html. */

import { createHmac } from 'node:crypto';
import type { ImageProxy, Rendition } from './image-proxy.ts';

type Thumbor = Extract<ImageProxy, { is: 'thumbor' }>;

export function thumborUrl(proxy: Thumbor, source: string, { width, height, format }: Rendition): string {
  const path = [
    ...(width !== null || height !== null ? [`${width ?? 0}x${height ?? 0}`] : []),
    ...(width !== null && height !== null ? ['smart'] : []),
    ...(format === null ? [] : [`filters:format(${format})`]),
    // Unless it is encoded, a query of its own would be taken for Thumbor's.
    encodeURIComponent(source),
  ].join('/');
  return `${proxy.url}/${thumborSignature(proxy, path)}/${path}`;
}

/** HMAC-SHA1 of the path without its first slash; base64url as Python has it, with `=` at the end. */
export function thumborSignature({ key }: Pick<Thumbor, 'key'>, path: string): string {
  return createHmac('sha1', key).update(path).digest('base64').replaceAll('+', '-').replaceAll('/', '_');
}
