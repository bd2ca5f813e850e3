/** The HTML page of a draft's preview, with its Content-Security-Policy: no scripts. */

import { createHash } from 'node:crypto';

export interface PreviewPage {
  readonly headline: string;
  readonly standfirst: string | null;
  /** Sanitised HTML. */
  readonly body: string;
  readonly language: string;
  readonly byline: string | null;
  readonly topics: readonly string[];
  readonly image: { readonly url: string; readonly alt: string; readonly caption: string } | null;
}

const style = `
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Georgia, serif; color: #1a1a1a; background: #fff; }
.note { padding: .5rem .75rem; font: .875rem/1.4 system-ui, sans-serif; background: #fff3cd; }
h1 { line-height: 1.2; } .standfirst { font-size: 1.25rem; } .byline, .topics, figcaption { color: #555; font-size: .9375rem; }
img { max-width: 100%; height: auto; } figure { margin: 1.5rem 0; }
`;

/** Pictures may come from anywhere, as in the article later; nothing else is loaded or sent. */
export const previewPolicy = [
  "default-src 'none'",
  'img-src http: https:',
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function previewPage({ headline, standfirst, body, language, byline, topics, image }: PreviewPage): string {
  const part = (text: string | null, html: (escaped: string) => string) =>
    text === null || text === '' ? '' : `${html(escaped(text))}\n`;
  const title = escaped(headline === '' ? 'Without a headline' : headline);
  return `<!doctype html>
<html lang="${escaped(language)}" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<p class="note" lang="en" dir="ltr">A preview of a draft: it is not published, and may change.</p>
<article>
<h1>${title}</h1>
${part(standfirst, (text) => `<p class="standfirst">${text}</p>`)}${part(byline, (text) => `<p class="byline">${text}</p>`)}${
  image === null
    ? ''
    : `<figure><img src="${escaped(image.url)}" alt="${escaped(image.alt)}">${part(image.caption, (text) => `<figcaption>${text}</figcaption>`)}</figure>\n`
}${body}
${part(topics.join(' · '), (text) => `<p class="topics">${text}</p>`)}</article>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
