/** The common model of feeds, before RSS, Atom or JSON: title, addresses, and items, the newest first. */

export interface Feed {
  readonly title: string;
  readonly description: string;
  /** Whose feed it is. */
  readonly publisher: string;
  /** The page of the site that shows the same list. */
  readonly home: string;
  /** Begins the addresses of topics. */
  readonly taxonomy: string;
  /** Its own address, which tells the format. */
  readonly self: string;
  /** Address of a WebSub hub that tells of changes. */
  readonly hub: string | undefined;
  readonly pieces: readonly FeedPiece[];
}

export interface FeedPiece {
  /** The same for ever, whatever becomes of slug and headline. */
  readonly id: string;
  readonly url: string;
  readonly headline: string;
  /** Plain text; null when there is nothing to sum up. */
  readonly summary: string | null;
  /** HTML, with its corrections at the end; null in a feed of summaries, and where there is no text. */
  readonly content: string | null;
  /** BCP 47; null when it isn't known. */
  readonly language: string | null;
  readonly publishedAt: Date;
  /** Never before `publishedAt`. */
  readonly updatedAt: Date;
  readonly authors: readonly { readonly name: string; readonly homepage: string | null }[];
  readonly publisher: string | null;
  readonly topics: readonly { readonly name: string }[];
  readonly image: FeedImage | null;
  readonly corrections: readonly { readonly note: string; readonly correctedAt: Date }[];
}

export interface FeedImage {
  readonly url: string;
  /** Media type, where the address tells it. */
  readonly type: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
  readonly caption: string | null;
  readonly creditLine: string | null;
}

/** When anything in it changed last; the beginning of time for an empty feed, which is the same at every reading. */
export function updatedAt({ pieces }: Feed): Date {
  return new Date(Math.max(0, ...pieces.map((piece) => piece.updatedAt.getTime())));
}

/** The language that most of its pieces are in, the newest piece's where it is a draw. */
export function languageOf({ pieces }: Feed): string | undefined {
  const byLanguage = Map.groupBy(pieces, ({ language }) => language);
  byLanguage.delete(null);
  const [most] = [...byLanguage].sort(([, one], [, other]) => other.length - one.length);
  return most?.[0] ?? undefined;
}
