/** What a draft holds of its piece, as its row and its revisions have it. */

import type { AttributionRole } from '../types.ts';

/** As a lead_image has it. */
export interface DraftImage {
  /** null where only the caption is known. */
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
  readonly caption: string | null;
  readonly credit_line: string | null;
  readonly credit_source_id: number | null;
}

export interface DraftAttribution {
  readonly role: AttributionRole;
  readonly source_id: number;
  readonly quote: string | null;
}

/** What is written, as opposed to where it stands. */
export interface DraftContent {
  readonly headline: string;
  readonly standfirst: string | null;
  /** Sanitised HTML. */
  readonly body: string;
  readonly language: string;
  /** The one that was asked for; null to have it made from the headline or to keep the article's. */
  readonly slug: string | null;
  readonly image: DraftImage | null;
  /** Most important first. */
  readonly topic_ids: readonly number[];
  readonly attributions: readonly DraftAttribution[];
  /** What the last save of a body took out of it. */
  readonly dropped_from_body: readonly string[];
}
