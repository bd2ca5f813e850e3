/** What an article's body is stored as: HTML made safe and reduced to the elements that a newsroom writes with. */

import sanitizeHtml from 'sanitize-html';

const blocks = ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'figure', 'figcaption'];
const inlines = ['a', 'em', 'strong', 'i', 'b', 's', 'sub', 'sup', 'code', 'br', 'img'];

/** Blocks that we have no element for: where one begins or ends, a paragraph does. */
const paragraphLike = [
  'div',
  'section',
  'article',
  'main',
  'header',
  'dd',
  'dt',
  'tr',
  'address',
  'details',
  'summary',
];

const MAX_SANITISING_ROUNDS = 10;

/**
 * Makes HTML safe to put into any page as it is: paragraphs, headings from h2 down, lists, quotations, figures, links and
 * plain emphasis; no styles, classes, scripts, frames or handlers. Links get no `rel`, since no `target` is let through.
 * Text that stands outside of any block becomes paragraphs, split at blank lines. Sanitising the result changes nothing.
 *
 * @param base address that relative links and pictures are resolved against; without it they lose their address
 */
export function sanitiseBody(html: string, base?: string): string {
  let clean = sanitiseOnce(html, base);
  // Taking a forbidden element away can leave nesting that the parser reads differently: go on until it is at rest.
  for (let round = 0; round < MAX_SANITISING_ROUNDS; round += 1) {
    const again = sanitiseOnce(clean, base);
    if (again === clean) return clean;
    clean = again;
  }
  return clean;
}

function sanitiseOnce(html: string, base: string | undefined): string {
  let lastPicture = -1;
  const safe = sanitizeHtml(html, {
    allowedTags: [...blocks, ...inlines],
    allowedAttributes: { a: ['href'], img: ['src', 'alt', 'width', 'height'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'iframe',
      'template',
      'title',
      'svg',
      'object',
      'button',
    ],
    transformTags: {
      ...Object.fromEntries(paragraphLike.map((tag) => [tag, 'p'])),
      h1: 'h2',
      strike: 's',
      del: 's',
      a: (tagName, { href }) => {
        const address = absolute(href, base);
        return { tagName, attribs: address === undefined ? {} : { href: address } };
      },
      img: (tagName, { src, ...rest }) => {
        const address = absolute(src, base);
        return { tagName, attribs: address === undefined ? {} : { src: address, ...sizes(rest) } };
      },
    },
    exclusiveFilter: ({ tag, text, attribs, tagPosition }) => {
      if (tag === 'img' && attribs.src) lastPicture = tagPosition;
      if (tag === 'img') return !attribs.src;
      if (tag === 'br' || tag === 'hr') return false;
      // A picture that came behind its beginning, and is through before its end, is in it, however deep.
      return text.trim() === '' && lastPicture < tagPosition;
    },
  });
  return wrapLooseText(withoutDeadLinks(safe));
}

/**
 * A link that leads nowhere any more is only its text; relies on the well-formed output of the sanitiser, which closes
 * the next link wrongly when it is told to take one away itself.
 */
function withoutDeadLinks(html: string): string {
  const open: boolean[] = [];
  return html.replace(/<a( [^>]*)?>|<\/a>/g, (tag: string, attributes: string | undefined) => {
    if (tag === '</a>') return open.pop() === true ? tag : '';
    open.push(attributes !== undefined);
    return attributes === undefined ? '' : tag;
  });
}

function absolute(address: string | undefined, base: string | undefined): string | undefined {
  if (!address) return undefined;
  const trimmed = address.trim();
  if (URL.canParse(trimmed)) return /^(?:https?|mailto):/i.test(trimmed) ? new URL(trimmed).href : undefined;
  return base !== undefined && URL.canParse(trimmed, base) ? new URL(trimmed, base).href : undefined;
}

/** Width and height only when they are whole pixels: `100%` and `auto` are styling. */
function sizes({ width, height, ...rest }: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const pixels = (size: string | undefined) => (size && /^\d+(?:px)?$/.test(size) ? size.replace('px', '') : undefined);
  const [w, h] = [pixels(width), pixels(height)];
  return { ...rest, ...(w === undefined ? {} : { width: w }), ...(h === undefined ? {} : { height: h }) };
}

/** Puts each run of inline content at the top level into paragraphs; relies on the well-formed output of the sanitiser. */
function wrapLooseText(html: string): string {
  const out: string[] = [];
  let loose = '';
  let depth = 0;
  const flush = () => {
    for (const paragraph of loose.split(/\n[ \t]*\r?\n|(?:<br \/>\s*){2,}/)) {
      const inline = paragraph.trim().replace(/^(?:<br \/>\s*)+|(?:\s*<br \/>)+$/g, '');
      if (inline !== '') out.push(`<p>${inline}</p>`);
    }
    loose = '';
  };
  for (const [token, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g)) {
    const isBlock = name !== undefined && blocks.includes(name);
    if (isBlock && depth === 0 && slash === '') flush();
    if (isBlock || depth > 0) out.push(token);
    else loose += token;
    if (isBlock && name !== 'hr') depth += slash === '' ? 1 : -1;
  }
  flush();
  return out
    .join('')
    .replace(/<p>\s*(?:<br \/>\s*)*<\/p>/g, '')
    .replace(/(<\/(?:p|h[2-6]|ul|ol|blockquote|pre|figure)>|<hr \/>)\s+(?=<)/g, '$1\n')
    .trim();
}
