/** Reads a draft's text for whom it rests on: the attribution finder over a body, on this thread or on one of its own. */

import type { DraftContent } from '../../db/drafts/content.ts';
import type { Suggestion } from '../../db/drafts/drafts.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import { suggestionsIn } from '../import/content.ts';
import { withFoundAttributions } from '../import/enrich.ts';
import type { ImportedDocument } from '../import/imported-document.ts';
import { endThread, giveBack, takeThread } from '../import/kept-threads.ts';
import { threadPlace } from '../import/thread-places.ts';

export type TextToRead = Pick<DraftContent, 'headline' | 'standfirst' | 'body' | 'language' | 'image'>;

export interface ReadingTask {
  readonly text: TextToRead;
  readonly known: readonly KnownSource[];
}

/** Of a longer body so much is read. */
const MAX_READ_CHARACTERS = 100_000;
/** Reading the longest takes seconds; what takes longer than this hangs. */
const MAX_READING_MS = 60_000;

/** Of the thread's heap. */
const MAX_READING_MB = 512;

export function readText({ text, known }: ReadingTask): Suggestion[] {
  const { headline, standfirst, body, language, image } = text;
  const document: ImportedDocument = {
    origin: '',
    headline,
    standfirst: standfirst ?? undefined,
    body: body.slice(0, MAX_READ_CHARACTERS),
    language: language === 'und' ? undefined : language,
    image: image
      ? { url: image.url, caption: image.caption ?? undefined, creditLine: image.credit_line ?? undefined }
      : undefined,
    publishedAt: new Date(0),
    topics: [],
    attributions: [],
  };
  return suggestionsIn(withFoundAttributions(document, known).attributions);
}

/** The same, while this thread goes on answering. */
export async function readTextInThread(task: ReadingTask): Promise<Suggestion[]> {
  const leave = await threadPlace();
  return read(task).finally(leave);
}

async function read(task: ReadingTask): Promise<Suggestion[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Suggestion[]>();
  const thread = await takeThread('draft', MAX_READING_MB);
  const { worker } = thread;
  const deadline = setTimeout(() => reject(new Error('Reading a draft’s text took too long.')), MAX_READING_MS);
  const ended = (code: number) => reject(new Error(`Reading a draft’s text ended with code ${code}.`));
  worker.once('message', resolve).once('error', reject).once('exit', ended);
  worker.postMessage(task);
  try {
    const suggestions = await promise;
    giveBack(thread);
    return suggestions;
  } catch (error) {
    await endThread(thread);
    throw error;
  } finally {
    clearTimeout(deadline);
    worker.off('message', resolve).off('error', reject).off('exit', ended);
  }
}
