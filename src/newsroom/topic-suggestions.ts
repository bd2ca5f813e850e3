/** Keywords that imports suggest as topics: accepted as a new topic or as another name of one, or dismissed. */

import { changeTopic } from '../../db/catalogue/changes.ts';
import { dismissKeyword, type KeywordRow, keywordNamed } from '../../db/catalogue/keywords.ts';
import { lockPieces } from '../../db/catalogue/merge.ts';
import { type TopicRow, topicsBySlugs } from '../../db/catalogue/topics.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import type { Actor } from '../../db/events/append.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput } from '../errors.ts';
import { giveTopics, makeTopic } from '../import/established-topics.ts';
import type { Viewer } from '../roles.ts';
import { slugKey } from '../text/slug.ts';

export interface AcceptedSuggestion {
  /** As it is suggested, or spelt otherwise in case and accents. */
  readonly name: string;
  /** Slug of the topic that it is another name of; null for a topic of its own. */
  readonly topic?: string | null | undefined;
}

/** @returns the topic; @throws NotAllowed, InvalidInput */
export async function acceptTopicSuggestion(db: Db, viewer: Viewer, accepted: AcceptedSuggestion): Promise<TopicRow> {
  requireRole(viewer, 'EDITOR');
  return acceptAs(db, viewer, accepted);
}

/** For who needs no role: whoever may run commands on the database. */
export function acceptAs(db: Db, actor: Actor, { name, topic: slug }: AcceptedSuggestion): Promise<TopicRow> {
  return transact(db, async (trx) => {
    await lockPieces(trx);
    const keyword = await suggested(trx, name);
    const isNew = slug == null;
    const topic = isNew ? await makeTopic(trx, keyword.name) : await withOtherName(trx, slug, keyword.name);
    await giveTopics(trx, actor, (articles) => {
      const detail = { isNew, revision: topic.revision, accepted: keyword.name, articles };
      return [{ type: 'topic.saved', topicId: topic.id, detail }];
    });
    return topic;
  });
}

/** @returns what isn't suggested any more; @throws NotAllowed, InvalidInput */
export async function dismissTopicSuggestion(db: Db, viewer: Viewer, name: string): Promise<KeywordRow> {
  requireRole(viewer, 'EDITOR');
  return dismissAs(db, name);
}

export function dismissAs(db: Db, name: string): Promise<KeywordRow> {
  return transact(db, async (trx) => {
    const keyword = await suggested(trx, name);
    await dismissKeyword(trx, keyword.id);
    return keyword;
  });
}

async function suggested(trx: Trx, name: string): Promise<KeywordRow> {
  const keyword = await keywordNamed(trx, name);
  if (keyword !== null) return keyword;
  throw new InvalidInput('No keyword of this name is suggested.', ['input', 'name']);
}

async function withOtherName(trx: Trx, slug: string, name: string): Promise<TopicRow> {
  const key = slugKey(slug);
  const topic = (await topicsBySlugs(trx, [key])).get(key);
  if (topic === undefined) throw new InvalidInput('There is no topic with this slug.', ['input', 'topic']);
  const { id, slug: own, name: called, aliases } = topic;
  return changeTopic(trx, id, { slug: own, name: called, aliases: [...aliases, name] });
}
