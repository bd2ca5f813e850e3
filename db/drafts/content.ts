/** Content of a draft, as its row and its revisions have it. */

import type { ArticleContent } from '../articles/content.ts';

/** What is written, as opposed to where it stands. */
export interface DraftContent extends ArticleContent {
  /** The one that was asked for; null to have it made from the headline or to keep the article's. */
  readonly slug: string | null;
}
