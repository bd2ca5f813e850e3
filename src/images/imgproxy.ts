/** Signed imgproxy URLs: https://docs.imgproxy.net/usage/processing and /usage/signing_url. */

import { createHmac } from 'node:crypto';
import type { ImageProxy, Rendition } from './image-proxy.ts';

type Imgproxy = Extract<ImageProxy, { is: 'imgproxy' }>;

export function imgproxyUrl(proxy: Imgproxy, source: string, { width, height, format }: Rendition): string {
  const isCropped = width !== null && height !== null;
  const isResized = width !== null || height !== null;
  const path = [
    '',
    // The last number lets small pictures grow, so that a page gets the size it has left room for.
    ...(isResized ? [`rs:${isCropped ? 'fill' : 'fit'}:${width ?? 0}:${height ?? 0}:1`] : []),
    ...(isCropped ? ['g:sm'] : []),
    `${Buffer.from(source).toString('base64url')}${format === null ? '' : `.${extensions[format]}`}`,
  ].join('/');
  return `${proxy.url}/${imgproxySignature(proxy, path)}${path}`;
}

/** HMAC-SHA256 of salt and path. */
export function imgproxySignature({ key, salt }: Pick<Imgproxy, 'key' | 'salt'>, path: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex'))
    .update(Buffer.from(salt, 'hex'))
    .update(path)
    .digest('base64url');
}

const extensions = { avif: 'avif', webp: 'webp', jpeg: 'jpg', png: 'png' } as const;
