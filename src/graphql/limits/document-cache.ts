/** Cache of parsed documents for Yoga: an LRU bounded by weight, so that no number of long ones can fill the memory. */

import { type DocumentNode, type Location, visit } from 'graphql';

/** As Yoga's `parserAndValidationCache` takes it. */
export interface DocumentCache {
  get(source: string): DocumentNode | undefined;
  set(source: string, document: DocumentNode): void;
}

/** What a token's part of the tree takes, roughly. */
const TOKEN_BYTES = 300;

/** Keeps the documents used last, up to about `maxBytes` in memory. */
export function createDocumentCache(maxBytes: number): DocumentCache {
  // A Map remembers the order of insertion: the first key is the one not used for longest.
  const kept = new Map<string, { readonly document: DocumentNode; readonly bytes: number }>();
  let total = 0;
  return {
    get(source) {
      const entry = kept.get(source);
      if (entry !== undefined) {
        kept.delete(source);
        kept.set(source, entry);
      }
      return entry?.document;
    },
    set(source, document) {
      total -= kept.get(source)?.bytes ?? 0;
      kept.delete(source);
      const bytes = weigh(source, document);
      dropTokens(document);
      kept.set(source, { document, bytes });
      total += bytes;
      for (const [oldest, entry] of kept) {
        if (total <= maxBytes) break;
        kept.delete(oldest);
        total -= entry.bytes;
      }
    },
  };
}

/** Refused documents are not worth memory: they are refused again as quickly. */
export const noErrorCache = { get: () => undefined, set: () => undefined };

function weigh(source: string, document: DocumentNode): number {
  let tokens = 0;
  for (let token = document.loc?.startToken; token; token = token.next ?? undefined) tokens += 1;
  return 2 * source.length + TOKEN_BYTES * tokens;
}

/** A quarter of a document is its chain of tokens, which nobody reads once it is parsed: errors say where by numbers. */
function dropTokens(document: DocumentNode): void {
  visit(document, {
    enter({ loc }) {
      if (loc !== undefined) Object.assign<Location, object>(loc, { startToken: undefined, endToken: undefined });
    },
  });
}
