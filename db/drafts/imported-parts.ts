/** Parts of an imported piece that a draft has no field for: its article gets them when it is made. */

import { type NewBox, saveBoxes } from '../articles/boxes.ts';
import { addFormerSlugs } from '../articles/slugs.ts';
import { type NewKeyword, saveKeywords, topicIdsMeant } from '../catalogue/keywords.ts';
import type { Trx } from '../engine/database.ts';
import { enqueue } from '../engine/job-queue.ts';
import { addCorrection } from './publication.ts';

/** Jobs that make topics of sections which stand on enough pieces by now. */
export const sectionsQueue = 'sections';

export interface ImportedParts {
  /** undefined where its page says nothing of them. */
  readonly boxes?: readonly NewBox[] | undefined;
  /** Names that may be suggested as topics. */
  readonly keywords: readonly NewKeyword[];
  /** Whose piece it is; empty where nobody knows. */
  readonly publication: string;
  /** The last part of its address there; a draft that an import made before they were kept has none of these. */
  readonly slug?: string | undefined;
  /** Those that it had before, and is still asked for by. */
  readonly formerSlugs?: readonly string[] | undefined;
  /** With the time as RFC 3339 writes it. */
  readonly corrections?: readonly { readonly note: string; readonly at: string }[] | undefined;
}

/** Gives a new article its parts. Of the keywords those that mean a topic by now were the editor's to take or leave. */
export async function saveImportedParts(
  trx: Trx,
  article: { readonly id: number; readonly language: string },
  { boxes, keywords, publication, formerSlugs = [], corrections = [] }: ImportedParts,
): Promise<void> {
  await addFormerSlugs(trx, article.id, formerSlugs);
  for (const { note, at } of corrections) await addCorrection(trx, article.id, note, new Date(at));
  if (boxes !== undefined) await saveBoxes(trx, article.id, boxes);
  const topicIds = await topicIdsMeant(trx, keywords);
  const others = keywords.filter(({ name }) => !topicIds.has(name));
  await saveKeywords(trx, { articleId: article.id, language: article.language, publication }, others);
  if (others.some(({ isSection }) => isSection)) await enqueue(trx, sectionsQueue, [{ articleId: article.id }]);
}
