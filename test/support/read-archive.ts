/** What an import reads in a text, as archives are read, without a newsroom. */

import type { ImportedPage } from '../../src/import/imported-document.ts';
import { type ReadingTask, readHere } from '../../src/import/reading.ts';

export const readingNow = new Date('2026-05-01T00:00:00Z');

/** The kind that it was taken for, and what it holds. */
export async function readArchiveText(
  text: string,
  name: string,
  more: Partial<ReadingTask> = {},
): Promise<ImportedPage & { readonly kind: string }> {
  const reading = await readHere({ text, name, now: readingNow, ...more }, []);
  if (reading.kind === 'views') throw new Error('It holds views.');
  return { kind: reading.kind, ...reading.page };
}
