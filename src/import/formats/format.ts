/** What a format of inputs is to the registry: what it is called, how it is recognised by its content, and its reader. */

import type { KnownSource } from '../../attribution/known-sources.ts';
import type { ImportedPage } from '../imported-document.ts';
import type { RecordsContext } from '../records/read.ts';
import type { Looked } from './looked.ts';

/** What a reader is told besides the text. */
export interface ReadingContext extends RecordsContext {
  /** The newsroom's own sources. */
  readonly known: readonly KnownSource[];
}

export type FormatReader = (text: string, context: ReadingContext) => ImportedPage | Promise<ImportedPage>;

export interface Format {
  /** As the command's help lists it, and the documentation's table. */
  readonly title: string;
  /** What is read of it, as the documentation's table says it. */
  readonly reads: string;
  readonly isIt: (looked: Looked) => boolean;
  /** Loads its reader when it is first needed; undefined for what holds no pieces. */
  readonly load?: () => Promise<FormatReader>;
  /** Whether the reader finds by itself whom a text rests on. */
  readonly findsSources?: boolean;
  /**
   * `page`: of one piece and its boxes, which a person may give by hand as such; `feed`: of many pieces that others go on to add
   * to; `pieces`: what systems and agencies hand over.
   */
  readonly kind: 'page' | 'feed' | 'pieces' | 'views';
}
