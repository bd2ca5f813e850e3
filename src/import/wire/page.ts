/** Makes a page of the pieces that a wire's message holds: what one of them lacks doesn't cost the others. */

import { type ImportedDocument, type ImportedPage, RefusedInput, type RefusedItem } from '../imported-document.ts';

/** A piece to be made, by what a person would know it. */
export interface Making {
  readonly name: string;
  readonly make: () => ImportedDocument;
}

/** @throws {RefusedInput} for a message of one piece that can't be one */
export function pageOf(makings: Iterable<Making>): ImportedPage {
  const documents: ImportedDocument[] = [];
  const refused: RefusedItem[] = [];
  for (const { name, make } of makings) {
    try {
      documents.push(make());
    } catch (error) {
      if (!(error instanceof RefusedInput)) throw error;
      refused.push({ item: name, reason: error.message });
    }
  }
  const [only] = refused;
  if (documents.length === 0 && refused.length === 1 && only !== undefined) throw new RefusedInput(only.reason);
  if (documents.length === 0 && refused.length === 0) throw new RefusedInput('It holds no piece.');
  return { documents: newest(documents), hot: [], refused };
}

/** Of versions of one piece the last one. */
function newest(documents: readonly ImportedDocument[]): ImportedDocument[] {
  const kept = new Map<string, ImportedDocument>();
  for (const document of documents) {
    const before = kept.get(document.origin);
    if (before === undefined || !isOlder(document, before)) kept.set(document.origin, document);
  }
  return [...kept.values()];
}

function isOlder({ version: one = {} }: ImportedDocument, { version: other = {} }: ImportedDocument): boolean {
  const byNumber = (one.number ?? 0) - (other.number ?? 0);
  return byNumber < 0 || (byNumber === 0 && Number(one.at ?? 0) < Number(other.at ?? 0));
}
