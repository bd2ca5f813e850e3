/** Cards of Ghost's editors (pictures, players, bookmarks, callouts) as HTML; Mobiledoc and Lexical call most of them alike. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { markdownAsHtml } from '../../text/markdown-in.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';

/** Where the part for members begins. */
export const paywall = Symbol('the part for members');

export interface CardHtml {
  readonly html: string;
  /** What of it is left out, as `[product]`. */
  readonly dropped?: string;
}

export function cardHtml(type: string, card: JsonRecord): CardHtml | typeof paywall {
  const html = writers[type]?.(card);
  if (type === 'paywall') return paywall;
  return html === undefined ? { html: '', dropped: `[${type.slice(0, 40)}]` } : { html };
}

const writers: Readonly<Record<string, (card: JsonRecord) => string>> = {
  image: pictureHtml,
  gallery: ({ images, caption }) =>
    `<figure>${recordsOf(images).map(imageTag).join('')}${captionTag(caption)}</figure>`,
  html: ({ html }) => textOf(html) ?? '',
  markdown: ({ markdown }) => markdownAsHtml(textOf(markdown) ?? ''),
  'card-markdown': ({ markdown }) => markdownAsHtml(textOf(markdown) ?? ''),
  code: codeHtml,
  codeblock: codeHtml,
  hr: () => '<hr>',
  horizontalrule: () => '<hr>',
  embed: ({ url, html, caption }) => playerHtml(textOf(url), textOf(html), caption),
  video: ({ src, caption }) => mediaHtml('video', src, caption),
  audio: ({ src, title }) => mediaHtml('audio', src, title),
  bookmark: ({ url, metadata, caption }) =>
    linkHtml(textOf(url, recordOf(metadata)?.url), textOf(recordOf(metadata)?.title, caption)),
  file: ({ src, fileTitle, fileName }) => linkHtml(textOf(src), textOf(fileTitle, fileName)),
  button: ({ buttonUrl, buttonText }) => linkHtml(textOf(buttonUrl), textOf(buttonText)),
  callout: ({ calloutText }) => `<blockquote>${textOf(calloutText) ?? ''}</blockquote>`,
  toggle: ({ heading, content }) => `<h3>${textOf(heading) ?? ''}</h3>${textOf(content) ?? ''}`,
  header: ({ header, subheader }) =>
    `${header ? `<h2>${textOf(header) ?? ''}</h2>` : ''}${subheader ? `<p>${textOf(subheader) ?? ''}</p>` : ''}`,
  paywall: () => '',
  // For readers of a newsletter, or invitations to it.
  email: () => '',
  'email-cta': () => '',
  signup: () => '',
};

function pictureHtml(card: JsonRecord): string {
  return `<figure>${imageTag(card)}${captionTag(card.caption)}</figure>`;
}

function imageTag({ src, alt, href }: JsonRecord): string {
  const image = `<img src="${escapedAttribute(textOf(src) ?? '')}" alt="${escapedAttribute(textOf(alt) ?? '')}">`;
  const target = textOf(href);
  return target === undefined ? image : `<a href="${escapedAttribute(target)}">${image}</a>`;
}

/** HTML, as Ghost keeps captions. */
function captionTag(caption: unknown): string {
  const html = textOf(caption);
  return html === undefined ? '' : `<figcaption>${html}</figcaption>`;
}

function codeHtml({ code }: JsonRecord): string {
  return `<pre><code>${escapedText(textOf(code) ?? '')}</code></pre>`;
}

function playerHtml(url: string | undefined, html: string | undefined, caption: unknown): string {
  const player = html ?? (url === undefined ? '' : `<iframe src="${escapedAttribute(url)}"></iframe>`);
  return `<figure>${player}${captionTag(caption)}</figure>`;
}

function mediaHtml(tag: string, src: unknown, caption: unknown): string {
  return `<figure><${tag} src="${escapedAttribute(textOf(src) ?? '')}"></${tag}>${captionTag(caption)}</figure>`;
}

function linkHtml(url: string | undefined, title: string | undefined): string {
  if (url === undefined) return '';
  return `<p><a href="${escapedAttribute(url)}">${escapedText(title ?? url)}</a></p>`;
}
