/** Histories of pieces that were published already, in bulk: their drafts, with a revision and an event for each step. */

import { sql } from 'kysely';
import type { Trx } from '../engine/database.ts';
import { articleContent } from './publication.ts';
import { snapshotOfD } from './revisions.ts';

/** One step of a piece, and who took it. */
export interface WorkStep {
  readonly type: 'draft.created' | 'draft.submitted' | 'draft.returned' | 'draft.approved' | 'article.published';
  readonly at: Date;
  readonly actor: string;
  readonly name: string;
  readonly role: 'WRITER' | 'EDITOR';
  readonly note: string | null;
}

export interface History {
  readonly articleId: number;
  readonly owner: string;
  /** In their order; the last one is the publication. */
  readonly steps: readonly WorkStep[];
}

const content = ['headline', 'standfirst', 'body', 'language', 'leadImage', 'topics', 'attributions'];

/** The draft of each article is what the article is; it had none. To be called before anything else appends events. */
export async function insertHistories(trx: Trx, histories: readonly History[]): Promise<void> {
  const steps = histories
    .flatMap(({ articleId, owner, steps: all }) =>
      all.map((step, index) => ({
        ...step,
        article_id: articleId,
        owner,
        revision: index + 1,
        changed_fields: index === 0 ? content : ['state'],
      })),
    )
    .toSorted((a, b) => Number(a.at) - Number(b.at));
  const given = sql`jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as s (
    article_id int, owner text, revision int, type text, at timestamptz, actor text, name text, role text, note text,
    changed_fields text[]
  )`;
  await sql`
    insert into draft (
      headline, standfirst, body, language, image, dropped_from_body, topic_ids, attributions,
      article_id, owner, state, revision, created_at, updated_at
    )
    select ${articleContent}, a.id, s.owner, 'PUBLISHED', s.revisions, s.begun_at, s.published_at
    from (
      select article_id, owner, max(revision) as revisions, min(at) as begun_at, max(at) as published_at from ${given}
      group by article_id, owner
    ) s join article a on a.id = s.article_id
    order by s.begun_at, a.id
  `.execute(trx);
  await sql`
    insert into revision (draft_id, revision, editor, note, changed_fields, snapshot, created_at)
    select d.id, s.revision, s.name, s.note, s.changed_fields, ${snapshotOfD}, s.at
    from ${given} join draft d on d.article_id = s.article_id
    order by s.at, d.id, s.revision
  `.execute(trx);
  await sql`
    insert into event (type, at, actor, actor_name, role, draft_id, article_id, detail)
    select s.type, s.at, s.actor, s.name, s.role, d.id, case when s.type = 'article.published' then s.article_id end,
           jsonb_strip_nulls(jsonb_build_object('revision', s.revision, 'note', s.note))
    from ${given} join draft d on d.article_id = s.article_id
    order by s.at, d.id, s.revision
  `.execute(trx);
}

/** Puts off every date of the histories of these articles. */
export async function putOffHistories(trx: Trx, articleIds: readonly number[], minutes: number): Promise<void> {
  const by = sql`make_interval(mins => ${minutes}::int)`;
  const theirs = sql`select d.id from draft d where d.article_id = any(${articleIds}::int[])`;
  await sql`update revision set created_at = created_at + ${by} where draft_id in (${theirs})`.execute(trx);
  await sql`update event set at = at + ${by} where draft_id in (${theirs})`.execute(trx);
  await sql`
    update draft set created_at = created_at + ${by}, updated_at = updated_at + ${by} where id in (${theirs})
  `.execute(trx);
}
