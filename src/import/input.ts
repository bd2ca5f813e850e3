/**
 * Resolves the arguments of an import to inputs (files, folders, addresses, standard input) and reads each as bytes.
 */

import type { Dirent } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type FetchOptions, fetchInput } from './fetch.ts';
import { fileErrorInWords } from './file-errors.ts';
import { RefusedInput } from './imported-document.ts';
import { partsOfSubstack } from './substack/texts.ts';

/** One thing to read, not yet opened. */
export interface Input {
  readonly kind: 'file' | 'address' | 'stdin';
  /** The file's path, the address, or `-`. */
  readonly name: string;
}

/** What an input held, inflated. */
export interface ReadInput {
  readonly bytes: Uint8Array;
  /** Where an address led to in the end; files have none. */
  readonly address?: string | undefined;
  /** As HTTP names it. */
  readonly charset?: string | undefined;
}

/** What the arguments of an import stand for. */
export interface FoundInputs {
  readonly inputs: readonly Input[];
  /** How many files folders hold under names that are no input's, by the ending of the name. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly refused: readonly { readonly input: string; readonly reason: string }[];
}

const MAX_BYTES = 50_000_000;
const inputName =
  /\.(?:html?|xhtml|txt|text|xml|wxr|rss|atom|rdf|json|ndjson|jsonl|md|mdx|markdown|lr|csv|tsv|ninjs|nitf|newsml|iptc|7901)(?:\.gz)?$/i;

/**
 * Says what each argument stands for: a file, a folder with all files below whose name is an input's, an http(s)
 * address, or `-` for standard input. Order is that of the arguments, and by name within a folder.
 */
export async function findInputs(names: readonly string[]): Promise<FoundInputs> {
  const inputs: Input[] = [];
  const refused: { input: string; reason: string }[] = [];
  const skipped = new Map<string, number>();
  /** @param above what of the folder is read with a table in the one above it */
  const visit = async (folder: string, above?: (name: string) => boolean): Promise<void> => {
    const entries = await entriesOf(folder);
    const hasTable = entries.some(({ name }) => name === 'posts.csv');
    const isPart = (hasTable ? await partsOfSubstack(folder) : undefined) ?? above;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        await visit(path, entry.name === 'posts' ? isPart : undefined).catch((error) => refuse(path, error));
      else if (entry.isFile() && isPart?.(entry.name) === true && entry.name.endsWith('.html')) continue;
      else if (entry.isFile() && inputName.test(entry.name) && isPart?.(entry.name) !== true)
        inputs.push({ kind: 'file', name: path });
      // Symbolic links are not followed: they may lead in a circle, or out of what the person meant.
      else skipped.set(endingOf(entry.name), (skipped.get(endingOf(entry.name)) ?? 0) + 1);
    }
  };
  const refuse = (input: string, error: unknown) => {
    refused.push({ input, reason: unreadable(input, error).message });
  };
  for (const name of new Set(names)) {
    if (name === '-') inputs.push({ kind: 'stdin', name });
    else if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) inputs.push({ kind: 'address', name });
    else if (await isFolder(name)) await visit(name).catch((error) => refuse(name, error));
    else inputs.push({ kind: 'file', name });
  }
  return { inputs, skipped, refused };
}

function endingOf(name: string): string {
  return /\.[a-z\d]{1,10}$/i.exec(name)?.[0].toLowerCase() ?? 'no ending';
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function isFolder(name: string): Promise<boolean> {
  // What is missing or closed to us is told when it is read, as of any other file.
  return await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Reads one input; what is gzipped is inflated, whatever its name.
 *
 * @throws {RefusedInput} when it is missing, empty, too large, cut off, or can't be reached.
 */
export async function readInput(
  input: Input,
  stdin: AsyncIterable<Uint8Array>,
  fetching: FetchOptions = {},
): Promise<ReadInput> {
  const read = await readAsItIs(input, stdin, fetching);
  const bytes = await unpacked(read.bytes);
  if (bytes.length === 0) throw new RefusedInput('It is empty.');
  return { ...read, bytes };
}

function readAsItIs(input: Input, stdin: AsyncIterable<Uint8Array>, fetching: FetchOptions): Promise<ReadInput> {
  switch (input.kind) {
    case 'address':
      return fetchInput(input.name, fetching);
    case 'stdin':
      return bounded(stdin);
    case 'file':
      return readFile(input.name);
  }
}

async function readFile(path: string): Promise<ReadInput> {
  let file: FileHandle | undefined;
  try {
    // Asked before opening, since opening a pipe waits for its other end.
    const found = await stat(path);
    if (!found.isFile()) throw new RefusedInput('It is not a file.');
    if (found.size > MAX_BYTES) throw tooLarge();
    file = await open(path);
    return await bounded(file.createReadStream({ autoClose: false }));
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file?.close();
  }
}

async function bounded(source: AsyncIterable<Uint8Array>): Promise<ReadInput> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(' when inflated');
    if (code === 'Z_BUF_ERROR') throw new RefusedInput('Its gzip breaks off before the end.');
    throw new RefusedInput('Its gzip is damaged.', { cause: error });
  }
}

function tooLarge(when = ''): RefusedInput {
  return new RefusedInput(`It is larger than ${MAX_BYTES / 1_000_000} MB${when}.`);
}

function unreadable(path: string, error: unknown): RefusedInput {
  if (error instanceof RefusedInput) return error;
  const reason = fileErrorInWords(error) ?? `${path} can't be read: ${(error as Error).message}`;
  return new RefusedInput(reason, { cause: error });
}
