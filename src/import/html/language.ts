/** Declared language of a page. */

import type { PageDocument } from './dom.ts';
import type { LinkedData } from './linked-data.ts';
import type { MetaTags } from './meta-tags.ts';

/** The first valid BCP 47 tag of `<html lang>`, `<body lang>`, `inLanguage`, `og:locale` and `content-language`, in its canonical form. */
export function readLanguage(document: PageDocument, linked: LinkedData, meta: MetaTags): string | undefined {
  const root = document.querySelector('html');
  const candidates = [
    root?.getAttribute('lang'),
    root?.getAttribute('xml:lang'),
    // Where word processors say it.
    document.body.getAttribute('lang'),
    linked.text('inLanguage'),
    meta.first('og:locale', 'dc.language', 'dcterms.language', 'language', 'content-language'),
    document.querySelector('meta[http-equiv="content-language" i]')?.getAttribute('content'),
  ];
  for (const candidate of candidates) {
    try {
      const [canonical] = Intl.getCanonicalLocales((candidate ?? '').trim().replaceAll('_', '-') || []);
      if (canonical !== undefined && /^[a-z]{2,3}(?:-|$)/.test(canonical)) return canonical;
    } catch {
      // "English" and the like aren't tags.
    }
  }
  return undefined;
}
