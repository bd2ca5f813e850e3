/** What a question about coverage says, and what a row of its answer holds. */

import type { ArticleFilter } from '../articles/filters.ts';
import type { AttributionRole, SourceKind } from '../types.ts';
import type { Interval } from './periods.ts';

/** In the order in which rows that are equal otherwise stand. */
export const coverageDimensions = ['PERIOD', 'TOPIC', 'SOURCE', 'SOURCE_KIND', 'ROLE', 'LANGUAGE', 'AUTHOR'] as const;
export type CoverageDimension = (typeof coverageDimensions)[number];

export type CoverageMeasure = 'ARTICLES' | 'WORDS' | 'VIEWS' | 'QUOTES' | 'CHANGE';

/** Which of the figures that cost extra are wanted; those that aren't are 0, or null. */
export interface CoverageExtras {
  readonly views: boolean;
  readonly quotes: boolean;
  readonly previous: boolean;
}

export interface CoverageQuery {
  /** Each once, in the order of {@link coverageDimensions}. */
  readonly dimensions: readonly CoverageDimension[];
  /** How long the periods are; only with the dimension PERIOD. */
  readonly interval: Interval;
  /** IANA's name. */
  readonly timeZone: string;
  readonly filter: ArticleFilter;
  readonly order: { readonly field: CoverageMeasure | 'PERIOD'; readonly descending: boolean };
  readonly first: number;
  /** Values of the order behind which the page begins, as {@link CoverageRow.place} has them. */
  readonly after?: readonly (string | number)[] | undefined;
  readonly extras: CoverageExtras;
}

export interface CoverageRow {
  readonly topic: number | null;
  readonly source: number | null;
  readonly source_kind: SourceKind | null;
  readonly role: AttributionRole | null;
  readonly language: string | null;
  readonly author: number | null;
  readonly starts_at: Date | null;
  readonly articles: number;
  readonly words: number;
  readonly views: number;
  readonly quotes: number;
  /** Part of all articles of the same period, or of the whole; 0 where there are none. */
  readonly share: number;
  /** Null where no period before is known. */
  readonly previous_articles: number | null;
  /** Null where there were none before. */
  readonly change: number | null;
  /** Where it stands in the order. */
  readonly place: readonly (string | number)[];
}
