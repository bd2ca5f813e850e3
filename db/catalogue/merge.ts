/**
 * Merges one topic or source into another: every reference goes over, and slug, id and name of the one that is merged
 * redirect for ever.
 */

import { sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Trx } from '../engine/database.ts';
import { withoutStatementTimeout } from '../engine/timeouts.ts';
import { keepDistinct } from './possible-duplicates.ts';

/**
 * For a merge: nobody writes a piece until the transaction ends. Tables are taken in the order in which a piece is
 * written, so that a writer who is at it ends first, and nobody waits in a circle. Reading goes on.
 */
export async function lockPieces(trx: Trx): Promise<void> {
  await takeLock(trx, 'topicTree');
  await withoutStatementTimeout(trx);
  await sql`lock table draft, article_topic, attribution, quote, lead_image in exclusive mode`.execute(trx);
}

/** To be called under {@link lockPieces}; both are there, and `into` isn't below `from`. @returns articles that changed, latest first */
export async function mergeTopics(trx: Trx, from: number, into: number): Promise<number[]> {
  await sql`update topic set parent_id = ${into} where parent_id = ${from}`.execute(trx);
  await sql`
    update topic set
      revision = topic.revision + 1,
      description = coalesce(topic.description, f.description),
      position = coalesce(topic.position, f.position),
      is_featured = topic.is_featured or f.is_featured,
      aliases = array(
        select (array_agg(alias order by place))[1] from unnest(topic.aliases || f.aliases || f.name) with ordinality given (alias, place)
        where lower(alias) <> lower(topic.name)
        group by lower(alias) order by min(place)
      )
    from topic f where topic.id = ${into} and f.id = ${from}
  `.execute(trx);
  const changed = await articlesOfTopic(trx, from);
  await repointReasons(trx, 'topics', changed, from, into);
  await sql`
    update article_topic survivor set position = least(survivor.position, merged.position) from article_topic merged
    where survivor.topic_id = ${into} and merged.topic_id = ${from} and merged.article_id = survivor.article_id
  `.execute(trx);
  await sql`
    delete from article_topic merged using article_topic survivor
    where merged.topic_id = ${from} and survivor.topic_id = ${into} and survivor.article_id = merged.article_id
  `.execute(trx);
  await sql`update article_topic set topic_id = ${into} where topic_id = ${from}`.execute(trx);
  for (const column of ['topic_ids', 'suggested_topic_ids', 'declared_topic_ids', 'settled_topic_ids']) {
    await sql`
      update draft set ${sql.ref(column)} = array(
        select u.id from (
          select case when given.id = ${from}::int then ${into}::int else given.id end as id, min(given.position) as position
          from unnest(${sql.ref(column)}) with ordinality given (id, position)
          group by 1
        ) u order by u.position
      )
      where ${from}::int = any(${sql.ref(column)})
    `.execute(trx);
  }
  await leaveForwarding(trx, 'topic', from, into);
  return changed;
}

/** To be called under {@link lockPieces}; both are there. @returns articles that changed, latest first */
export async function mergeSources(trx: Trx, from: number, into: number): Promise<number[]> {
  await sql`
    update source set
      revision = source.revision + 1,
      homepage = coalesce(source.homepage, f.homepage),
      country = coalesce(source.country, f.country),
      aliases = array(
        select alias from unnest(source.aliases || f.aliases || lower(f.name)) with ordinality given (alias, position)
        where alias <> lower(source.name)
        group by alias order by min(position)
      )
    from source f where source.id = ${into} and f.id = ${from}
  `.execute(trx);
  const changed = await articlesOfSource(trx, from);
  await repointReasons(trx, 'sources', changed, from, into);
  await mergeQuotes(trx, from, into);
  await mergeUtterances(trx, from, into);
  await sql`
    update attribution survivor set
      position = least(survivor.position, merged.position),
      quote = (
        select q.text from quote q
        where q.article_id = survivor.article_id and q.source_id = ${into} and q.role = survivor.role
        order by q.position limit 1
      )
    from attribution merged
    where survivor.source_id = ${into} and merged.source_id = ${from}
      and merged.article_id = survivor.article_id and merged.role = survivor.role
  `.execute(trx);
  await sql`
    delete from attribution merged using attribution survivor
    where merged.source_id = ${from} and survivor.source_id = ${into}
      and survivor.article_id = merged.article_id and survivor.role = merged.role
  `.execute(trx);
  await sql`update attribution set source_id = ${into} where source_id = ${from}`.execute(trx);
  await sql`update lead_image set credit_source_id = ${into} where credit_source_id = ${from}`.execute(trx);
  await sql`
    update draft set image = image || jsonb_build_object('credit_source_id', ${into}::int)
    where image->>'credit_source_id' = ${from}::text
  `.execute(trx);
  await sql`
    update draft set attributions = (
      select jsonb_agg(u.each order by u.position) from (
        select distinct on (moved.each->>'role', moved.each->>'source_id', moved.each->>'quote') moved.each, given.position
        from jsonb_array_elements(attributions) with ordinality given (each, position),
        lateral (
          select case when given.each->>'source_id' = ${from}::text
            then given.each || jsonb_build_object('source_id', ${into}::int) else given.each end as each
        ) moved
        order by moved.each->>'role', moved.each->>'source_id', moved.each->>'quote', given.position
      ) u
    )
    where attributions @> jsonb_build_array(jsonb_build_object('source_id', ${from}::int))
  `.execute(trx);
  await keepDistinct(trx, from, into);
  await leaveForwarding(trx, 'source', from, into);
  return changed;
}

