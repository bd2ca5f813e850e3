/** Markup for pages, beside Hono's `html`, which escapes all that it is given unless that is markup already. */

import { html, raw } from 'hono/html';
import type { Settings } from '../settings.ts';

export type Html = ReturnType<typeof html>;

/** What the parts of a page need to know of the site. */
export type Site = Pick<Settings, 'siteUrl' | 'siteName' | 'apiUrl' | 'imageOrigins'>;

/** A player's link that says no more than the provider's name, which stands above each. */
const untitledEmbed = /<figure( data-embed="([^"<>]{1,200})"><a href="[^"<>]{1,4000}">\2<\/a>)/g;

/** An article's body: Dateline has sanitised it. Of pictures from elsewhere it says that they aren't there, and what they are; of players that have no title the provider's name once. */
export function bodyOf(sanitised: string, imageOrigins: readonly string[]): Html {
  return raw(
    sanitised.replace(untitledEmbed, '<figure class="untitled"$1').replace(/<img [^>]*>/g, (img) => {
      const origin = URL.parse(/ src="([^"]+)"/.exec(img)?.[1] ?? '')?.origin;
      if (origin !== undefined && imageOrigins.includes(origin)) return img;
      const alt = / alt="([^"]*)"/.exec(img)?.[1];
      return `<span class="no-picture">Picture not available${alt ? `: ${alt}` : ''}</span>`;
    }),
  );
}

/** Data for search engines. No text of it can end the element. */
export function jsonLd(content: unknown): Html {
  return html`<script type="application/ld+json">${raw(JSON.stringify(content).replaceAll('<', '\\u003c'))}</script>`;
}
