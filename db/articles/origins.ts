/** Origins of imported articles, which make an import idempotent. */

import { createHash } from 'node:crypto';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { takeNamedLocks } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import type { ImportOrigin } from '../types.ts';

/** In bytes; an entry of an index holds little more. */
const LONGEST_ORIGIN_BYTES = 1000;

/**
 * An origin as it is stored, so that an index entry holds it.
 *
 * @param origin an address, a guid, or a hash; longer ones than 1,000 bytes are hashed
 */
export function originKey(origin: string): string {
  if (Buffer.byteLength(origin) <= LONGEST_ORIGIN_BYTES) return origin;
  return `sha256:${createHash('sha256').update(origin).digest('hex')}`;
}

export interface Origin {
  readonly article_id: number;
  /** Of the content as it was imported last from this origin. */
  readonly fingerprint: string | null;
  /** Words of the article's body as it is now. */
  readonly word_count: number;
  /** Whether it is this origin by which it came, and not as another site's word. */
  readonly is_own_origin: boolean;
  /** Whether the article came by another way too. */
  readonly has_other_origin: boolean;
  /** Whether by one that isn't another site's word. */
  readonly has_other_own_origin: boolean;
  /** Whether readers have it, or had it. */
  readonly is_out: boolean;
  /** Whether readers had it at some time. */
  readonly was_out: boolean;
  /** Whether it was withdrawn or killed. */
  readonly is_gone: boolean;
  /** Whether the newsroom has worked on it: it is its own from then on. */
  readonly has_draft: boolean;
  /** Whether what came from this origin before was a later version. */
  readonly is_outdated: boolean;
  readonly published_at: Date;
}

/** Of a piece, as its sender counts and dates it. */
export interface PieceVersion {
  readonly number: number | null;
  readonly at: Date | null;
}

/** Whether the version in the columns of `row` is a later one: by its number, and where that is the same by its time. */
export function isLaterVersion(row: 'o' | 'h', { number, at }: PieceVersion): RawBuilder<boolean> {
  const [version, versionedAt] = [sql.ref(`${row}.version`), sql.ref(`${row}.versioned_at`)];
  return sql<boolean>`coalesce(
    case when ${version} <> ${number}::bigint then ${version} > ${number}::bigint
    else ${versionedAt} > ${at?.toISOString() ?? null}::timestamptz end, false)`;
}

/** What a piece may be known by from before; addresses and origins as {@link originKey} has them. */
export interface KnownBy {
  readonly origin: string;
  /** Of its page; of one that it may share with others, with its headline. */
  readonly url: string | null;
  /** Of the url and, where that is an address, of the origin: what one feed calls its link another calls its id. */
  readonly addresses: readonly string[];
  /** Of all its addresses, one for each that are the same page's: whoever knows it by any of them has that one too. */
  readonly lockNames: readonly string[];
  /** Addresses at which only what has this headline is this piece. */
  readonly otherAddresses: readonly string[];
  readonly headline: string;
  /** Of a whole piece: that of a teaser which announced it. */
  readonly teaserOrigin: string | null;
  readonly version: PieceVersion;
}

/** Holds a piece until the transaction ends against others that import it, by whichever of these they know it. */
export async function lockOrigin(trx: Trx, piece: KnownBy): Promise<void> {
  const { origin, lockNames, teaserOrigin } = piece;
  await takeNamedLocks(trx, 'origin', [origin, ...lockNames, teaserOrigin ?? origin]);
}

/** A piece that came whole, and what it is called. */
export interface WholePiece {
  readonly article_id: number;
  readonly headline: string;
  readonly published_at: Date;
}

/** How many pieces of one headline are looked at. */
const MAX_NAMESAKES = 9;

/** What was imported whole under a slug, or under one that only has a number behind it; the latest first. */
export async function wholePiecesBySlug(db: Db, slug: string): Promise<WholePiece[]> {
  const slugs = [slug, ...Array.from({ length: MAX_NAMESAKES - 1 }, (_, index) => `${slug}-${index + 2}`)];
  const { rows } = await sql<WholePiece>`
    select a.id as article_id, a.headline, a.published_at
    from article a
    where a.slug = any(${slugs}::text[]) and a.word_count > 0
      and exists (select from import_origin o where o.article_id = a.id)
    order by a.published_at desc, a.id desc
  `.execute(db);
  return rows;
}

/**
 * The piece if it was imported before: from this origin, else from another one with the same address, else from one with
 * another address of it under the same headline, else as a teaser of the same headline.
 *
 * @param announced the whole piece that a teaser is of, if its headline says so
 */