/** Of articles that quote both: what both are said to have said is kept once. The other quotes follow their attribution. */
async function mergeQuotes(trx: Trx, from: number, into: number): Promise<void> {
  const isSame = sql`merged.source_id = ${from} and survivor.source_id = ${into}
      and survivor.article_id = merged.article_id and survivor.role = merged.role and survivor.text = merged.text`;
  await sql`
    update quote survivor set position = least(survivor.position, merged.position) from quote merged where ${isSame}
  `.execute(trx);
  await sql`delete from quote merged using quote survivor where ${isSame}`.execute(trx);
  await sql`
    update quote set source_id = ${into} from attribution survivor
    where quote.source_id = ${from} and survivor.source_id = ${into}
      and survivor.article_id = quote.article_id and survivor.role = quote.role
  `.execute(trx);
}

/** What both are known to have said, in whichever wording, is one utterance; the rest is the survivor's from now on. */
async function mergeUtterances(trx: Trx, from: number, into: number): Promise<void> {
  await sql`
    with same as materialized (
      select u.id, utterance_like(${into}::int, u.words) as survivor_id from utterance u where u.source_id = ${from}
    ),
    moved as (
      update quote set utterance_id = same.survivor_id from same
      where quote.utterance_id = same.id and same.survivor_id is not null
    )
    delete from utterance u using same where u.id = same.id and same.survivor_id is not null
  `.execute(trx);
  await sql`
    update utterance set source_id = ${into}, keys = utterance_keys(${into}::int, words) where source_id = ${from}
  `.execute(trx);
}

async function articlesOfTopic(trx: Trx, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select article_id as id from article_topic where topic_id = ${id} order by published_at desc, article_id desc
  `.execute(trx);
  return rows.map((row) => row.id);
}

async function articlesOfSource(trx: Trx, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select article_id as id from (
      select distinct article_id, published_at from attribution where source_id = ${id}
    ) x order by published_at desc, article_id desc
  `.execute(trx);
  return rows.map((row) => row.id);
}

/**
 * A reason names what both of its articles have, so it stands in the lists of articles that have it. A list that is
 * being made anew at this moment is left to whoever makes it: waiting for it could go in a circle.
 */
async function repointReasons(
  trx: Trx,
  what: 'topics' | 'sources',
  articleIds: readonly number[],
  from: number,
  into: number,
): Promise<void> {
  const named = sql`${JSON.stringify([{ [what]: [from] }])}::jsonb`;
  await sql`
    with named as materialized (
      select article_id, related_id from related_article
      where article_id = any(${articleIds}::int[]) and reasons @> ${named}
      for update skip locked
    )
    update related_article r set reasons = (
      select jsonb_agg(
        case when reason.each ? ${what}::text then reason.each || jsonb_build_object(${what}::text, (
          select jsonb_agg(u.id order by u.position) from (
            select case when given.id = ${from}::text then ${into}::int else given.id::int end as id, min(given.position) as position
            from jsonb_array_elements_text(reason.each->${what}::text) with ordinality given (id, position)
            group by 1
          ) u
        )) else reason.each end
        order by reason.position
      )
      from jsonb_array_elements(r.reasons) with ordinality reason (each, position)
    )
    from named where r.article_id = named.article_id and r.related_id = named.related_id
  `.execute(trx);
}

/** Those that it took in before come along. */
async function leaveForwarding(trx: Trx, table: 'topic' | 'source', from: number, into: number): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- one of two names, which the type has
  const [own, former] = [sql.table(table), sql.table(`former_${table}_slug`)];
  const owner = sql.ref(`${table}_id`);
  await sql`update ${former} set ${owner} = ${into} where ${owner} = ${from}`.execute(trx);
  await sql`
    with merged as (delete from ${own} where id = ${from} returning id, slug, name)
    insert into ${former} (slug, ${owner}, former_id, name) select slug, ${into}::int, id, name from merged
  `.execute(trx);
}
