/** Feed item to document: its text or summary, a headline where it has none, and its attributions. */

import { elementsIn, parseTree } from '../../text/html/tree.ts';
import { MAX_DEPTH_ELEMENTS, sanitised } from '../../text/sanitise.ts';
import { isStorable } from '../../text/storable.ts';
import { type DocumentImage, type ImportedDocument, RefusedInput } from '../imported-document.ts';
import { withoutInvitations } from '../invitations.ts';
import { dateOfAddress } from '../text/dates.ts';
import { isDayAlone, readDate } from './date.ts';
import { firstImage } from './image.ts';
import { goesOn, withoutAuthor, withoutHouse, withoutInvitation, withoutRequest } from './invitation.ts';
import { ledByPicture } from './lead-picture.ts';
import { plainText, titleText } from './markup.ts';
import { type FeedIdentity, isOfAnotherSite, originOf, otherUrlsOf, pieceAddress } from './origin.ts';
import { attributionsOf } from './people.ts';
import type { FeedHead, FeedItem } from './shape.ts';

const MAX_BODY_CHARS = 1_000_000;
const MAX_HEADLINE_CHARS = 300;
const MAX_FIRST_SENTENCE_CHARS = 120;
const MAX_STANDFIRST_CHARS = 500;
const MAX_TEASER_CHARS = 2_000;

/** What a feed offers an item that lacks something. */
export interface FeedContext {
  readonly head: FeedHead;
  /** By which its pieces are known. */
  readonly known: FeedIdentity;
  /** Time of the import, for an item and a feed without a date. */
  readonly now: Date;
  /** Why an editor has to see each of its pieces. */
  readonly doubt?: string | undefined;
}

/** @throws {RefusedInput} when the item has neither title nor text, or its text can't be stored. */
export function pieceOf(item: FeedItem, { head, known, now, doubt }: FeedContext): ImportedDocument {
  const raw = item.body ?? '';
  if (raw.length > MAX_BODY_CHARS) throw new RefusedInput(`Its text is longer than ${MAX_BODY_CHARS} characters.`);
  const url = pieceAddress(item.link, known.home);
  const { html: invited, dropped: invitations } = withoutInvitations(raw);
  const made = sanitised(invited, { base: item.base ?? item.link, pages: [item.link] });
  if (made === null) throw new RefusedInput('Its HTML is nested deeper than any text.');
  const dropped = [...invitations, ...made.dropped];
  const whole = withoutInvitation(made.html);
  const led = item.image === undefined ? ledByPicture(whole) : undefined;
  const body = led?.body ?? whole;
  const text = plainText(body);
  const language = languageTag(item.language) ?? languageTag(head.language);
  const title = item.title && withoutHouse(withoutAuthor(item.title, item.authors), item.publisher);
  const headline = title ? shortened(title, MAX_HEADLINE_CHARS) : firstSentence(text, language);
  if (headline === '') throw new RefusedInput('It has neither a title nor a text.');
  const updatedAt = readDate(item.updated);
  const dated = readDate(item.published) ?? updatedAt ?? (url === undefined ? undefined : dateOfAddress(url));
  const publishedAt = dated ?? readDate(head.date) ?? now;
  const isTeaser = item.isDescription === true && isSummary(whole === made.html || text === '' ? raw : whole, text);
  const document: ImportedDocument = {
    origin: originOf(item, headline, known),
    url,
    otherUrls: otherUrlsOf(item, url, known),
    isOfAnotherSite: isOfAnotherSite(url, known) || undefined,
    headline,
    standfirst: isTeaser ? summaryOf(text, headline) : standfirstOf(item.summary && withoutRequest(item.summary), text),
    body: isTeaser ? '' : body,
    droppedFromBody: isTeaser ? [] : dropped,
    language,
    publishedAt,
    isDateGuessed: dated === undefined,
    unsure: doubt,
    isDateOnly: (dated !== undefined && isDayAlone(statedDate(item))) || undefined,
    updatedAt: updatedAt !== undefined && updatedAt > publishedAt ? updatedAt : undefined,
    image: item.image ?? led?.image ?? (isTeaser ? pictureIn(body) : undefined),
    topics: topicsOf(item.topics),
    sections: topicsOf(item.sections ?? []),
    attributions: attributionsOf(item.authors.length > 0 ? item.authors : head.authors, head, item.publisher),
  };
  refuseUnstorable(document);
  return document;
}

