/** Revisions, the states of a draft that were saved: written with the draft's row, and read by pages. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { MAX_INTEGER, type Rows, upTo } from '../engine/keyset.ts';
import type { DraftContent } from './content.ts';

export interface NewRevision {
  readonly editor: string;
  readonly note: string | null;
  /** Names of the contract's fields. */
  readonly changedFields: readonly string[];
}

export interface RevisionRow {
  readonly id: number;
  readonly draft_id: number;
  /** The draft's: whoever may read it may read its revisions. */
  readonly owner: string;
  readonly revision: number;
  readonly editor: string;
  readonly note: string | null;
  readonly changed_fields: readonly string[];
  readonly created_at: Date;
}

const columns = sql`r.id, r.draft_id, d.owner, r.revision, r.editor, r.note, r.changed_fields, r.created_at`;

/**
 * The contract's names and slugs for ids, so that it can be read without us; an expression over a draft called `d`. Each topic and source
 * by its key: the planner takes a list for a hundred, and would read all that there are.
 */
export const snapshotOfD: RawBuilder<unknown> = sql`
  jsonb_build_object(
    'headline', d.headline, 'standfirst', d.standfirst, 'body', d.body, 'language', d.language, 'slug', d.slug,
    'leadImage', case when d.image is not null then jsonb_build_object(
      'url', d.image -> 'url', 'width', d.image -> 'width', 'height', d.image -> 'height', 'alt', d.image -> 'alt',
      'caption', d.image -> 'caption', 'creditLine', d.image -> 'credit_line',
      'credit', (select s.slug from source s where s.id = (d.image ->> 'credit_source_id')::int)
    ) end,
    'topics', coalesce((
      select jsonb_agg(t.slug order by given.position)
      from unnest(d.topic_ids) with ordinality given (id, position)
      cross join lateral (select t.slug from topic t where t.id = given.id offset 0) t
    ), '[]'),
    'attributions', coalesce((
      select jsonb_agg(
        jsonb_build_object('role', given.value -> 'role', 'source', s.slug, 'quote', given.value -> 'quote')
        order by given.position
      )
      from jsonb_array_elements(d.attributions) with ordinality given (value, position)
      cross join lateral (
        select s.slug from source s where s.id = (given.value ->> 'source_id')::int offset 0
      ) s
    ), '[]')
  )`;

/** To stand in a `with`, behind one called `d` that writes the draft and returns its row. */
export function revisionOfD({ editor, note, changedFields }: NewRevision): RawBuilder<unknown> {
  return sql`
    insert into revision (draft_id, revision, editor, note, changed_fields, snapshot)
    select d.id, d.revision, ${editor}::text, ${note}::text, ${changedFields}::text[], ${snapshotOfD} from d`;
}

export async function revisionsByIds(db: Db, ids: readonly number[]): Promise<Map<number, RevisionRow>> {
  const { rows } = await sql<RevisionRow>`
    select ${columns} from revision r join draft d on d.id = r.draft_id where r.id = any(${ids}::int[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function snapshotsByIds(db: Db, ids: readonly number[]): Promise<Map<number, unknown>> {
  const { rows } = await sql<{ id: number; snapshot: unknown }>`
    select r.id, r.snapshot from revision r where r.id = any(${ids}::int[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row.snapshot]));
}

/** A part of a draft's revisions, which are in the order of their numbers; both bounds are left out. */
export interface RevisionPage {
  readonly draftId: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly take: number;
  readonly descending: boolean;
}

/** Relies on the key (draft_id, revision). */
export async function revisionPages(db: Db, pages: readonly RevisionPage[]): Promise<Rows<RevisionRow>[]> {
  const part = (descending: boolean) => sql`
    select k.key, ${columns}
    from k join draft d on d.id = k.draft_id cross join lateral (
      select r.* from revision r
      where r.draft_id = k.draft_id and r.revision > k.low and r.revision < k.high
      order by r.revision ${descending ? sql`desc` : sql`asc`} limit k.read
    ) r
    where k.descending = ${descending}`;
  const { rows } = await sql<RevisionRow & { key: number }>`
    with k as (
      select * from unnest(
        ${pages.map(({ draftId }) => draftId)}::int[], ${pages.map(({ low }) => low ?? 0)}::int[],
        ${pages.map(({ high }) => high ?? MAX_INTEGER)}::int[], ${pages.map(({ take }) => take + 1)}::int[],
        ${pages.map(({ descending }) => descending)}::boolean[]
      ) with ordinality k (draft_id, low, high, read, descending, key)
    )
    select key::int as key, id, draft_id, owner, revision, editor, note, changed_fields, created_at
    from (${part(true)} union all ${part(false)}) found
  `.execute(db);
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return pages.map(({ take, descending }, index) => {
    const found = (byKey.get(index + 1) ?? []).toSorted((a, b) => a.revision - b.revision);
    return upTo(take, descending ? found.toReversed() : found);
  });
}

export async function countRevisions(db: Db, draftIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ draft_id: number; count: number }>`
    select draft_id, count(*)::int as count from revision where draft_id = any(${draftIds}::int[]) group by draft_id
  `.execute(db);
  return new Map(rows.map((row) => [row.draft_id, row.count]));
}

/** What a revision's content was, with the ids that its slugs lead to by now; what is no more is left out. */
export async function contentOfRevision(
  db: Db,
  draftId: number,
  revision: number,
): Promise<Omit<DraftContent, 'dropped_from_body'> | null> {
  const { rows } = await sql<Omit<DraftContent, 'dropped_from_body'>>`
    with topic_slug as (
      select slug, id from topic union select slug, topic_id from former_topic_slug
    ),
    source_slug as (
      select slug, id from source union select slug, source_id from former_source_slug
    )
    select s.snapshot ->> 'headline' as headline, s.snapshot ->> 'standfirst' as standfirst, s.snapshot ->> 'body' as body,
           s.snapshot ->> 'language' as language, s.snapshot ->> 'slug' as slug,
           case when jsonb_typeof(s.image) = 'object' then jsonb_build_object(
             'url', s.image -> 'url', 'width', s.image -> 'width', 'height', s.image -> 'height', 'alt', s.image -> 'alt',
             'caption', s.image -> 'caption', 'credit_line', s.image -> 'creditLine',
             'credit_source_id', (select id from source_slug where slug = s.image ->> 'credit')
           ) end as image,
           array(
             select t.id from jsonb_array_elements_text(s.snapshot -> 'topics') with ordinality given (slug, position)
             join topic_slug t using (slug) order by given.position
           ) as topic_ids,
           coalesce((
             select jsonb_agg(
               jsonb_build_object('role', given.value -> 'role', 'source_id', x.id, 'quote', given.value -> 'quote')
               order by given.position
             )
             from jsonb_array_elements(s.snapshot -> 'attributions') with ordinality given (value, position)
             join source_slug x on x.slug = given.value ->> 'source'
           ), '[]') as attributions
    from (
      select snapshot, snapshot -> 'leadImage' as image from revision
      where draft_id = ${draftId} and revision = ${revision}
    ) s
  `.execute(db);
  return rows[0] ?? null;
}
