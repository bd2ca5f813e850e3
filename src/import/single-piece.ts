/** Reads the one piece that a text, a page or an address holds, for a draft; other stories on the page are ignored. */

import { currentUndertaking } from '../../db/engine/undertaking.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import type { AddressRule } from '../outbound/address-guard.ts';
import { accepted } from './accept.ts';
import { decodeText } from './decode.ts';
import { kindOfText } from './detect.ts';
import { type ImportedDocument, RefusedInput } from './imported-document.ts';
import { createReader } from './reader.ts';
import type { ReadingTask } from './reading.ts';

export interface DocumentInput {
  readonly kind: 'text' | 'html' | 'url';
  /** The text itself, or the address. */
  readonly value: string;
}

/** Milliseconds: what is fetched has to be read and saved within a request's time, too. */
const FETCH_TIMEOUT_MS = 3_500;

/** @throws {RefusedInput} in words for the person who gave it */
export async function readSinglePiece(
  input: DocumentInput,
  known: readonly KnownSource[],
  mayConnect: AddressRule,
): Promise<ImportedDocument> {
  const task = await taskOf(input, mayConnect);
  const reading = await createReader(known).read(task, currentUndertaking()?.undertaking.signal);
  if (reading.kind === 'feed') throw new RefusedInput('It is a feed of many pieces; give the address of one.');
  if (reading.kind === 'views') throw new RefusedInput('It holds counts of views, not a piece.');
  const { documents, refused = [] } = reading.page;
  const isOfMany = reading.kind !== 'html' && reading.kind !== 'text';
  if (isOfMany && documents.length > 1)
    throw new RefusedInput(`It holds ${documents.length} pieces; give one of them.`);
  const [piece] = documents;
  if (piece === undefined) throw new RefusedInput(refused[0]?.reason ?? 'It holds no piece.');
  return accepted(piece);
}

async function taskOf({ kind, value }: DocumentInput, mayConnect: AddressRule): Promise<ReadingTask> {
  const now = new Date();
  if (kind === 'html') return { text: value, kind, name: '', now };
  // Text may as well be Markdown with front matter, or what another system exports.
  if (kind === 'text') return { text: value, kind: kindOfText(value), name: '', now };
  const { fetchInput } = await import('./fetch.ts');
  const { bytes, charset, address } = await fetchInput(value, { mayConnect, timeoutMs: FETCH_TIMEOUT_MS });
  return { text: decodeText(bytes, charset), name: address, address, now };
}
