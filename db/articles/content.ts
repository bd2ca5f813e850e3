/** Content of an article: the columns and lists that drafts, imports and the published side share. */

import type { AttributionRole } from '../types.ts';

/** As a lead_image has it. */
export interface ArticleImage {
  /** null where only the caption is known. */
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
  readonly caption: string | null;
  readonly credit_line: string | null;
  readonly credit_source_id: number | null;
}

export interface ArticleAttribution {
  readonly role: AttributionRole;
  readonly source_id: number;
  readonly quote: string | null;
}

export interface ArticleContent {
  readonly headline: string;
  readonly standfirst: string | null;
  /** Sanitised HTML. */
  readonly body: string;
  readonly language: string;
  readonly image: ArticleImage | null;
  /** Most important first. */
  readonly topic_ids: readonly number[];
  /** In the order of the piece; several with the same role and source are one attribution with several quotes. */
  readonly attributions: readonly ArticleAttribution[];
  /** What the given text of the body had that an article may not have: `<script>`, `<p style>`. */
  readonly dropped_from_body: readonly string[];
}
