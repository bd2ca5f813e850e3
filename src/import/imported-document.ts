/**
 * What every importer produces and the newsroom stores: one piece of news, whatever it came as.
 *
 * Importers are pure functions from text to documents; `save.ts` is the only one that writes.
 */

import type { DocumentAttribution, NamedSource } from '../attribution/attribution.ts';

export interface DocumentImage {
  /** Absolute http(s) address; `null` when the page shows a picture but the text has lost its address. */
  readonly url: string | null;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly alt?: string | undefined;
  readonly caption?: string | undefined;
  /** As printed: "Photo: A. Person / Agency". */
  readonly creditLine?: string | undefined;
  readonly credit?: NamedSource | undefined;
}

/** What is compared of two states of a piece: the one that its sender says is later stands. */
export interface DocumentVersion {
  /** From 1; undefined where the sender doesn't count. */
  readonly number?: number | undefined;
  readonly at?: Date | undefined;
}

export interface ImportedDocument {
  /** What makes importing idempotent: the canonical URL, the feed's guid, or a hash of headline and date. */
  readonly origin: string;
  /** Canonical address where the piece was found, if any. */
  readonly url?: string | undefined;
  /** Addresses on the same site that may be the piece's, too: they are where what stands there has the same headline. */
  readonly otherUrls?: readonly string[] | undefined;
  /** Whether what was found on one site is of a page of another, whose own word on it counts for more. */
  readonly isOfAnotherSite?: boolean | undefined;
  /** The last part of its address where it comes from, which it keeps if nobody else has it. */
  readonly slug?: string | undefined;
  /** Those that it had before, and is still asked for by. */
  readonly formerSlugs?: readonly string[] | undefined;
  readonly headline: string;
  readonly standfirst?: string | undefined;
  /** Raw HTML as found; it is sanitised when saved. Empty for a story of which only the card is known. */
  readonly body: string;
  /** What the found text had that its body hasn't, as `<iframe>` or `<a href="javascript:">`. */
  readonly droppedFromBody?: readonly string[] | undefined;
  /** BCP 47 tag such as `en` or `pt-BR`. */
  readonly language?: string | undefined;
  readonly publishedAt: Date;
  /** The date is that of this version, and the piece's own, which is earlier, isn't known. */
  readonly isDateOfVersion?: boolean | undefined;
  /** The piece itself has no date: another one at the next import is no change. */
  readonly isDateGuessed?: boolean | undefined;
  /** Another story's page announces it, by its headline and perhaps a sentence. */
  readonly isCard?: boolean | undefined;
  /** Why an editor has to decide on it, in a sentence: it may be no piece of news at all, or isn't out where it comes from. */
  readonly unsure?: string | undefined;
  /** The input states the day alone: `publishedAt` is its midnight in UTC, which nobody said. */
  readonly isDateOnly?: boolean | undefined;
  readonly updatedAt?: Date | undefined;
  readonly version?: DocumentVersion | undefined;
  /**
   * What its sender took back: `withheld` until further notice, so that readers have it no more, or `canceled` for good, so
   * that nothing is left of it but that.
   */
  readonly takenBack?: 'withheld' | 'canceled' | undefined;
  /** A newsroom's own export: whom it rests on and what it is about is said, and is looked for no more. */
  readonly isEntered?: boolean | undefined;
  /** Nobody has written into that export since: readers had it as it is, whatever its words may look like. */
  readonly isAsExported?: boolean | undefined;
  /** Its format holds less than an article has, so that where the newsroom has the article nothing of it changes. */
  readonly isLossy?: boolean | undefined;
  readonly image?: DocumentImage | undefined;
  /** Keywords and tags: names as printed ("Climate change"), most important first. */
  readonly topics: readonly string[];
  /** Where its publication files it ("Politics"), which is none of the tags that anybody makes up for a piece. */
  readonly sections?: readonly string[] | undefined;
  readonly attributions: readonly DocumentAttribution[];
  /** What was corrected in it, and when. */
  readonly corrections?: readonly { readonly note: string; readonly at: Date }[] | undefined;
  /** Lists of other stories that its page printed, in the order of the page; those stories are documents of the same input. */
  readonly boxes?: readonly DocumentBox[] | undefined;
}

export interface DocumentBox {
  /** As printed: "Hot this week". */
  readonly title: string;
  /** Origins of its stories, in the order of the page. */
  readonly origins: readonly string[];
}

/** Everything one input held. */
export interface ImportedPage {
  /** In the order in which the page shows them; the piece that the page is about comes first. */
  readonly documents: readonly ImportedDocument[];
  /** Origins of the page's "Hot this week", hottest first. */
  readonly hot: readonly string[];
  /** What could not be read of it; the rest is above. */
  readonly refused?: readonly RefusedItem[] | undefined;
  /** What it held that is no piece and isn't read as one, in the plural, with how many: `{ attachments: 12 }`. */
  readonly others?: Readonly<Record<string, number>> | undefined;
}

/** A piece within a page or feed that can't be imported, and why. */
export interface RefusedItem {
  /** Its headline, id, or place ("item 3"). */
  readonly item: string;
  readonly reason: string;
  readonly knownBy?: KnownBefore | undefined;
}

/** What a refused piece would be known by, had it come in before. */
export interface KnownBefore {
  readonly origin: string;
  readonly url?: string | undefined;
}

/** Why an input can't be imported, in words for the person who gave it. */
export class RefusedInput extends Error {
  override readonly name = 'RefusedInput';
  readonly knownBy: KnownBefore | undefined;

  constructor(message: string, options?: ErrorOptions & { readonly knownBy?: KnownBefore | undefined }) {
    super(message, options);
    this.knownBy = options?.knownBy;
  }
}

/** Reads, and has what is refused say what it would be known by: readers may have it from before. */
export function knownAs<T>(knownBy: KnownBefore | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RefusedInput) || knownBy === undefined) throw error;
    throw new RefusedInput(error.message, { cause: error, knownBy });
  }
}
