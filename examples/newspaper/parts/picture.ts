/** Pictures: from the site itself and the hosts of IMAGE_ORIGINS alone; of any other the page says that it isn't there. */

import { html } from 'hono/html';
import type { PictureFragment } from '../client/graphql.ts';
import type { Html, Site } from './html.ts';

/** What Dateline gives for a picture of which only the caption is known. */
const standIn = '/images/placeholder.svg';
/** Until the picture is there, so that nothing moves when it is. */
const usualSize = { width: 1600, height: 900 };

/** Dateline's own pictures come through the site; of other hosts only those in IMAGE_ORIGINS are shown: null for any other. */
function pictureAddress(url: string, { siteUrl, apiUrl, imageOrigins }: Site): string | null {
  const { origin, pathname, search } = new URL(url);
  const isOurs = origin === new URL(siteUrl).origin || origin === new URL(apiUrl).origin;
  if (isOurs && pathname === standIn) return null;
  if (isOurs && pathname.startsWith('/images/')) return pathname + search;
  return imageOrigins.includes(origin) ? url : null;
}

interface Look {
  /** Of the first and largest on a page, which readers wait for. */
  readonly isLead?: boolean;
  /** Where it stands beside a link with the same words, and would only be read twice. */
  readonly isMute?: boolean;
}

/** @returns null for a picture that can't be shown */
export function picture(
  image: PictureFragment,
  site: Site,
  { isLead = false, isMute = false }: Look = {},
): Html | null {
  const { width, height } = image.width && image.height ? { width: image.width, height: image.height } : usualSize;
  const [large, small] = [pictureAddress(image.url, site), pictureAddress(image.small, site)];
  if (large === null || small === null) return null;
  const sources =
    isLead && large !== small && html`srcset="${small} 640w, ${large} 1600w" sizes="(width >= 60rem) 54rem, 100vw"`;
  return html`<img src="${isLead ? large : small}" ${sources} alt="${isMute ? '' : image.alt}" width="${width}" height="${height}"
    ${isLead ? html`fetchpriority="high"` : html`loading="lazy"`} decoding="async">`;
}
