/** Reads a text for the pieces in it, with the reader for what it really holds: a feed, a page, plain text, or another format. */

import type { KnownSource } from '../attribution/known-sources.ts';
import { detectKind } from './detect.ts';
import { type FormatName, formatNamed } from './formats/registry.ts';
import { withoutWarnings } from './formats/warnings.ts';
import { type ImportedPage, RefusedInput } from './imported-document.ts';
import { type ColumnMap, hasColumns } from './records/columns.ts';

export interface ReadingTask {
  readonly text: string;
  /** What it is, where the person who gave it has said so; else it is found out by looking. */
  readonly kind?: FormatName | undefined;
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
  | { readonly kind: Exclude<FormatName, 'views'>; readonly page: ImportedPage }
  | { readonly kind: 'views' };

/**
 * Readers are loaded when they are first needed.
 *
 * @param known the newsroom's own sources, which texts are read for
 * @throws {RefusedInput} in words for the person who gave it
 */
export async function readHere(task: ReadingTask, known: readonly KnownSource[]): Promise<Reading> {
  try {
    return await readAs(task.kind ?? kindByMap(task) ?? detectKind(task.text, task.name), task, known);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RefusedInput('It is nested too deeply to be read.', { cause: error });
  }
}

/** A map says of lines of JSON what they are, whatever their names look like, where they have its columns. */
function kindByMap({ text, name, columns }: ReadingTask): FormatName | undefined {
  if (columns === undefined || !/\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name)) return undefined;
  const [line = ''] = text.trimStart().split('\n', 1);
  return hasColumns(line, columns) ? 'lines' : undefined;
}

async function readAs(kind: FormatName, task: ReadingTask, known: readonly KnownSource[]): Promise<Reading> {
  if (kind === 'views') return { kind };
  const { load, findsSources = false } = formatNamed(kind);
  const read = await load?.();
  if (read === undefined) throw new RefusedInput('It holds no pieces.');
  const page = await read(kind === 'text' ? task.text : withoutWarnings(task.text), { ...task, known });
  return { kind, page: findsSources ? page : await enriched(page, known) };
}

async function enriched(page: ImportedPage, known: readonly KnownSource[]): Promise<ImportedPage> {
  const { withFoundAttributions } = await import('./enrich.ts');
  const documents = page.documents.map((document) =>
    document.isEntered === true ? document : withFoundAttributions(document, known),
  );
  return { ...page, documents };
}
