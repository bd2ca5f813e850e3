/**
 * An import from inputs to report: finds, reads and saves each piece, and counts what was created, updated, held and
 * refused.
 */

import { faultOfDatabase } from '../../db/engine/faults.ts';
import type { MergedViews } from '../../db/views/history.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import { decodeText } from './decode.ts';
import type { FetchOptions } from './fetch.ts';
import { type ImportedDocument, type ImportedPage, type KnownBefore, RefusedInput } from './imported-document.ts';
import { findInputs, type Input, readInput } from './input.ts';
import { createReader, type Reader } from './reader.ts';
import type { ColumnMap } from './records/columns.ts';
import type { ViewLines } from './save-views.ts';
import { withTexts } from './substack/texts.ts';
import { type RefusedLine, readViewLines } from './views.ts';
import { openViewsFile } from './views-file.ts';

export type SaveOutcome = 'created' | 'updated' | 'unchanged' | 'held' | 'withdrawn';

export interface Saved {
  readonly outcome: SaveOutcome;
  /** Why it is held. */
  readonly reason?: string | undefined;
}

/** Where pieces go. Each is saved whole or not at all, whatever becomes of the others. */
export interface ImportStore {
  /** The newsroom's own sources, which texts are read for. */
  knownSources(): Promise<readonly KnownSource[]>;
  saveDocument(document: ImportedDocument): Promise<Saved>;
  /** Whether readers have the piece of a refusal, from before. */
  hasReaders(piece: KnownBefore): Promise<boolean>;
  /** Called after the documents of a page that has a "Hot this week". */
  saveHotList(page: ImportedPage): Promise<unknown>;
  /** Saves all lines that can be used, and tells of each that can't. */
  saveViews(lines: ViewLines, refuse: (line: RefusedLine) => void): Promise<MergedViews>;
}

export interface ImportOptions {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly fetching?: FetchOptions;
  /** Stands in where neither a piece nor its feed has a date. */
  readonly now: Date;
  /** The address of the site that archives are of, where they don't say so themselves. */
  readonly site?: string | undefined;
  /** Which columns of tables hold which part of a piece; by their names, if not given. */
  readonly columns?: ColumnMap | undefined;
  /** What the addresses of our own articles begin with. */
  readonly publicUrl: string;
  /** Told how many inputs are done, of how many: first with 0, then after each. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Told how much of a file of view counts is read, from 0 to 1. */
  readonly onViews?: (share: number) => void;
}

export interface Refusal {
  /** As given, or as found in a folder. */
  readonly input: string;
  /** Which piece of the input, if the others could be read. */
  readonly item?: string | undefined;
  /** Which line of view counts, from 1. */
  readonly line?: number | undefined;
  readonly reason: string;
}

export interface ImportedItem {
  readonly input: string;
  readonly outcome: SaveOutcome;
  /** null for a piece without a date of its own, unless it was just published under one. */
  readonly publishedAt: Date | null;
  readonly headline: string;
  /** What the found text had that its body hasn't: `<form>`, `<a href="javascript:">`. */
  readonly droppedFromBody: readonly string[];
  /** Why it is held. */
  readonly reason?: string | undefined;
}

/** What became of an input of view counts. */
export interface ImportedViews extends MergedViews {
  readonly input: string;
}

export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Kept back for an editor: without a date, without a text, or perhaps no news. */
  readonly held: number;
  /** Readers had it, or were to have it, and its sender took it back. */
  readonly withdrawn: number;
  /** Every piece that could be saved, as the inputs show them. */
  readonly items: readonly ImportedItem[];
  readonly views: readonly ImportedViews[];
  readonly refused: readonly Refusal[];
  /** What archives held that is no piece, in the plural, with how many: `{ attachments: 12 }`. */
  readonly others: Readonly<Record<string, number>>;
  /** Files in folders whose names are no input's. */
  readonly skipped: number;
  /** The same by the ending of their names. */
  readonly skippedEndings: Readonly<Record<string, number>>;
  /** Where the database could take nothing more: an import of the same inputs goes on from there. */
  readonly stopped?: StoppedImport | undefined;
}

