/** Addresses of pictures in another size or format, as an image proxy in front makes them. */

import { cloudinaryUrl } from './cloudinary.ts';
import { imgproxyUrl } from './imgproxy.ts';
import { thumborUrl } from './thumbor.ts';

/** Who makes them, and what links are signed with; `url` has no slash at the end. */
export type ImageProxy =
  /** Key and salt are in hex. */
  | { readonly is: 'imgproxy'; readonly url: string; readonly key: string; readonly salt: string }
  | { readonly is: 'thumbor'; readonly url: string; readonly key: string }
  | { readonly is: 'cloudinary'; readonly url: string; readonly key: string; readonly hash: 'sha1' | 'sha256' };

export type ImageFormat = 'avif' | 'webp' | 'jpeg' | 'png';

/** What a picture is made into. With both measures it is cropped to them, with one it keeps its proportion. */
export interface Rendition {
  /** In pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Null for that of the original. */
  readonly format: ImageFormat | null;
}

/**
 * The signed link to a picture as it is wanted.
 *
 * @param source absolute; itself the answer where nothing is asked of it, or where it is a drawing: an SVG fits any size,
 *   and not every proxy takes one
 */
export function renditionUrl(proxy: ImageProxy, source: string, rendition: Rendition): string {
  const isAsItIs = rendition.width === null && rendition.height === null && rendition.format === null;
  if (isAsItIs || new URL(source).pathname.toLowerCase().endsWith('.svg')) return source;
  switch (proxy.is) {
    case 'imgproxy':
      return imgproxyUrl(proxy, source, rendition);
    case 'thumbor':
      return thumborUrl(proxy, source, rendition);
    case 'cloudinary':
      return cloudinaryUrl(proxy, source, rendition);
  }
}
