/** Markup for pages, beside Hono's `html`, which escapes all that it is given unless that is markup already. */

import { html, raw } from 'hono/html';
import type { Settings } from '../settings.ts';

export type Html = ReturnType<typeof html>;

/** What the parts of a page need to know of the site. */
export type Site = Pick<Settings, 'siteUrl' | 'siteName' | 'apiUrl' | 'imageOrigins'>;

/** An article's body: Dateline has sanitised it. Its pictures come from anywhere, so that they become what they say. */
export function bodyOf(sanitised: string): Html {
  return raw(sanitised.replace(/<img [^>]*>/g, (img) => / alt="([^"]+)"/.exec(img)?.[1] ?? ''));
}

/** Data for search engines. No text of it can end the element. */
export function jsonLd(content: unknown): Html {
  return html`<script type="application/ld+json">${raw(JSON.stringify(content).replaceAll('<', '\\u003c'))}</script>`;
}