export interface StoppedImport {
  readonly reason: string;
  /** Inputs, the one at which it stopped among them. */
  readonly left: number;
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
  const reader = createReader(await store.knownSources());
  return importAll(found, reader, store, options);
}

async function importAll(
  found: Awaited<ReturnType<typeof findInputs>>,
  reader: Reader,
  store: ImportStore,
  options: ImportOptions,
): Promise<ImportReport> {
  const counts = { created: 0, updated: 0, unchanged: 0, held: 0, withdrawn: 0 };
  const refused: Refusal[] = [...found.refused];
  const items: ImportedItem[] = [];
  const views: ImportedViews[] = [];
  const others: Record<string, number> = {};
  const seen: Seen = new Map();
  // Views are counted for articles, which may come in behind them.
  const waiting: { readonly input: string; readonly lines: ViewLines; readonly refuse: Refuse }[] = [];
  let done = 0;
  const advance = () => {
    done += 1;
    options.onProgress?.(done, found.inputs.length);
  };
  options.onProgress?.(0, found.inputs.length);
  const read = (input: Input) =>
    readHeld(input, reader, options).catch((error: unknown) => {
      return error instanceof RefusedInput ? error : new RefusedInput(reasonOf(error, 'It could not be read'));
    });
  const importPieces = async () => {
    for await (const { input, made: held } of oneAhead(found.inputs, read)) {
      const refuse: Refuse = (refusal) => void refused.push({ input: input.name, ...refusal });
      if (held instanceof RefusedInput) {
        refuse({ reason: await toldOf(held.message, held.knownBy, store) });
        advance();
        continue;
      }
      if (Symbol.asyncIterator in held) {
        waiting.push({ input: input.name, lines: held, refuse });
        continue;
      }
      for (const save of await savePage(held, input.name, store, refuse, seen)) {
        counts[save.outcome] += 1;
        items.push(save);
      }
      for (const [name, count] of Object.entries(held.others ?? {})) others[name] = (others[name] ?? 0) + count;
      advance();
    }
  };
  const importViews = async () => {
    for (const { input, lines, refuse } of waiting) {
      const merged = await saved(() => store.saveViews(lines, refuse), 'It could not be read');
      if (merged instanceof RefusedInput) refuse({ reason: merged.message });
      else views.push({ input, ...merged });
      advance();
    }
  };
  const stopped = await importPieces()
    .then(importViews)
    .then(
      () => undefined,
      (error: unknown): StoppedImport => {
        if (!(error instanceof Stopped)) throw error;
        return { reason: error.message, left: found.inputs.length - done };
      },
    );
  return { ...counts, items, views, refused, others, ...skippedFiles(found.skipped), ...(stopped && { stopped }) };
}

/** Makes something of each in turn, of the next one while the last is worked on: one is read while the database saves the one before. */
async function* oneAhead<Made>(
  inputs: readonly Input[],
  make: (input: Input) => Promise<Made>,
): AsyncGenerator<{ readonly input: Input; readonly made: Made }> {
  let next: Promise<Made> | undefined;
  for (const [place, input] of inputs.entries()) {
    const making = next ?? make(input);
    const following = inputs[place + 1];
    const made = await making;
    next = following && make(following);
    yield { input, made };
  }
}

