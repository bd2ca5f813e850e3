/** A piece out of another system's archive, and the document that it becomes: one way for all formats of archives. */

import { sanitised } from '../../text/sanitise.ts';
import { distinctNames } from '../distinct-names.ts';
import { type FeedPicture, firstImage } from '../feed/image.ts';
import { plainText, titleText } from '../feed/markup.ts';
import { attributionsOf } from '../feed/people.ts';
import { firstSentence, standfirstOf } from '../feed/piece.ts';
import type { FeedAuthor } from '../feed/shape.ts';
import { withoutTracking } from '../html/tracking.ts';
import { type ImportedDocument, type KnownBefore, RefusedInput, type RefusedItem } from '../imported-document.ts';
import { isOnSite } from '../sister-addresses.ts';
import { isWithheldSubject } from '../withheld/states.ts';
import { formerSlugsOf } from './slugs.ts';

export interface ArchivePiece {
  /** What it is known by there, and nowhere else in the world. */
  readonly origin: string;
  /** Absolute. */
  readonly url?: string | undefined;
  readonly slug?: string | undefined;
  /** Slugs, paths or addresses that it had before. */
  readonly formerSlugs?: readonly string[] | undefined;
  /** May hold inline HTML. */
  readonly headline: string;
  /** May hold HTML. */
  readonly standfirst?: string | undefined;
  /** HTML. */
  readonly body: string;
  /** What the body had and the HTML above doesn't show, as `[form]`. */
  readonly dropped?: readonly string[] | undefined;
  readonly publishedAt?: Date | undefined;
  readonly isDateOnly?: boolean | undefined;
  readonly updatedAt?: Date | undefined;
  readonly language?: string | undefined;
  readonly authors: readonly FeedAuthor[];
  readonly publisher?: { readonly name: string; readonly homepage?: string | undefined } | undefined;
  /** The rubrics that it stands in, the first of them first. */
  readonly sections: readonly string[];
  /** What it is about. */
  readonly keywords: readonly string[];
  readonly image?: FeedPicture | undefined;
  /** Why an editor has to decide, in a sentence: it isn't out there, or may be no news. */
  readonly hold?: string | undefined;
  /** What its relative addresses stand against. */
  readonly base?: string | undefined;
}

/** What a reader of an archive is told besides its text. */
export interface ArchiveContext {
  /** A file's path or an address. */
  readonly name: string;
  /** Where it was fetched from; a file has none, and is trusted. */
  readonly address?: string | undefined;
  /** The address of the site that the archive is of, where it doesn't say so itself. */
  readonly site?: string | undefined;
  readonly now: Date;
}

const MAX_BODY_CHARS = 1_000_000;
const MAX_STANDFIRST_CHARS = 2_000;

/** @throws {RefusedInput} for what has neither headline nor text, or is nested or long beyond any piece */
export function documentOf(piece: ArchivePiece, { address, now }: ArchiveContext): ImportedDocument {
  const { base, publishedAt, updatedAt, publisher } = piece;
  if (piece.body.length > MAX_BODY_CHARS)
    throw new RefusedInput(`Its text is longer than ${MAX_BODY_CHARS} characters.`);
  const url = piece.url === undefined ? undefined : withoutTracking(piece.url);
  const made = sanitised(piece.body, { base, pages: [url] });
  if (made === null) throw new RefusedInput('Its HTML is nested deeper than any text.');
  const text = plainText(made.html);
  const headline = titleText(piece.headline) || firstSentence(text, undefined);
  if (headline === '') throw new RefusedInput('It has neither a headline nor a text.');
  const isOfAnotherSite = address !== undefined && !isOnSite([address], url ?? piece.origin);
  const standfirst = piece.standfirst === undefined ? undefined : plainText(piece.standfirst);
  const image = piece.image && firstImage([piece.image], base);
  const lost = piece.image?.url !== undefined && image === undefined ? ['lead picture with a relative address'] : [];
  const home = publisher?.homepage;
  const head = { title: publisher?.name, home, address: undefined, site: [], language: undefined, date: undefined };
  return {
    origin: isOfAnotherSite ? `${address}#${piece.origin}` : piece.origin,
    url,
    isOfAnotherSite: isOfAnotherSite || undefined,
    slug: piece.slug || undefined,
    formerSlugs: formerSlugsOf(piece.formerSlugs ?? [], piece.slug),
    headline,
    standfirst: standfirstOf(standfirst?.slice(0, MAX_STANDFIRST_CHARS), text),
    body: made.html,
    droppedFromBody: [...(piece.dropped ?? []), ...made.dropped, ...lost],
    language: piece.language,
    publishedAt: publishedAt ?? now,
    isDateGuessed: publishedAt === undefined,
    isDateOnly: (publishedAt !== undefined && piece.isDateOnly) || undefined,
    updatedAt: publishedAt !== undefined && updatedAt !== undefined && updatedAt > publishedAt ? updatedAt : undefined,
    unsure: piece.hold ?? filedUnder([...piece.keywords, ...piece.sections]),
    image,
    topics: distinctNames(printed(piece.keywords)),
    sections: distinctNames(printed(piece.sections)),
    attributions: attributionsOf(piece.authors, { ...head, authors: [] }, undefined),
  };
}

function filedUnder(names: readonly string[]): string | undefined {
  const found = names.find(isWithheldSubject);
  return found && `It isn’t public: it is filed under “${found}”.`;
}

/** What one archive held: what can be read of it, what can't or mustn't, and what is no piece. */
export interface ArchiveContents {
  readonly documents: ImportedDocument[];
  readonly refused: RefusedItem[];
}

/**
 * Reads each record; one that can't be a piece is refused by its name, and the others are read.
 *
 * @param knownBy what a refused one would be known by: readers may have it from before
 */
export function documentsOf<Entry>(
  records: Iterable<Entry>,
  context: ArchiveContext,
  pieceOf: (entry: Entry, index: number) => ArchivePiece | null,
  nameOf: (entry: Entry, index: number) => string,
  knownBy: (entry: Entry) => KnownBefore | undefined,
): ArchiveContents {
  const contents: ArchiveContents = { documents: [], refused: [] };
  let index = 0;
  for (const record of records) {
    try {
      const piece = pieceOf(record, index);
      if (piece !== null) contents.documents.push(documentOf(piece, context));
    } catch (error) {
      if (!(error instanceof RefusedInput)) throw error;
      contents.refused.push({ item: nameOf(record, index), reason: error.message, knownBy: knownBy(record) });
    }
    index += 1;
  }
  return contents;
}

/** What leads to a table of names. */
const isId = (name: string) => /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|(?=.*\d)[\da-f]{24})$/i.test(name);

/** Names as printed. */
const printed = (names: readonly string[]) => names.map(titleText).filter((name) => name !== '' && !isId(name));
