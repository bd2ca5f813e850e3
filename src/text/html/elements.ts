/** The elements of a body, and what becomes of the others that HTML has. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What a body is stored with; see docs/bodies.md. */
export const blockTags = words(
  'p h2 h3 h4 h5 h6 ul ol li blockquote pre hr figure figcaption table caption thead tbody tfoot tr th td dl dt dd',
);
export const inlineTags = words('a em strong i b s ins del sub sup q abbr time cite mark code kbd small u br img');

/** Attributes that each may have. `id` stands only where a link of the same body leads. */
export const attributesOfTags: Readonly<Record<string, readonly string[]>> = {
  '*': ['id'],
  a: ['href'],
  abbr: ['title'],
  time: ['datetime'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start', 'reversed', 'type', 'data-footnotes'],
  th: ['scope', 'colspan', 'rowspan'],
  td: ['colspan', 'rowspan'],
  figure: ['data-embed'],
};

/** NOTE: a map, since a record has a `constructor` and texts may name an element so. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    h1: 'h2',
    strike: 's',
    acronym: 'abbr',
    tt: 'code',
    samp: 'code',
    var: 'i',
    dfn: 'em',
    menu: 'ul',
    dir: 'ul',
    listing: 'pre',
    xmp: 'pre',
    'amp-img': 'img',
  }),
);

/** The element that says the same in another word, or itself. */
export function renamed(tag: string): string {
  return otherNames.get(tag) ?? tag;
}

/** Blocks that a body has no element for: where one begins or ends, a paragraph does. */
export const paragraphLikeTags = words(
  'p div section article main header footer nav aside address details summary hgroup center form fieldset legend search dialog html body dd dt tr td th caption thead tbody tfoot figcaption picture-caption optgroup amp-carousel amp-accordion',
);

/** Only wrap: nobody misses them. */
export const wrapperTags = words(
  'html head body div section article main header footer aside span font picture source tbody colgroup col wbr hgroup center big bdi bdo noscript meta link o:p ruby rb rt rp rtc data title',
);

/** What they hold isn't text of the piece. */
export const tagsWithoutText = words(
  'script style textarea option select datalist template title head svg canvas map button input meta link annotation annotation-xml audio video iframe noembed noframes rp param source track progress meter frame frameset',
);
