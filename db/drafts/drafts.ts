/**
 * Drafts, the working copies of pieces: read, locked, made and saved, each save with its revision. Lists are in
 * ./lists.ts.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { sendAhead } from '../engine/transaction-statements.ts';
import type { AttributionRole, DraftState, SourceKind } from '../types.ts';
import type { DraftContent } from './content.ts';
import type { ImportedParts } from './imported-parts.ts';
import { type NewRevision, revisionOfD } from './revisions.ts';

/** Whom the text is found to rest on, by name: whether the catalogue knows the source is told when it is read. */
export interface Suggestion {
  readonly role: AttributionRole;
  readonly name: string;
  /** As it was guessed. */
  readonly kind: SourceKind;
  readonly homepage: string | null;
  readonly quote: string | null;
}

/** One that was accepted or refused; without a quote all that is found of the source in the role. */
export type SettledSuggestion = Pick<Suggestion, 'role' | 'name' | 'quote'>;

/** Found in the text, and not part of the piece until it is accepted. */
export interface SuggestionColumns {
  readonly suggestions: readonly Suggestion[];
  readonly suggested_topic_ids: readonly number[];
  /** Topics that the page named, from which it was imported. */
  readonly declared_topic_ids: readonly number[];
  readonly settled_suggestions: readonly SettledSuggestion[];
  readonly settled_topic_ids: readonly number[];
}

/** A draft without its body, which is long. Its slug is the article's where none is asked for. */
export interface DraftRow extends Omit<DraftContent, 'body'>, SuggestionColumns {
  readonly id: number;
  readonly article_id: number | null;
  /** The id of the viewer whose draft it is. */
  readonly owner: string;
  /** By the clock: what was scheduled is published once its time has come. */
  readonly state: DraftState;
  readonly revision: number;
  /** Both null unless it is scheduled. */
  readonly scheduled_for: Date | null;
  readonly embargoed_until: Date | null;
  readonly killed_at: Date | null;
  /** Why an import held it back; null for any other. */
  readonly hold_reason: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  /** Of one that was just deleted, whose row can't be read any more. */
  readonly deleted_body?: string;
}

/** The state at a time, of a draft called `d`. */
export function stateAt(now: RawBuilder<unknown>): RawBuilder<DraftState> {
  return sql<DraftState>`
    case when d.state = 'SCHEDULED' and coalesce(d.scheduled_for, d.embargoed_until) <= ${now} then 'PUBLISHED'
    else d.state end`;
}

/** The columns of a {@link DraftRow}: of a draft called `d`, left-joined to its article `a`. */
export function draftColumns(now: RawBuilder<unknown> = sql`now()`): RawBuilder<unknown> {
  const due = (column: 'scheduled_for' | 'embargoed_until') =>
    sql`case when d.state = 'SCHEDULED' and ${sql.ref(`d.${column}`)} > ${now} then ${sql.ref(`d.${column}`)} end as ${sql.ref(column)}`;
  return sql`
    d.id, d.article_id, d.owner, ${stateAt(now)} as state, d.revision, d.headline, d.standfirst, d.language,
    coalesce(d.slug, a.slug) as slug, d.image, d.topic_ids, d.attributions, d.dropped_from_body,
    d.suggestions, d.suggested_topic_ids, d.declared_topic_ids, d.settled_suggestions, d.settled_topic_ids,
    ${due('scheduled_for')}, ${due('embargoed_until')},
    d.killed_at, d.hold_reason, d.created_at, d.updated_at`;
}