/** The date of which the piece is. */
function statedDate({ published, updated }: FeedItem): string {
  return (readDate(published) === undefined ? updated : published) ?? '';
}

export function firstSentence(text: string, language: string | undefined): string {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text.slice(0, 600));
  const first = segments[Symbol.iterator]().next().value?.segment ?? '';
  return shortened(first.trim(), MAX_FIRST_SENTENCE_CHARS);
}

/** At most so many characters, cut between words. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

/** A longer one is the piece, unless it says that it goes on. */
const MAX_SUMMARY_CHARS = 600;

const blocks = /<(?:ul|ol|table|blockquote|h[1-6]|figure|iframe|video|audio|object|pre)\b/i;

/** Whether what a feed describes an item by is one paragraph, which announces the piece and isn't it. */
function isSummary(html: string, text: string): boolean {
  const paragraphs = html.split(/<\/p>|<p[\s>]|(?:<br\s*\/?>\s*){2,}/i).filter((part) => plainText(part) !== '');
  if (blocks.test(html) || paragraphs.length > 1) return false;
  return text.length <= MAX_SUMMARY_CHARS || (text.length <= MAX_TEASER_CHARS && goesOn(text));
}

/** As a standfirst; none where it only says the headline again. */
function summaryOf(text: string, headline: string): string | undefined {
  const isHeadline = text.toLowerCase() === headline.toLowerCase();
  return text === '' || isHeadline ? undefined : shortened(text, MAX_TEASER_CHARS);
}

/** @param body as the sanitiser leaves it */
function pictureIn(body: string): DocumentImage | undefined {
  for (const { tag, attributes } of elementsIn(parseTree(body, MAX_DEPTH_ELEMENTS) ?? [])) {
    if (tag !== 'img') continue;
    const { src: url, alt, width, height } = attributes;
    return firstImage([{ url, alt, width: Number(width), height: Number(height) }], undefined);
  }
  return undefined;
}

/** The summary, unless it is only the beginning of the text. */
export function standfirstOf(summary: string | undefined, text: string): string | undefined {
  if (!summary) return undefined;
  const beginning = summary.slice(0, 80).replace(/(?<![\s.…[\]])[\s.…[\]]+$/, '');
  return text.startsWith(beginning) ? undefined : shortened(summary, MAX_STANDFIRST_CHARS);
}

function languageTag(written: string | undefined): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(written?.trim().replaceAll('_', '-') || undefined);
    return tag;
  } catch {
    return undefined;
  }
}

function topicsOf(names: readonly string[]): string[] {
  const topics = new Map<string, string>();
  // "workflow,omnifocus" is two names, "Health, Education" is one.
  for (const name of names.flatMap((written) => written.split(/,(?=\S)/))) {
    const topic = titleText(name);
    // Some programs mark the kind of an item by a "topic" that is an address.
    if (topic === '' || topic.length > 200 || /^[a-z]+:\/\//i.test(topic)) continue;
    if (!topics.has(topic.toLowerCase())) topics.set(topic.toLowerCase(), topic);
  }
  return [...topics.values()];
}

/** Postgres can't store these; JSON can spell them. */
function refuseUnstorable({
  origin,
  headline,
  standfirst = '',
  body,
  topics,
  sections = [],
  attributions,
}: ImportedDocument): void {
  const text = [
    origin,
    headline,
    standfirst,
    body,
    ...topics,
    ...sections,
    ...attributions.map(({ source }) => source.name),
  ].join('\n');
  if (!isStorable(text)) {
    throw new RefusedInput(
      'Its text holds what no text can: NUL, half of a surrogate pair, or more than 100 marks on one letter.',
    );
  }
}
