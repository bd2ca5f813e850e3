/** Stories below the piece, as an endless scroll appends them: whole articles, each with a headline of its own. */

import { type PageDocument, type PageElement, textOf } from './dom.ts';
import { isLongEnough } from './heading.ts';
import { lettersIn } from './letters.ts';

/** Takes out what has another h1 than the piece, behind it and in a holder of its own; the tree is changed. */
export function removeOtherStories(document: PageDocument, headline: string): void {
  const headings = [
    ...document.body.querySelectorAll('h1, article h2, [class*="next-article" i] h2, [class*="next-story" i] h2'),
  ];
  const ownAt = headings.findIndex((heading) => bare(textOf(heading)) === bare(headline));
  const own = headings[ownAt];
  if (own === undefined) return;
  const before = lettersBefore(document.body);
  const ofOwn = ancestorsOf(own);
  const withStory = new Set<PageElement>();
  for (const each of document.body.querySelectorAll(storyHolder))
    for (const at of ancestorsOf(each, withStory)) withStory.add(at);
  for (const heading of headings.slice(ownAt + 1)) {
    const text = textOf(heading);
    if (!isLongEnough(text) || bare(text) === bare(headline) || !document.body.contains(heading)) continue;
    const isOfArticle =
      heading.localName === 'h1' || heading.closest(nextStory) !== null || isArticleOfItsOwn(heading, own);
    const holder = isOfArticle ? holderWithout(heading, ofOwn, before) : undefined;
    if (holder !== undefined && withStory.has(holder)) holder.remove();
  }
}

const nextStory = '[class*="next-article" i], [class*="next-story" i]';

/** An h2 is a subheading, unless it opens an article beside the piece's. */
function isArticleOfItsOwn(heading: PageElement, own: PageElement): boolean {
  const [article, piece] = [heading.closest('article'), own.closest('article')];
  return article !== null && piece !== null && !article.contains(own) && !piece.contains(heading);
}

const storyHolder =
  'article, [itemtype*="Article"], [data-url], [data-article-id], [class*="article" i], [class*="story" i], [class*="post" i], [class*="infinite" i], [class*="next" i]';

/** An element and all that it is in, up to one that is known. */
function ancestorsOf(element: PageElement, known?: ReadonlySet<PageElement>): Set<PageElement> {
  const all = new Set<PageElement>();
  for (let at: PageElement | null = element; at !== null && known?.has(at) !== true; at = at.parentElement) all.add(at);
  return all;
}

/** The widest element around a heading that neither the piece's own heading is in nor a text in front of this one. */
function holderWithout(
  heading: PageElement,
  ofOwn: ReadonlySet<PageElement>,
  before: ReadonlyMap<PageElement, number>,
): PageElement | undefined {
  let holder: PageElement | undefined;
  for (let at = heading.parentElement; at !== null && !ofOwn.has(at); at = at.parentElement) {
    if ((before.get(heading) ?? 0) - (before.get(at) ?? 0) > MAX_LETTERS_ABOVE) break;
    holder = at;
  }
  return holder;
}

/** Letters that a story has above its headline at most, of a caption or a kicker: more is the text of another one. */
const MAX_LETTERS_ABOVE = 400;

/** How many letters of paragraphs the page has in front of each element. */
function lettersBefore(root: PageElement): ReadonlyMap<PageElement, number> {
  const before = new Map<PageElement, number>();
  let sum = 0;
  const walk = (element: PageElement) => {
    before.set(element, sum);
    if (element.localName === 'p') sum += lettersIn(textOf(element));
    for (const child of element.children) walk(child);
  };
  walk(root);
  return before;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