/** The database can't be asked for now: what comes would be refused for no fault of its own. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

function skippedFiles(byEnding: ReadonlyMap<string, number>): Pick<ImportReport, 'skipped' | 'skippedEndings'> {
  const skipped = [...byEnding.values()].reduce((sum, count) => sum + count, 0);
  return { skipped, skippedEndings: Object.fromEntries(byEnding) };
}

type Refuse = (refusal: Omit<Refusal, 'input'>) => void;

async function savePage(
  page: ImportedPage,
  input: string,
  store: ImportStore,
  refuse: Refuse,
  seen: Seen,
): Promise<ImportedItem[]> {
  for (const { item, reason, knownBy } of page.refused ?? [])
    refuse({ item, reason: await toldOf(reason, knownBy, store) });
  const saves: ImportedItem[] = [];
  // From the bottom up: of pieces with the same date the one saved last is the latest, so lists have the page's order.
  for (const document of page.documents.toReversed()) {
    const item = document.headline;
    const outcome = await saved(() => store.saveDocument(document));
    if (outcome instanceof RefusedInput) {
      refuse({ item, reason: outcome.message });
      continue;
    }
    const reason = outcome.reason ?? replacedBy(document, input, outcome, seen);
    // Copied, since to V8 a headline is a slice of its page, which would stay in memory with it.
    const [kept, origin] = structuredClone([{ input, ...itemOf(document, { ...outcome, reason }) }, document.origin]);
    saves.unshift(kept);
    seen.set(origin, { input, headline: kept.headline, version: versionOf(document) });
  }
  const hot = page.hot.length > 0 ? await saved(() => store.saveHotList(page)) : undefined;
  if (hot instanceof RefusedInput) refuse({ item: 'its hot list', reason: hot.message });
  return saves;
}

/** By its id, what an input of this run gave. */
type Seen = Map<string, { readonly input: string; readonly headline: string; readonly version: string }>;

/**
 * Two systems may give one id to two pieces: what took the place of another input's piece under another headline is told,
 * unless it is another version of it.
 */
function replacedBy(document: ImportedDocument, input: string, { outcome }: Saved, seen: Seen): string | undefined {
  // A dry run keeps nothing, so that both are created.
  const isPut = outcome === 'updated' || outcome === 'created';
  const before = isPut ? seen.get(document.origin) : undefined;
  if (before === undefined || before.input === input || before.headline === document.headline) return undefined;
  if (before.version !== versionOf(document)) return undefined;
  return `It has the id of “${before.headline}” in ${before.input}, and took its place.`;
}

function versionOf({ version }: ImportedDocument): string {
  return `${version?.number ?? ''} ${version?.at?.getTime() ?? ''}`;
}

/** A piece that isn't public any more where it comes from may be out here: that is an editor's to decide. */
async function toldOf(reason: string, piece: KnownBefore | undefined, store: ImportStore): Promise<string> {
  if (piece === undefined) return reason;
  const isOut = await saved(() => store.hasReaders(piece));
  return isOut === true ? `${reason} Readers have it from before: it stays until an editor takes it back.` : reason;
}

function itemOf(document: ImportedDocument, { outcome, reason }: Saved): Omit<ImportedItem, 'input'> {
  const { headline, isDateGuessed, droppedFromBody = [] } = document;
  const publishedAt = outcome !== 'created' && isDateGuessed === true ? null : document.publishedAt;
  return { outcome, publishedAt, headline, droppedFromBody, ...(reason !== undefined && { reason }) };
}

/** Reads an input with the reader for what it really holds. */
async function readHeld(input: Input, reader: Reader, options: ImportOptions): Promise<ImportedPage | ViewLines> {
  const { stdin, fetching, now, site, columns, onViews } = options;
  const file = input.kind === 'file' ? await openViewsFile(input.name, onViews) : null;
  if (file !== null) return readViewLines(file, options);
  const { bytes, charset, address } = await readInput(input, stdin, fetching);
  const decoded = decodeText(bytes, charset);
  const text = input.kind === 'file' ? await withTexts(input.name, decoded) : decoded;
  const reading = await reader.read({ text, name: address ?? input.name, address, site, columns, now });
  return reading.kind === 'views' ? readViewLines([text], options) : reading.page;
}

/** @throws {Stopped} */
async function saved<T>(save: () => Promise<T>, otherwise = 'It could not be saved'): Promise<T | RefusedInput> {
  try {
    return await save();
  } catch (error) {
    const fault = faultOfDatabase(error);
    if (fault === 'away' || fault === 'full' || fault === 'uncertain') {
      throw new Stopped(error instanceof Error ? error.message : String(error), { cause: error });
    }
    return new RefusedInput(reasonOf(error, otherwise));
  }
}

function reasonOf(error: unknown, what: string): string {
  if (error instanceof RefusedInput) return error.message;
  return `${what}: ${error instanceof Error ? error.message : String(error)}`;
}
