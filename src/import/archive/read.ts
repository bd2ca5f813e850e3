/** Reads an archive with the reader for its system, which is loaded when it is first needed. */

import type { ImportedPage } from '../imported-document.ts';
import type { ArchiveKind } from './kinds.ts';
import type { ArchiveContext } from './piece.ts';

/** @throws {RefusedInput} in words for the person who gave it */
export async function readArchive(kind: ArchiveKind, text: string, context: ArchiveContext): Promise<ImportedPage> {
  switch (kind) {
    case 'wordpress': {
      const { readWordPress } = await import('../wordpress/read.ts');
      return readWordPress(text, context);
    }
  }
}
