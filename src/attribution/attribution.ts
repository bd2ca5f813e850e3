/** Attributions: which sources a text rests on, and in which role each stands. */

export type AttributionRole = 'AUTHOR' | 'PUBLISHER' | 'WIRE' | 'QUOTED' | 'CITED' | 'IMAGE_CREDIT';

export type SourceKind =
  | 'NEWS_AGENCY'
  | 'NEWSPAPER'
  | 'BROADCASTER'
  | 'MAGAZINE'
  | 'WEBSITE'
  | 'GOVERNMENT'
  | 'ORGANIZATION'
  | 'COMPANY'
  | 'PERSON'
  | 'OTHER';

/** A source as a text names it; matched to a known one by its name or an alias when it is saved. */

export interface NamedSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage?: string | undefined;
}

export interface DocumentAttribution {
  readonly role: AttributionRole;
  readonly source: NamedSource;
  /** The words quoted, without quotation marks. */
  readonly quote?: string | undefined;
  /** All words quoted of this source, in the order of the text; `quote` is the first of them. */
  readonly quotes?: readonly string[] | undefined;
}
