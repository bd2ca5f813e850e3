/**
 * Imports a saved news page: one document, from what the page declares and from what it shows.
 *
 * schema.org JSON-LD is asked first, then meta tags and microdata, then the page's own structure; Readability finds the body.
 */
import { createHash } from 'node:crypto';
import type { DocumentAttribution } from '../attribution/attribution.ts';
import { sanitised } from '../text/sanitise.ts';
import { absoluteAddress, baseAddress, canonicalAddress } from './html/address.ts';
import { readBody } from './html/article-body.ts';
import { readAuthors } from './html/authors.ts';
import { removeClosed } from './html/closed.ts';
import { readDates } from './html/dates.ts';
import { type PageDocument, parsePage, textOf } from './html/dom.ts';
import { refuseExcess } from './html/excess.ts';
import { headingOf } from './html/heading.ts';
import { readHeadlines } from './html/headline.ts';
import { readLanguage } from './html/language.ts';
import { type LinkedData, plainText, readLinkedData } from './html/linked-data.ts';
import { looseDate } from './html/loose-date.ts';
import { readMetaTags } from './html/meta-tags.ts';
import { expiryOf, refuseHiddenPage, termsOf } from './html/not-public.ts';
import { readPicture } from './html/picture.ts';
import { withFiguresOfBlocks } from './html/picture-blocks.ts';
import { readPublisher, siteNames } from './html/publisher.ts';
import { openShadowRoots } from './html/shadow.ts';
import { readTopics } from './html/topics.ts';
import { withWordProcessorsMeaning } from './html/word-processors.ts';
import type { DocumentImage, ImportedDocument, ImportedPage } from './imported-document.ts';
import { knownAs, RefusedInput } from './imported-document.ts';
import { isOnSite } from './sister-addresses.ts';
import { dateOfAddress } from './text/dates.ts';

/**
 * Reads one article page.
 *
 * @param html the page as saved, already decoded to text
 * @param address where it was found; relative addresses resolve against it. What it says to be on another site isn't that site's word
 * @param now by which embargoes are over, and of which a page without any date is taken to be
 * @throws {RefusedInput} if it isn't HTML, or has no headline or no running text
 */
export function readHtmlPage(html: string, address?: string, now: Date = new Date()): ImportedPage {
  const tag = html.search(/<[a-z!]/i);
  if (tag === -1 || !html.includes('>', tag)) throw new RefusedInput('This is not HTML: it has no tags.');
  refuseExcess(html);
  const document = parsePage(html);
  openShadowRoots(document);
  withPlainPictures(document);
  withFiguresOfBlocks(document);
  withWordProcessorsMeaning(document);
  const meta = readMetaTags(document);
  const found = canonicalAddress(document, meta, absoluteAddress(address, undefined));
  const linked = readLinkedData(document, found);
  removeClosed(document);
  const url = found ?? canonicalOf(linked.text('url'));
  const base = baseAddress(document, absoluteAddress(address, undefined) ?? url);
  const publisher = readPublisher(linked, meta, url);
  const houses = siteNames(linked, meta, publisher, url);
  const { headline, standfirst, isStandfirstShown } = readHeadlines(document, linked, meta, houses);
  if (headline === undefined)
    throw new RefusedInput('The page has no headline: no h1, no title and none in its metadata.');
  knownAs(url === undefined ? undefined : { origin: url, url }, () => refuseHiddenPage(document, linked, now));
  const unsure = expiryOf(document, linked, now) ?? termsOf(linked, now);
  const dates = readDates(document, linked, meta);
  const language = readLanguage(document, linked, meta);
  const ofAddress = url === undefined ? undefined : dateOfAddress(url);
  const printed = dates.publishedAt === undefined ? looseDate(document, headline, language) : undefined;
  const isOfOneDay = printed !== undefined && (ofAddress === undefined || isSameDay(printed.date, ofAddress));
  const date = dates.publishedAt ?? (isOfOneDay ? printed.date : ofAddress);
  const authors = readAuthors(document, linked, meta, houses, headline);
  const people = authors.map(({ source }) => source.name);
  const image = readPicture(document, linked, meta, { headline, houses, people, base });
  const tags = shownTags(document, headline);
  // The body comes last: it takes the tree apart.
  const text = readBody(document, {
    articleBody: articleBody(linked),
    headline,
    standfirst,
    isStandfirstShown,
    base,
    image: image?.url ?? undefined,
  });
  const made = sanitised(text, { base, pages: [url, base] });
  const body = made?.html ?? '';
  if (made === null || body === '') throw new RefusedInput('The page has no running text that could be an article.');
  const { keywords, sections } = readTopics(linked, meta, tags);
  const piece: ImportedDocument = {
    origin:
      url ??
      `html:${createHash('sha256')
        .update(`${headline}\n${dates.publishedAt?.toISOString() ?? ''}`)
        .digest('hex')}`,
    url,
    isOfAnotherSite: (url !== undefined && address !== undefined && !isOnSite([address], url)) || undefined,
    headline,
    standfirst: standfirst !== undefined && textOf(parsePage(body).body).includes(standfirst) ? undefined : standfirst,
    body,
    droppedFromBody: made.dropped,
    language,
    publishedAt: date ?? now,
    isDateGuessed: date === undefined,
    isDateOnly:
      dates.isDateOnly ||
      (dates.publishedAt === undefined && date !== undefined && !(isOfOneDay && printed.isExact)) ||
      undefined,
    updatedAt: dates.updatedAt,
    unsure,
    image,
    topics: keywords,
    sections,
    attributions: [
      ...authors,
      ...(publisher ? [{ role: 'PUBLISHER', source: publisher } as const] : []),
      ...creditOf(image),
    ],
  };
  return { documents: [piece], hot: [] };
}

/** Links within the piece that say of themselves that they lead to a tag, and to no category. */
function shownTags(document: PageDocument, headline: string): string[] {
  const piece = headingOf(document, headline)?.closest('article');
  const links = [...(piece?.querySelectorAll('a[rel~="tag"]:not([rel~="category"])') ?? [])];
  return links
    .filter((link) => link.closest('aside, nav, footer, [class*="related" i], [class*="popular" i]') === null)
    .map(textOf);
}

/** AMP's own element for a picture is one; what it holds is for where it can't be shown, and a player's is none. */
function withPlainPictures(document: PageDocument): void {
  for (const element of [...document.querySelectorAll('amp-img')]) {
    if (element.hasAttribute('placeholder') || element.parentElement?.closest('amp-img') != null) continue;
    const image = document.createElement('img');
    for (const { name, value } of [...element.attributes]) image.setAttribute(name, value);
    element.replaceWith(image);
  }
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toISOString().slice(0, 10) === other.toISOString().slice(0, 10);
}

/** With its line breaks, which may be those of paragraphs. */
function articleBody(linked: LinkedData): string | undefined {
  const written = linked.values('articleBody').find((value) => typeof value === 'string');
  return written
    ?.split(/\n+|<\/p>|<br\s*\/?>/i)
    .map(plainText)
    .filter((line) => line !== '')
    .join('\n');
}

function canonicalOf(declared: string | undefined): string | undefined {
  return absoluteAddress(declared, undefined);
}

function creditOf(image: DocumentImage | undefined): DocumentAttribution[] {
  return image?.credit ? [{ role: 'IMAGE_CREDIT', source: image.credit }] : [];
}
