/** Has a draft's text read for suggestions when it changes: a short one in the same step, a long one by a job. */

import { LRUCache } from 'lru-cache';
import { sourcesNamedAmong } from '../../db/catalogue/find-or-create.ts';
import {
  type DraftChanges,
  type DraftRow,
  type LockedDraft,
  type SuggestionColumns,
  saveDraft,
} from '../../db/drafts/drafts.ts';
import type { NewRevision } from '../../db/drafts/revisions.ts';
import { draftToRead, enqueueSuggest, saveFound, suggestQueue, unreadDraft } from '../../db/drafts/suggest-queue.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import type { JobHandlers } from '../../db/engine/job-queue.ts';
import { bodyAsText } from '../text/body.ts';
import { nameCandidates } from './name-candidates.ts';
import type { ReadingTask, TextToRead } from './read-text.ts';
import { declaredAmong } from './suggestions.ts';

/** Of HTML. Up to here reading takes some tens of milliseconds; nobody who saves waits for more. */
const MAX_READ_AT_ONCE = 12_000;

type Found = Pick<SuggestionColumns, 'suggestions' | 'suggested_topic_ids'>;

/** Columns to be saved with a draft's new text; none where nothing changes, or where {@link readLater} is to be called. */
export async function foundInText(
  trx: Trx,
  text: TextToRead,
  before?: TextToRead & Pick<SuggestionColumns, 'suggestions'>,
): Promise<Partial<Found>> {
  if ((before !== undefined && isSameText(text, before)) || isLong(text)) return {};
  if (isEmpty(text)) return { suggestions: declaredAmong(before?.suggestions ?? []), suggested_topic_ids: [] };
  const [{ readText }, { suggestedTopicIds }] = await Promise.all([finder(), suggester()]);
  const suggestions = readText(await readingTask(trx, text));
  return {
    suggestions: [...declaredAmong(before?.suggestions ?? []), ...suggestions],
    suggested_topic_ids: await suggestedTopicIds(trx, text),
  };
}

/** Saves a draft's next revision with what its text rests on, or has a text that is too long to be waited for read by a job. */
export async function saveReadDraft(
  trx: Trx,
  draft: LockedDraft,
  text: TextToRead,
  changes: DraftChanges,
  revision: NewRevision,
): Promise<DraftRow> {
  const saved = await saveDraft(trx, draft.id, { ...changes, ...(await foundInText(trx, text, draft)) }, revision);
  await readLater(trx, draft.id, text, draft);
  return saved;
}

/** For a text that is too long to be waited for. */
export async function readLater(trx: Trx, draftId: number, text: TextToRead, before?: TextToRead): Promise<void> {
  if (isLong(text) && (before === undefined || !isSameText(text, before))) await enqueueSuggest(trx, draftId);
}

/** Imported with the first text: they are large, and a service that only answers readers reads none. */
const finder = () => import('./read-text.ts');
const suggester = () => import('./suggested-topics.ts');

const isLong = ({ body }: TextToRead) => body.length > MAX_READ_AT_ONCE;
const isEmpty = ({ standfirst, body }: TextToRead) => body === '' && standfirst === null;

function isSameText(a: TextToRead, b: TextToRead): boolean {
  return (
    a.headline === b.headline &&
    a.standfirst === b.standfirst &&
    a.body === b.body &&
    a.language === b.language &&
    a.image?.caption === b.image?.caption &&
    a.image?.credit_line === b.image?.credit_line
  );
}

async function readingTask(db: Db, text: TextToRead): Promise<ReadingTask> {
  const { headline, standfirst, body, image } = text;
  const words = [headline, standfirst, image?.caption, image?.credit_line, bodyAsText(body)].filter(Boolean).join('\n');
  return { text, known: sameList(await knownOf(db, nameCandidates(words))) };
}

/** The newsroom's sources that a text may name, also where it calls them as another language does. */
async function knownOf(db: Db, candidates: readonly string[]): Promise<ReadingTask['known']> {
  const { bundledAmong } = await import('../attribution/names-in-languages.ts');
  const bundled = bundledAmong(candidates);
  const named = await sourcesNamedAmong(db, [...new Set([...candidates, ...bundled.names])]);
  const written = new Set(candidates);
  return named.filter((each) => each.aliases.some((alias) => written.has(alias)) || bundled.isMeant(each));
}

/** Of one draft the same sources are known at each save: the finder's index of a list is made once. */
const lists = new LRUCache<string, ReadingTask['known']>({ max: 50 });

function sameList(known: ReadingTask['known']): ReadingTask['known'] {
  const key = JSON.stringify(known);
  const before = lists.get(key);
  if (before !== undefined) return before;
  lists.set(key, known);
  return known;
}

/** Reads long texts, one after the other and beside the thread that answers. */
export function suggestJobs(db: Db): JobHandlers {
  return {
    async [suggestQueue](payloads) {
      for (const id of new Set(payloads.map(draftToRead))) {
        const draft = await unreadDraft(db, id);
        if (draft === null) continue;
        const [{ readTextInThread }, { suggestedTopicIds }] = await Promise.all([finder(), suggester()]);
        const suggestions = await readTextInThread(await readingTask(db, draft));
        await saveFound(db, draft, {
          suggestions: [...declaredAmong(draft.suggestions), ...suggestions],
          suggested_topic_ids: await suggestedTopicIds(db, draft),
        });
      }
    },
  };
}