export async function findOrigin(
  db: Db,
  { origin, url, addresses, otherAddresses, headline, teaserOrigin, version }: KnownBy,
  announced: number | null,
): Promise<Origin | null> {
  const { rows } = await sql<Origin>`
    select o.article_id, case when o.origin = ${origin} then o.fingerprint end as fingerprint, a.word_count,
           o.origin = ${origin} and not o.is_of_another_site as is_own_origin,
           exists (
             select from import_origin other where other.article_id = o.article_id and other.origin <> ${origin}
           ) as has_other_origin,
           exists (
             select from import_origin other
             where other.article_id = o.article_id and other.origin <> ${origin} and not other.is_of_another_site
           ) as has_other_own_origin,
           a.published_at <= clock_timestamp() as is_out, a.first_published_at <= clock_timestamp() as was_out,
           a.withdrawn_at is not null or a.killed_at is not null as is_gone, a.published_at,
           o.origin = ${origin} and ${isLaterVersion('o', version)} as is_outdated,
           exists (select from draft d where d.article_id = o.article_id) as has_draft
    from import_origin o join article a on a.id = o.article_id
    where o.origin = any(${[origin, ...addresses]}::text[]) or o.url = any(${addresses}::text[])
       or ((o.url = any(${otherAddresses}::text[]) or o.origin = any(${otherAddresses}::text[])) and a.headline = ${headline})
       or (o.origin = ${teaserOrigin} and a.is_teaser) or o.article_id = ${announced}
    order by o.origin = ${origin} desc, o.url = ${url} desc nulls last,
             (o.origin = any(${addresses}::text[]) or o.url = any(${addresses}::text[])) desc nulls last,
             o.imported_at desc
    limit 1
  `.execute(db);
  return rows[0] ?? null;
}

/** Whether readers have what came from this origin or address. */
export async function isOriginOut(db: Db, origin: string, addresses: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from import_origin o join article a on a.id = o.article_id
    where (o.origin = any(${[origin, ...addresses]}::text[]) or o.url = any(${addresses}::text[]))
      and a.published_at <= clock_timestamp() and a.withdrawn_at is null and a.killed_at is null
    limit 1
  `.execute(db);
  return rows.length > 0;
}

/** An article of the newsroom's own by the slug that it has or had, as {@link findOrigin} gives one that was imported. */
export async function originBySlug(db: Db, slug: string): Promise<Origin | null> {
  const { rows } = await sql<Origin>`
    select a.id as article_id, null as fingerprint, a.word_count, true as is_own_origin, false as has_other_origin,
           false as has_other_own_origin, a.published_at <= clock_timestamp() as is_out,
           a.first_published_at <= clock_timestamp() as was_out,
           a.withdrawn_at is not null or a.killed_at is not null as is_gone, a.published_at, false as is_outdated,
           exists (select from draft d where d.article_id = a.id) as has_draft
    from article a
    where a.slug = ${slug} or a.id = (select f.article_id from former_slug f where f.slug = ${slug})
    order by a.slug = ${slug} desc
    limit 1
  `.execute(db);
  return rows[0] ?? null;
}

/**
 * The piece that is about to be made what its origin says now: its article is held until the transaction ends, as the
 * newsroom holds it when it takes a piece over, and only then is it asked whether the newsroom has.
 */
export async function lockKnownPiece(
  trx: Trx,
  articleId: number,
  findAgain: () => Promise<Origin | null>,
): Promise<Origin | null> {
  // A statement of its own, since one that waits for a lock still sees what was there when it began.
  await sql`select from article where id = ${articleId} for no key update`.execute(trx);
  return findAgain();
}

export interface NewOrigin
  extends Pick<Selectable<ImportOrigin>, 'origin' | 'article_id' | 'url' | 'fingerprint' | 'is_of_another_site'> {
  readonly version: PieceVersion;
}

export async function saveOrigin(trx: Trx, { version: { number, at }, ...rest }: NewOrigin): Promise<void> {
  const values = { ...rest, version: number, versioned_at: at };
  await trx
    .insertInto('import_origin')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('origin').doUpdateSet({
        url: values.url,
        fingerprint: values.fingerprint,
        is_of_another_site: values.is_of_another_site,
        version: values.version,
        versioned_at: values.versioned_at,
        imported_at: sql<Date>`now()`,
      }),
    )
    .execute();
}

/** Notes the order in which a page showed its hot stories, as of now; a later page's notes replace an earlier one's. */
export async function saveHints(db: Db, origins: readonly string[]): Promise<void> {
  await sql`
    insert into trending_hint (article_id, rank, noted_at)
    select o.article_id, min(hot.rank), now()
    from unnest(${origins}::text[]) with ordinality hot (origin, rank)
    join import_origin o on o.origin = hot.origin
    group by o.article_id
    on conflict (article_id) do update set rank = excluded.rank, noted_at = excluded.noted_at
  `.execute(db);
}

/** When readers get it, and whether that is still to come. */
export async function publicationOf(
  trx: Trx,
  articleId: number,
): Promise<{ readonly at: Date; readonly isToCome: boolean }> {
  const { rows } = await sql<{ at: Date; isToCome: boolean }>`
    select published_at as at, published_at > clock_timestamp() as "isToCome" from article where id = ${articleId}
  `.execute(trx);
  // Written by this very transaction.
  return rows[0] as { at: Date; isToCome: boolean };
}
