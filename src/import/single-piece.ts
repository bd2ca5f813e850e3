/** Reads the one piece that a text, a page or an address holds, for a draft; other stories on the page are ignored. */

import type { KnownSource } from '../attribution/known-sources.ts';
import type { AddressRule } from '../outbound/address-guard.ts';
import { accepted } from './accept.ts';
import { decodeText } from './decode.ts';
import { detectKind } from './detect.ts';
import { type ImportedDocument, type ImportedPage, RefusedInput } from './imported-document.ts';

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
  const page = await readPage(input, known, mayConnect);
  const [piece] = page.documents;
  if (piece === undefined) throw new RefusedInput('It holds no piece.');
  return accepted(piece);
}

async function readPage(
  { kind, value }: DocumentInput,
  known: readonly KnownSource[],
  mayConnect: AddressRule,
): Promise<ImportedPage> {
  if (kind === 'text') return readText(value, undefined, known);
  if (kind === 'html') return readHtml(value, undefined, known);
  const { fetchInput } = await import('./fetch.ts');
  const { bytes, charset, address } = await fetchInput(value, { mayConnect, timeoutMs: FETCH_TIMEOUT_MS });
  const text = decodeText(bytes, charset);
  switch (detectKind(text, address)) {
    case 'html':
      return readHtml(text, address, known);
    case 'text':
      return readText(text, address, known);
    case 'feed':
      throw new RefusedInput('It is a feed of many pieces; give the address of one.');
    case 'views':
      throw new RefusedInput('It holds counts of views, not a piece.');
  }
}

async function readText(text: string, address: string | undefined, known: readonly KnownSource[]) {
  const { readTextPage } = await import('./text.ts');
  return readTextPage(text, address, new Date(), known);
}

async function readHtml(html: string, address: string | undefined, known: readonly KnownSource[]) {
  const [{ readHtmlPage }, { withFoundAttributions }] = await Promise.all([import('./html.ts'), import('./enrich.ts')]);
  const page = readHtmlPage(html, address);
  return { ...page, documents: page.documents.map((document) => withFoundAttributions(document, known)) };
}
