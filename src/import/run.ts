/** Owns an import from end to end: finds the inputs, reads each, saves every piece, and keeps account of what became of them. */

import type { KnownSource } from '../attribution/known-sources.ts';
import { decodeText } from './decode.ts';
import { detectKind } from './detect.ts';
import { type ImportedDocument, type ImportedPage, RefusedInput } from './document.ts';
import type { FetchOptions } from './fetch.ts';
import { findInputs, type Input, readInput } from './input.ts';

export type SaveOutcome = 'created' | 'updated' | 'unchanged';

/** Where pieces go. Each is saved whole or not at all, whatever becomes of the others. */
export interface ImportStore {
  /** The newsroom's own sources, which texts are read for. */
  knownSources(): Promise<readonly KnownSource[]>;
  saveDocument(document: ImportedDocument): Promise<SaveOutcome>;
  /** Called after the documents of a page that has a "Hot this week". */
  saveHotList(page: ImportedPage): Promise<unknown>;
}

export interface ImportOptions {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly fetching?: FetchOptions;
  /** Stands in where neither a piece nor its feed has a date. */
  readonly now: Date;
  /** Told how many inputs are done, of how many: first with 0, then after each. */
  readonly onProgress?: (done: number, all: number) => void;
}

export interface Refusal {
  /** As given, or as found in a folder. */
  readonly input: string;
  /** Which piece of the input, if the others could be read. */
  readonly item?: string | undefined;
  readonly reason: string;
}

export interface ImportedItem {
  readonly input: string;
  readonly outcome: SaveOutcome;
  readonly publishedAt: Date;
  readonly headline: string;
}

export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Every piece that could be saved, as the inputs show them. */
  readonly items: readonly ImportedItem[];
  readonly refused: readonly Refusal[];
  /** Files in folders whose names are no input's. */
  readonly skipped: number;
}

/**
 * Imports files, folders, http(s) addresses and `-` for standard input, one after the other. What is bad is refused with its
 * reason, and the rest goes on.
 */
export async function runImport(
  names: readonly string[],
  store: ImportStore,
  options: ImportOptions,
): Promise<ImportReport> {
  const found = await findInputs(names);
  const known = await store.knownSources();
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const refused: Refusal[] = [...found.refused];
  const items: ImportedItem[] = [];
  options.onProgress?.(0, found.inputs.length);
  for (const [index, input] of found.inputs.entries()) {
    try {
      const page = await readPage(input, known, options);
      for (const { item, reason } of page.refused ?? []) refused.push({ input: input.name, item, reason });
      const saves: ImportedItem[] = [];
      // From the bottom up: of pieces with the same date the one saved last is the latest, so lists have the page's order.
      for (const document of page.documents.toReversed()) {
        const item = document.headline;
        const outcome = await saved(() => store.saveDocument(document));
        if (outcome instanceof RefusedInput) refused.push({ input: input.name, item, reason: outcome.message });
        else {
          counts[outcome] += 1;
          saves.unshift({ input: input.name, outcome, publishedAt: document.publishedAt, headline: item });
        }
      }
      items.push(...saves);
      const hot = page.hot.length > 0 ? await saved(() => store.saveHotList(page)) : undefined;
      if (hot instanceof RefusedInput) refused.push({ input: input.name, item: 'its hot list', reason: hot.message });
    } catch (error) {
      refused.push({ input: input.name, reason: reasonOf(error, 'It could not be read') });
    }
    options.onProgress?.(index + 1, found.inputs.length);
  }
  return { ...counts, items, refused, skipped: found.skipped };
}

/** Reads an input with the reader for what it really holds; readers are loaded when they are first needed. */
async function readPage(
  input: Input,
  known: readonly KnownSource[],
  { stdin, fetching, now }: ImportOptions,
): Promise<ImportedPage> {
  const { bytes, charset, address } = await readInput(input, stdin, fetching);
  const text = decodeText(bytes, charset);
  switch (detectKind(text, address ?? input.name)) {
    case 'feed': {
      const { readFeed } = await import('./feed.ts');
      return enriched(readFeed(text, address, now), known);
    }
    case 'html': {
      const { readHtmlPage } = await import('./html.ts');
      return enriched(readHtmlPage(text, address), known);
    }
    case 'text': {
      const { readTextPage } = await import('./text.ts');
      return readTextPage(text, address, now, known);
    }
  }
}

async function enriched(page: ImportedPage, known: readonly KnownSource[]): Promise<ImportedPage> {
  const { withFoundAttributions } = await import('./enrich.ts');
  return { ...page, documents: page.documents.map((document) => withFoundAttributions(document, known)) };
}

async function saved<T>(save: () => Promise<T>): Promise<T | RefusedInput> {
  try {
    return await save();
  } catch (error) {
    return new RefusedInput(reasonOf(error, 'It could not be saved'));
  }
}

function reasonOf(error: unknown, what: string): string {
  if (error instanceof RefusedInput) return error.message;
  return `${what}: ${error instanceof Error ? error.message : String(error)}`;
}
