/** Stories below the piece, as an endless scroll appends them: whole articles, each with a headline of its own. */

import { type PageDocument, type PageElement, textOf } from './dom.ts';

/** Words from which on an h1 is a headline, and not the name of a site or a section. */
const MIN_HEADLINE_WORDS = 3;

/** Takes out what has another h1 than the piece, behind it and in a holder of its own; the tree is changed. */
export function removeOtherStories(document: PageDocument, headline: string): void {
  const headings = [
    ...document.body.querySelectorAll('h1, article h2, [class*="next-article" i] h2, [class*="next-story" i] h2'),
  ];
  const ownAt = headings.findIndex((heading) => bare(textOf(heading)) === bare(headline));
  const own = headings[ownAt];
  if (own === undefined) return;
  for (const heading of headings.slice(ownAt + 1)) {
    const text = textOf(heading);
    if (text.split(' ').length < MIN_HEADLINE_WORDS || bare(text) === bare(headline)) continue;
    const isOfArticle =
      heading.localName === 'h1' || heading.closest(nextStory) !== null || isArticleOfItsOwn(heading, own);
    const holder = isOfArticle ? holderWithout(heading, own) : undefined;
    if (holder?.matches(storyHolder) === true || holder?.querySelector(storyHolder) != null) holder.remove();
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

/** The widest element around a heading that neither the piece's own heading is in nor a text in front of this one. */
function holderWithout(heading: PageElement, own: PageElement): PageElement | undefined {
  let holder: PageElement | undefined;
  for (let at = heading.parentElement; at !== null && !at.contains(own); at = at.parentElement) {
    if (lettersBefore(heading, at) > MAX_LETTERS_ABOVE) break;
    holder = at;
  }
  return holder;
}

/** Letters that a story has above its headline at most, of a caption or a kicker: more is the text of another one. */
const MAX_LETTERS_ABOVE = 400;

function lettersBefore(heading: PageElement, holder: PageElement): number {
  let sum = 0;
  for (const element of holder.querySelectorAll('h1, h2, p')) {
    if (element === heading) break;
    if (element.localName === 'p') sum += textOf(element).length;
  }
  return sum;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
