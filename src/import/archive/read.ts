/** Reads an archive with the reader for its system, which is loaded when it is first needed. */

import type { ImportedPage } from '../imported-document.ts';
import type { RecordsContext } from '../records/read.ts';
import type { ArchiveKind } from './kinds.ts';

/** @throws {RefusedInput} in words for the person who gave it */
export async function readArchive(kind: ArchiveKind, text: string, context: RecordsContext): Promise<ImportedPage> {
  switch (kind) {
    case 'wordpress': {
      const { readWordPress } = await import('../wordpress/read.ts');
      return readWordPress(text, context);
    }
    case 'ghost': {
      const { readGhost } = await import('../ghost/read.ts');
      return readGhost(text, context);
    }
    case 'markdown': {
      const { readMarkdown } = await import('../markdown/read.ts');
      return readMarkdown(text, context);
    }
    case 'table': {
      const { readTable } = await import('../records/read.ts');
      return readTable(text, context);
    }
    case 'lines': {
      const { readLines } = await import('../records/read.ts');
      return readLines(text, context);
    }
    case 'system': {
      const { readSystem } = await import('../systems/read.ts');
      return readSystem(text, context);
    }
  }
}
