/** What a format of pieces is to the registry: how it is recognised by its content, and its reader. */

import type { ImportedPage } from '../imported-document.ts';

export interface FormatContext {
  /** Where it was found; undefined for a file. */
  readonly address?: string | undefined;
  /** Stands in where a piece has no date. */
  readonly now: Date;
}

export type FormatReader = (text: string, context: FormatContext) => ImportedPage;

export interface Format {
  /** @param value the whole JSON, or the first of many lines */
  readonly isJson?: (value: unknown) => boolean;
  /** @param root name of the first element, in lower case and without its prefix */
  readonly isXml?: (root: string, xml: string) => boolean;
  readonly isText?: (text: string) => boolean;
  readonly load: () => Promise<FormatReader>;
}
