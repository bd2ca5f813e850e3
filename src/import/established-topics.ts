/** Topics that come of imports: what publications file their pieces under, given to the pieces that carry its name. */

import { insertTopic } from '../../db/catalogue/find-or-create.ts';
import { applyKeywords, establishedSections } from '../../db/catalogue/keywords.ts';
import { lockPieces } from '../../db/catalogue/merge.ts';
import { type TopicRow, topicsByIds } from '../../db/catalogue/topics.ts';
import { sectionsQueue } from '../../db/drafts/imported-parts.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import type { JobHandlers } from '../../db/engine/job-queue.ts';
import { transact } from '../../db/engine/transact.ts';
import { type Actor, type NewEvent, nobody, recordEvents } from '../../db/events/append.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { slugOf } from '../text/slug.ts';

/** So many articles are related anew when they get a topic; the others when they change, or at the next rebuild. */
const MAX_RELATED_ANEW = 1_000;

/** A name that so many pieces of one publication have as their section is a topic. */
const SECTION_PIECES = 3;

/** Nothing is locked where there is nothing to do. */
export async function establishSections(db: Db): Promise<void> {
  if ((await establishedSections(db, SECTION_PIECES)).length === 0) return;
  await transact(db, async (trx) => {
    await lockPieces(trx);
    const events: NewEvent[] = [];
    for (const name of await establishedSections(trx, SECTION_PIECES)) {
      const { id, revision } = await makeTopic(trx, asHeading(name));
      events.push({ type: 'topic.saved', topicId: id, detail: { isNew: true, revision, imported: true } });
    }
    await giveTopics(trx, nobody, () => events);
  });
}

/** Behind what is published out of a draft; an import of many does so itself at its end. */
export function sectionJobs(db: Db): JobHandlers {
  return { [sectionsQueue]: () => establishSections(db) };
}

/** Feeds write their sections small; what stands above a list begins with a capital. */
function asHeading(name: string): string {
  return name === name.toLowerCase() ? name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : name;
}

/** To be called under `lockPieces`. */
export async function makeTopic(trx: Trx, name: string): Promise<TopicRow> {
  const id = await insertTopic(trx, { slug: slugOf(name, 'topic'), name });
  // Made by this very transaction.
  return (await topicsByIds(trx, [id])).get(id) as TopicRow;
}

/**
 * Keywords that mean a topic by now become topics of the articles that carry them. Last in a transaction under `lockPieces`.
 *
 * @param eventsOf what else is to be told, by the number of articles that have got a topic
 */
export async function giveTopics(
  trx: Trx,
  actor: Actor,
  eventsOf: (articles: number) => readonly NewEvent[],
): Promise<void> {
  const given = await applyKeywords(trx);
  const changed = [...new Set(given.map(({ article_id }) => article_id))];
  await enqueueRelate(trx, changed.slice(0, MAX_RELATED_ANEW));
  const out = new Set(given.filter(({ is_out }) => is_out).map(({ article_id }) => article_id));
  const updated = [...out].map(
    (articleId): NewEvent => ({ type: 'article.updated', articleId, detail: { topics: true } }),
  );
  await recordEvents(trx, actor, [...eventsOf(changed.length), ...updated]);
}
