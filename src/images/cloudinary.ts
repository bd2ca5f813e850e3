/** Signed Cloudinary fetch URLs: https://cloudinary.com/documentation/delivery_url_signatures. */

import { hash } from 'node:crypto';
import type { ImageProxy, Rendition } from './image-proxy.ts';

type Cloudinary = Extract<ImageProxy, { is: 'cloudinary' }>;

/** How much of the digest is shown: eight letters of SHA-1, or 32 of SHA-256 ("long URL signature"). */
const shown = { sha1: 8, sha256: 32 } as const;

export function cloudinaryUrl(proxy: Cloudinary, source: string, { width, height, format }: Rendition): string {
  const isCropped = width !== null && height !== null;
  const isResized = width !== null || height !== null;
  const transformation = [
    ...(isResized ? [isCropped ? 'c_fill' : 'c_scale'] : []),
    ...(format === null ? [] : [`f_${format === 'jpeg' ? 'jpg' : format}`]),
    ...(isCropped ? ['g_auto'] : []),
    ...(height === null ? [] : [`h_${height}`]),
    ...(width === null ? [] : [`w_${width}`]),
  ].join(',');
  const path = `${transformation}/${escaped(source)}`;
  return `${proxy.url}/image/fetch/s--${cloudinarySignature(proxy, path)}--/${path}`;
}

/** The beginning of the digest of the path and the secret. */
export function cloudinarySignature(proxy: Pick<Cloudinary, 'key' | 'hash'>, path: string): string {
  return hash(proxy.hash, path + proxy.key, 'base64url').slice(0, shown[proxy.hash]);
}

/** As Cloudinary's own libraries spell it: colons and slashes stay. */
function escaped(source: string): string {
  return encodeURIComponent(source)
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replace(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
