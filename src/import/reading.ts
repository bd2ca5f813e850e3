/** Reads a text for the pieces in it, with the reader for what it really holds: a feed, a page, plain text, or another format. */

import type { KnownSource } from '../attribution/known-sources.ts';
import { detectKind, type TextKind } from './detect.ts';
import { type ImportedPage, RefusedInput } from './imported-document.ts';
import type { ColumnMap } from './records/columns.ts';
import { asFetched } from './wire/fetched.ts';
import { isFormat, readFormat } from './wire/registry.ts';

export interface ReadingTask {
  readonly text: string;
  /** What it is, where the person who gave it has said so; else it is found out by looking. */
  readonly kind?: TextKind | undefined;
  /** A file's path or an address: decides where the content leaves a doubt. */
  readonly name: string;
  /** Where it was found; relative addresses are against it. */
  readonly address?: string | undefined;
  /** The address of the site that an archive is of, where it doesn't say so itself. */
  readonly site?: string | undefined;
  /** Which columns of tables hold which part of a piece. */
  readonly columns?: ColumnMap | undefined;
  /** Stands in where neither a piece nor its feed has a date. */
  readonly now: Date;
}

/** What a text holds; counts of views are read by who saves them, line by line. */
export type Reading =
  | { readonly kind: Exclude<TextKind, 'views'>; readonly page: ImportedPage }
  | { readonly kind: 'views' };

/**
 * Readers are loaded when they are first needed.
 *
 * @param known the newsroom's own sources, which texts are read for
 * @throws {RefusedInput} in words for the person who gave it
 */
export async function readHere(task: ReadingTask, known: readonly KnownSource[]): Promise<Reading> {
  try {
    return await readAs(task.kind ?? detectKind(task.text, task.name), task, known);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RefusedInput('It is nested too deeply to be read.', { cause: error });
  }
}

async function readAs(
  kind: TextKind,
  { text, name, address, site, columns, now }: ReadingTask,
  known: readonly KnownSource[],
): Promise<Reading> {
  switch (kind) {
    case 'views':
      return { kind };
    case 'feed': {
      const { readFeed } = await import('./feed.ts');
      return { kind, page: await enriched(readFeed(text, address, now), known) };
    }
    case 'html': {
      const { readHtmlPage } = await import('./html.ts');
      return { kind, page: await enriched(readHtmlPage(text, address), known) };
    }
    case 'text': {
      const { readTextPage } = await import('./text.ts');
      return { kind, page: readTextPage(text, address, now, known) };
    }
    default: {
      if (isFormat(kind)) {
        const read = await readFormat(kind);
        return { kind, page: await enriched(asFetched(read(text, { address, now }), address), known) };
      }
      const { readArchive } = await import('./archive/read.ts');
      return {
        kind,
        page: await enriched(await readArchive(kind, text, { name, address, site, columns, now }), known),
      };
    }
  }
}

async function enriched(page: ImportedPage, known: readonly KnownSource[]): Promise<ImportedPage> {
  const { withFoundAttributions } = await import('./enrich.ts');
  const documents = page.documents.map((document) =>
    document.isEntered === true ? document : withFoundAttributions(document, known),
  );
  return { ...page, documents };
}
