/** Deleting topics and sources that nothing uses. */

import {
  deleteSource as deleteSourceRow,
  deleteTopic as deleteTopicRow,
  type Uses,
  usesOfSource,
  usesOfTopic,
} from '../../db/catalogue/deletion.ts';
import { lockPieces } from '../../db/catalogue/merge.ts';
import { type SourceRow, sourcesByIds } from '../../db/catalogue/sources.ts';
import { type TopicRow, topicsByIds } from '../../db/catalogue/topics.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { type NewEvent, recordEvents } from '../../db/events/append.ts';
import { requireRole } from '../access/required-role.ts';
import { InUse, NotFound } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { expectRevision } from './catalogue-revision.ts';

export interface CatalogueDeletion {
  readonly id: number;
  readonly expectedRevision: number;
}

/** @returns the topic as it was; @throws NotAllowed, NotFound, StaleRevision, InUse */
export function deleteTopic(db: Db, viewer: Viewer, deletion: CatalogueDeletion): Promise<TopicRow> {
  return deleteUnused(db, viewer, deletion, {
    what: 'topic',
    byIds: topicsByIds,
    uses: usesOfTopic,
    event: ({ id }, detail) => ({ type: 'topic.deleted', topicId: id, detail }),
    remove: deleteTopicRow,
  });
}

/** @returns the source as it was; @throws NotAllowed, NotFound, StaleRevision, InUse */
export function deleteSource(db: Db, viewer: Viewer, deletion: CatalogueDeletion): Promise<SourceRow> {
  return deleteUnused(db, viewer, deletion, {
    what: 'source',
    byIds: sourcesByIds,
    uses: usesOfSource,
    event: ({ id }, detail) => ({ type: 'source.deleted', sourceId: id, detail }),
    remove: deleteSourceRow,
  });
}

interface Deleting<Row> {
  readonly what: 'topic' | 'source';
  byIds(db: Db, ids: readonly number[]): Promise<Map<number, Row>>;
  uses(trx: Trx, id: number): Promise<Uses>;
  event(row: Row, detail: Record<string, unknown>): NewEvent;
  remove(trx: Trx, id: number): Promise<void>;
}

async function deleteUnused<Row extends { id: number; slug: string; name: string; revision: number }>(
  db: Db,
  viewer: Viewer,
  { id, expectedRevision }: CatalogueDeletion,
  deleting: Deleting<Row>,
): Promise<Row> {
  requireRole(viewer, 'EDITOR');
  return transact(db, async (trx) => {
    await lockPieces(trx);
    const row = (await deleting.byIds(trx, [id])).get(id);
    if (row?.id !== id) throw new NotFound(deleting.what === 'topic' ? 'Topic' : 'Source');
    expectRevision(row, expectedRevision, deleting.what);
    const uses = await deleting.uses(trx, id);
    if (uses.articles + uses.drafts + uses.topics > 0) throw new InUse(uses);
    // Before it is gone, since the event names the lists of readers under its slugs. Nobody is waited for afterwards: all
    // that could refer to it is locked.
    const { slug, name, revision } = row;
    await recordEvents(trx, viewer, [deleting.event(row, { slug, name, revision })]);
    await deleting.remove(trx, id);
    return row;
  });
}
