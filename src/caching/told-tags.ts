/**
 * Tags that readers may be told of as stale: of what an event invalidates, as much as they could see themselves. Nothing tells
 * of a draft, of a schedule, or of an article that readers don't have.
 */

import type { EventType } from '../../db/events/append.ts';
import { type Change, changedTags } from './changes.ts';
import type { Tag } from './tags.ts';

/** By event: whether readers see what it changes, never do, or do where they see the articles that it is about. */
const isTold: Readonly<Record<EventType, boolean | 'where its articles are seen'>> = {
  'article.published': true,
  'article.updated': true,
  'article.corrected': true,
  'article.withdrawn': true,
  'article.killed': true,
  // It may have a date to come.
  'article.imported': 'where its articles are seen',
  'article.pinned': 'where its articles are seen',
  'article.hidden': 'where its articles are seen',
  'article.released': 'where its articles are seen',
  'draft.created': false,
  'draft.revised': false,
  'draft.submitted': false,
  'draft.returned': false,
  'draft.approved': false,
  'draft.scheduled': false,
  'draft.unscheduled': false,
  'draft.shared': false,
  'draft.deleted': false,
  'topic.saved': true,
  'topic.merged': true,
  'topic.deleted': true,
  'source.saved': true,
  'source.merged': true,
  'source.distinguished': true,
  'source.deleted': true,
  'token.created': false,
  'token.revoked': false,
  'webhook.created': false,
  'webhook.changed': false,
  'webhook.deleted': false,
  'newsroom.restored': true,
  'related.changed': 'where its articles are seen',
  'search.indexed': false,
};

/** Whether readers are told of it whatever it is about: the others tell of what goes on in the newsroom. */
export function isAlwaysTold({ type }: Pick<Change, 'type'>): boolean {
  return isTold[type] === true;
}

/** Articles that have to be seen by readers for something to be told. */
export function articlesInQuestion({ type, article_id, detail }: Change): readonly number[] {
  if (type === 'related.changed') return detail.lists as readonly number[];
  return isTold[type] === 'where its articles are seen' && article_id !== null ? [article_id] : [];
}

/** @param isSeen whether readers see an article now */
export function toldTags(change: Change, isSeen: (articleId: number) => boolean): readonly Tag[] {
  const { type, article_id, detail } = change;
  // A newer version beside this one may tell of what isn't known here: then all of it, which says nothing.
  const told: boolean | string | undefined = isTold[type];
  if (told === false) return [];
  if (type === 'related.changed') {
    const lists = articlesInQuestion(change).filter(isSeen);
    return lists.length === 0 ? [] : changedTags({ ...change, detail: { lists } });
  }
  if (told === 'where its articles are seen' && detail.wasOut !== true && article_id !== null && !isSeen(article_id)) {
    return [];
  }
  return changedTags(change);
}
