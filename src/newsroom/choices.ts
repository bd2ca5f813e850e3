/** Editors' choices in related and trending lists: pinning, hiding, and taking that back. */

import { setTimeout } from 'node:timers/promises';
import { type ArticleCard, articlesByIds } from '../../db/articles/articles.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { isPast } from '../../db/engine/moment.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import * as related from '../../db/related/choices.ts';
import * as trending from '../../db/trending/choices.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { Viewer } from '../roles.ts';

/** As the log of events has them: `article.pinned`. */
type Choice = 'pinned' | 'hidden' | 'released';

/** Between looks at whether another process is done with refreshing. */
const LOOK_PAUSE_MS = 100;
const MAX_LOOKS = 30;

/**
 * Puts an article among the related ones of another, or keeps it away.
 *
 * @throws NotAllowed, NotFound unless readers see both, InvalidInput
 */
export function chooseRelated(
  db: Db,
  viewer: Viewer,
  choice: 'pinned' | 'hidden',
  articleId: number,
  relatedId: number,
  until: Date | null,
): Promise<ArticleCard> {
  return changed(db, viewer, [articleId, relatedId], async (trx) => {
    if (articleId === relatedId) throw new InvalidInput('An article isn’t related to itself.', ['input', 'related']);
    await refusePast(trx, until);
    const save = choice === 'pinned' ? related.pinRelated : related.hideRelated;
    await save(trx, articleId, relatedId, until);
    await record(trx, viewer, choice, articleId, { list: 'related', related: relatedId, until });
  });
}

/** Leaves it to the engine again. @throws NotAllowed, NotFound */
export function releaseRelated(db: Db, viewer: Viewer, articleId: number, relatedId: number): Promise<ArticleCard> {
  return changed(db, viewer, [articleId], async (trx) => {
    if (!(await related.clearRelatedChoice(trx, articleId, relatedId))) return;
    await record(trx, viewer, 'released', articleId, { list: 'related', related: relatedId });
  });
}

/**
 * Puts an article on top of the trending lists, or keeps it out of them, at once.
 *
 * @throws NotAllowed, NotFound unless readers see it, InvalidInput
 */
export async function chooseTrending(
  db: Db,
  viewer: Viewer,
  choice: 'pinned' | 'hidden',
  articleId: number,
  until: Date | null,
): Promise<ArticleCard> {
  const article = await changed(db, viewer, [articleId], async (trx) => {
    await refusePast(trx, until);
    const save = choice === 'pinned' ? trending.pinTrending : trending.hideTrending;
    await save(trx, articleId, until);
    await record(trx, viewer, choice, articleId, { list: 'trending', until });
  });
  await refreshNow(db);
  return article;
}

/** Leaves it to readers again. @throws NotAllowed, NotFound */
export async function releaseTrending(db: Db, viewer: Viewer, articleId: number): Promise<ArticleCard> {
  const article = await changed(db, viewer, [articleId], async (trx) => {
    if (!(await trending.clearTrendingChoice(trx, articleId))) return;
    await record(trx, viewer, 'released', articleId, { list: 'trending' });
  });
  await refreshNow(db);
  return article;
}

/** @returns the first of the articles */
async function changed(
  db: Db,
  viewer: Viewer,
  articleIds: readonly [number, ...number[]],
  change: (trx: Trx) => Promise<void>,
): Promise<ArticleCard> {
  requireRole(viewer, 'EDITOR');
  return transact(db, async (trx) => {
    const articles = await articlesByIds(trx, articleIds);
    const first = articles.get(articleIds[0]);
    if (first === undefined || articleIds.some((id) => !articles.has(id))) throw new NotFound('Article');
    await change(trx);
    return first;
  });
}

async function refusePast(trx: Trx, until: Date | null): Promise<void> {
  if (until === null || (until.getTime() > 0 && !(await isPast(trx, until)))) return;
  throw new InvalidInput('This time has passed already.', ['input', 'until']);
}

function record(trx: Trx, viewer: Viewer, choice: Choice, articleId: number, detail: Record<string, unknown>) {
  return recordEvents(trx, viewer, [{ type: `article.${choice}`, articleId, detail }]);
}

/** A refresh that was under way may have begun before the choice, so it doesn't count. What fails here comes within half a minute. */
async function refreshNow(db: Db): Promise<void> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    if (await refreshTrending(db, undefined, true)) return;
    await setTimeout(LOOK_PAUSE_MS);
  }
}
