/** Pages of an export of Medium to documents: a post each, by the microformats that it is written in. */

import type { ArchiveContext, ArchivePiece } from '../archive/piece.ts';
import { documentOf } from '../archive/piece.ts';
import { lastSegment } from '../archive/slugs.ts';
import { readDate } from '../feed/date.ts';
import { withLeadPicture } from '../feed/lead-picture.ts';
import { absoluteAddress } from '../html/address.ts';
import { type PageDocument, type PageElement, parsePage, textOf } from '../html/dom.ts';
import { refuseExcess } from '../html/excess.ts';
import { type ImportedPage, knownAs } from '../imported-document.ts';

/** @throws {RefusedInput} for a post without a text */
export function readMedium(html: string, context: ArchiveContext): ImportedPage {
  refuseExcess(html);
  const page = parsePage(html);
  const text = page.querySelector('.e-content');
  if (text === null) return { documents: [], hot: [], others: { 'other pages of Medium': 1 } };
  const piece = pieceOf(page, text, context);
  const document = knownAs(piece, () => documentOf(piece, context));
  return { documents: [withLeadPicture(document)], hot: [] };
}

function pieceOf(page: PageDocument, text: PageElement, { name }: ArchiveContext): ArchivePiece {
  const hrefOf = (selector: string) => absoluteAddress(page.querySelector(selector)?.getAttribute('href'), undefined);
  const time = page.querySelector('footer .dt-published')?.getAttribute('datetime') ?? undefined;
  const url = hrefOf('footer .p-canonical');
  const author = page.querySelector('footer .p-author');
  const headline = shown(page, '.p-name');
  const standfirst = shown(page, '.p-summary');
  const isAnswer =
    standfirst === '' && text.querySelector('.graf--title') === null && textOf(text).startsWith(headline);
  return {
    origin: idOf(page) ?? url ?? `medium:${headline}`,
    url,
    // "the-ferry-3924f1071d61" is the ferry's.
    slug: url === undefined ? undefined : lastSegment(new URL(url).pathname)?.replace(/-[\da-f]{8,12}$/, ''),
    headline,
    standfirst: standfirst || undefined,
    body: bodyOf(page, text, [headline, standfirst]),
    publishedAt: readDate(time),
    authors: author === null ? [] : [{ name: textOf(author), homepage: author.getAttribute('href') ?? undefined }],
    sections: [],
    keywords: [...page.querySelectorAll('footer .p-tag')].map(textOf),
    hold: holdOf(time === undefined || /(?:^|[\\/])draft_/i.test(name), isAnswer),
  };
}

const shown = (page: PageDocument, selector: string) => {
  const element = page.querySelector(selector);
  return element === null ? '' : textOf(element);
};

/** By which it is known before it is out, and afterwards. */
function idOf(page: PageDocument): string | undefined {
  const links = [...page.querySelectorAll('footer a')].map((link) => link.getAttribute('href') ?? '');
  return links.find((href) => /^https:\/\/medium\.com\/p\/[\da-f]+$/.test(href));
}

function holdOf(isDraft: boolean, isAnswer: boolean): string | undefined {
  if (isDraft) return 'It isn’t published where it comes from: it is a draft on Medium.';
  return isAnswer ? 'It has no title of its own, as answers to others on Medium haven’t.' : undefined;
}

/** Without the headline and the standfirst, which are said beside it. */
function bodyOf(page: PageDocument, text: PageElement, said: readonly string[]): string {
  for (const heading of text.querySelectorAll('.graf--title, .graf--subtitle, .graf--kicker'))
    if (said.includes(textOf(heading)) || heading.matches('.graf--title')) heading.remove();
  text.querySelector('.section-divider')?.remove();
  for (const link of text.querySelectorAll('figcaption a')) link.replaceWith(textOf(link));
  for (const card of text.querySelectorAll('.graf--mixtapeEmbed')) {
    const link = card.querySelector('a[href]');
    const words = link?.querySelector('strong') ?? link;
    const paragraph = page.createElement('p');
    const plain = page.createElement('a');
    plain.setAttribute('href', link?.getAttribute('href') ?? '');
    plain.append(words === null ? '' : textOf(words));
    paragraph.append(plain);
    card.replaceWith(paragraph);
  }
  return text.innerHTML;
}
