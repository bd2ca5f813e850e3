/** Signed URLs of image renditions: another size or format, made by an image proxy. */

import { cloudinaryUrl } from './cloudinary.ts';
import type { ImageProxy, Rendition } from './image-proxy.ts';
import { imgproxyUrl } from './imgproxy.ts';
import { thumborUrl } from './thumbor.ts';

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
