/** Invariants that hold after a crash: no half-written draft or import, and an event log that matches the tables. */

import { sql } from 'kysely';
import type { Db } from '../../db/engine/database.ts';

/** Each piece has two topics, an author and a picture, and one webhook is told of everything. @returns what is wrong */
export async function brokenDrafts(db: Db): Promise<readonly { what: string; id: number }[]> {
  const { rows } = await sql<{ what: string; id: number }>`
    with logged as (
      select *, coalesce((detail ->> 'revision')::int, 1) as revision,
             row_number() over (partition by draft_id order by id desc) = 1 as is_last
      from event
    ),
    state (type, state) as (
      values ('draft.created', 'IN_PROGRESS'), ('draft.revised', 'IN_PROGRESS'), ('draft.submitted', 'IN_REVIEW'),
             ('draft.approved', 'APPROVED'), ('draft.scheduled', 'SCHEDULED'), ('draft.unscheduled', 'APPROVED'),
             ('article.published', 'PUBLISHED'), ('article.corrected', 'PUBLISHED'), ('article.withdrawn', 'IN_PROGRESS')
    )
    select 'a draft without each of its revisions' as what, d.id
    from draft d left join (select draft_id, count(*), max(revision) from revision group by 1) r on r.draft_id = d.id
    where (r.count, r.max) is distinct from (d.revision::bigint, d.revision)
    union all
    select 'a revision that isn’t told once, or one told that isn’t there', coalesce(r.draft_id, e.draft_id)
    from revision r full join (select draft_id, revision, count(*) from logged group by 1, 2) e using (draft_id, revision)
    where e.count is distinct from 1 or r.id is null
    union all
    select 'a draft in another state than was told last', d.id
    from draft d left join logged t on t.draft_id = d.id and t.is_last left join state s using (type)
    where s.state is distinct from d.state::text
    union all
    select 'a published or scheduled draft without its article', id
    from draft where state in ('PUBLISHED', 'SCHEDULED') and article_id is null
    union all
    select 'an article without its draft', a.id
    from article a where not exists (select from draft d where d.article_id = a.id)
    union all
    select 'an article that isn’t as its draft', a.id
    from article a join draft d on d.article_id = a.id
    where d.state in ('PUBLISHED', 'SCHEDULED')
      and ((a.headline, a.body, a.standfirst) is distinct from (d.headline, d.body, d.standfirst)
           or a.withdrawn_at is not null or (a.published_at > now()) <> (d.state = 'SCHEDULED'))
    union all
    select 'an article without each of its topics, its author and its picture', a.id
    from article a
    where (select count(*) from article_topic x where x.article_id = a.id) <> 2
       or (select count(*) from attribution x where x.article_id = a.id) <> 1
       or not exists (select from lead_image x where x.article_id = a.id)
    union all
    select 'a withdrawn article that readers have', a.id
    from article a join draft d on d.article_id = a.id join logged t on t.draft_id = d.id and t.is_last
    where t.type = 'article.withdrawn' and a.withdrawn_at is null
    union all
    select 'a schedule without its event to come, or one without its schedule', coalesce(d.id, e.draft_id)
    from (select id from draft where state = 'SCHEDULED') d full join due_event e on e.draft_id = d.id
    where d.id is null or e.id is null
    union all
    select 'a correction that isn’t told, or one told that isn’t there', coalesce(c.article_id, e.article_id)
    from (select article_id, count(*) from correction group by 1) c
    full join (select article_id, count(*) from event where type = 'article.corrected' group by 1) e using (article_id)
    where c.count is distinct from e.count
    union all
    select 'an event that isn’t told to the webhook once', e.id
    from event e full join (select event_id, count(*) from webhook_delivery group by 1) w on w.event_id = e.id
    where w.count is distinct from 1
    union all
    select 'a delivery without its one job', coalesce(w.id, j.id)
    from webhook_delivery w
    full join (
      select (data ->> 'deliveryId')::int as id, count(*) from pgboss.job where name = 'webhook' group by 1
    ) j using (id)
    where j.count is distinct from 1 or w.id is null
    union all
    select 'an article with more or fewer jobs than steps', coalesce(e.article_id, j.article_id)
    from (
      select article_id, count(*) from event where type = 'draft.scheduled' or type like 'article.%' group by 1
    ) e
    full join (
      select (data ->> 'articleId')::int as article_id, count(*) from pgboss.job where name = 'relate' group by 1
    ) j using (article_id)
    where e.count is distinct from j.count
  `.execute(db);
  return rows;
}

/** Those with `urn:killed:` in their origin have two topics, an author and a picture. @returns what is wrong */
export async function brokenImports(db: Db): Promise<readonly { what: string; id: number }[]> {
  const { rows } = await sql<{ what: string; id: number }>`
    select 'an article without its origin' as what, a.id
    from article a where not exists (select from import_origin o where o.article_id = a.id)
    union all
    select 'an article without each of its topics, its author and its picture', o.article_id
    from import_origin o
    where o.origin like '%urn:killed:%'
      and ((select count(*) from article_topic x where x.article_id = o.article_id) <> 2
           or (select count(*) from attribution x where x.article_id = o.article_id and x.role = 'AUTHOR') <> 1
           or not exists (select from lead_image x where x.article_id = o.article_id))
    union all
    select 'an article that nobody will relate', a.id
    from article a
    where a.id not in (select (data ->> 'articleId')::int from pgboss.job where name = 'relate')
    union all
    select 'an event of what nobody did', id from event e
    where case when e.type = 'draft.created' then not exists (select from held_piece h where h.draft_id = e.draft_id)
               else e.type not in ('article.imported', 'article.published')
                    or not exists (select from article a where a.id = e.article_id) end
    union all
    select 'a piece that is held without its draft, its revision or its event', coalesce(h.draft_id, 0)
    from held_piece h
    where not exists (
      select from draft d
      join revision r on r.draft_id = d.id
      join event e on e.draft_id = d.id and e.type = 'draft.created'
      where d.id = h.draft_id and d.state = 'IN_REVIEW'
    )
    union all
    select 'a draft that nothing holds', d.id from draft d where not exists (select from held_piece h where h.draft_id = d.id)
    union all
    select 'an article that nobody was told of', a.id from article a
    where not exists (select from event e where e.type = 'article.imported' and e.article_id = a.id)
  `.execute(db);
  return rows;
}