export async function draftsByIds(db: Db, ids: readonly number[]): Promise<Map<number, DraftRow>> {
  const { rows } = await sql<DraftRow>`
    select ${draftColumns()} from draft d left join article a on a.id = d.article_id where d.id = any(${ids}::int[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function bodiesByDraftIds(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; body: string }>`
    select d.id, d.body from draft d where d.id = any(${ids}::int[])
  `.execute(db);
  return new Map(rows.map(({ id, body }) => [id, body]));
}

/** A draft that nobody else can write until the transaction ends, with what its article is at that moment. */
export interface LockedDraft extends DraftRow {
  readonly body: string;
  /** As it was asked for. */
  readonly own_slug: string | null;
  /** null for one that no import made. */
  readonly imported: ImportedParts | null;
  readonly article_slug: string | null;
  /** Readers have it. */
  readonly is_live: boolean;
  /** Readers had it at some time. */
  readonly was_out: boolean;
  /** The database's clock, to the millisecond. */
  readonly now: Date;
}

export async function lockDraft(trx: Trx, id: number): Promise<LockedDraft | null> {
  await sendAhead(trx, sql`select from draft where id = ${id} for update`);
  // NOTE: a statement of its own. One that waits for a lock goes on with the article as it was before the wait.
  const clock = sql`clock_timestamp()`;
  const { rows } = await sql<LockedDraft>`
    select ${draftColumns(clock)}, d.body, d.slug as own_slug, d.imported, a.slug as article_slug,
           coalesce(a.published_at <= ${clock} and a.withdrawn_at is null and a.killed_at is null, false) as is_live,
           coalesce(a.first_published_at <= ${clock}, false) as was_out,
           date_trunc('milliseconds', ${clock}) as now
    from draft d left join article a on a.id = d.article_id
    where d.id = ${id}
  `.execute(trx);
  return rows[0] ?? null;
}

/** What is known of a new draft besides its content. */
export interface FoundByImport extends Partial<SuggestionColumns> {
  readonly imported?: ImportedParts;
}

export interface NewDraft {
  readonly owner: string;
  readonly content: DraftContent;
  readonly found?: FoundByImport;
  /** One that readers have, which this is the working copy of. */
  readonly articleId?: number;
  /** Of a piece that an import holds back, so that it is in review. */
  readonly holdReason?: string;
}

/** A draft in progress, one in review that is held back, or that of an article that is published, with its first revision. */
export async function createDraftRow(
  trx: Trx,
  { owner, content, found = {}, articleId, holdReason }: NewDraft,
  revision: NewRevision,
): Promise<DraftRow> {
  const article: DraftChanges = articleId === undefined ? {} : { article_id: articleId, state: 'PUBLISHED' };
  const held: DraftChanges = holdReason === undefined ? {} : { hold_reason: holdReason, state: 'IN_REVIEW' };
  const values = {
    owner: sql`${owner}::text`,
    ...changeValues({ ...content, ...article, ...held, ...found }),
  };
  return writeDraft(
    trx,
    sql`insert into draft (${names(values)}) values (${sql.join(Object.values(values))}) returning *`,
    revision,
  );
}

export interface DraftChanges extends Partial<DraftContent>, FoundByImport {
  readonly state?: DraftState;
  readonly article_id?: number | null;
  readonly scheduled_for?: Date | null;
  readonly embargoed_until?: Date | null;
  readonly killed_at?: Date | null;
  readonly hold_reason?: string | null;
}

/** Saves a locked draft as its next revision. */
export async function saveDraft(trx: Trx, id: number, changes: DraftChanges, revision: NewRevision): Promise<DraftRow> {
  const sets = Object.entries(changeValues(changes)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  return writeDraft(
    trx,
    sql`
      update draft set ${sql.join([...sets, sql`revision = revision + 1`, sql`updated_at = clock_timestamp()`])}
      where id = ${id} returning *`,
    revision,
  );
}

/** With its revisions and its idempotency keys. */
export async function deleteDraft(trx: Trx, id: number): Promise<void> {
  await sql`delete from draft where id = ${id}`.execute(trx);
}

async function writeDraft(trx: Trx, write: RawBuilder<unknown>, revision: NewRevision): Promise<DraftRow> {
  const { rows } = await sql<DraftRow>`
    with d as (${write}), r as (${revisionOfD(revision)})
    select ${draftColumns()} from d left join article a on a.id = d.article_id
  `.execute(trx);
  // Written under a lock: there is exactly one.
  return rows[0] as DraftRow;
}

function names(values: object): RawBuilder<unknown> {
  return sql.join(Object.keys(values).map((name) => sql.ref(name)));
}

const typed: Readonly<Record<keyof DraftChanges, (value: unknown) => RawBuilder<unknown>>> = {
  headline: text,
  standfirst: text,
  body: text,
  language: text,
  slug: text,
  suggestions: json,
  suggested_topic_ids: ids,
  declared_topic_ids: ids,
  settled_suggestions: json,
  settled_topic_ids: ids,
  imported: json,
  image: (value) => sql`${value === null ? null : JSON.stringify(value)}::jsonb`,
  topic_ids: ids,
  attributions: json,
  dropped_from_body: (value) => sql`${value}::text[]`,
  state: (value) => sql`${value}::text::draft_state`,
  article_id: (value) => sql`${value}::int`,
  scheduled_for: time,
  embargoed_until: time,
  killed_at: time,
  hold_reason: text,
};

function text(value: unknown): RawBuilder<unknown> {
  return sql`${value}::text`;
}

function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`;
}

function ids(value: unknown): RawBuilder<unknown> {
  return sql`${value}::int[]`;
}

function time(value: unknown): RawBuilder<unknown> {
  return sql`${value === null ? null : (value as Date).toISOString()}::timestamptz`;
}

/** By column; what isn't given stays as it is. */
function changeValues(changes: DraftChanges): Record<string, RawBuilder<unknown>> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, typed[name as keyof DraftChanges](value)]));
}
