/** Reads the log of events, whose ids are in the order of commits. */

import { type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { type KeysetRange, type Rows, upTo } from '../engine/keyset.ts';
import { prepared } from '../engine/prepared.ts';
import type { Event } from '../types.ts';
import type { EventType } from './append.ts';
import type { TouchedLists } from './touched-lists.ts';

export type EventRow = Selectable<Event>;

/** What followers of the log are given of an event. */
export type LoggedEvent = Pick<EventRow, 'id' | 'type' | 'article_id'> & {
  readonly type: EventType;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly changes: TouchedLists;
};

export const loggedColumns = sql`id, type, article_id, detail, changes`;

/** The channel that every transaction which appends notifies. */
export const eventChannel = 'dateline_event';

const selectLastId = prepared<Record<string, never>, { id: number }>(
  'last_event_id',
  () => sql`select coalesce(max(id), 0) as id from event`,
);

export async function lastEventId(db: Db): Promise<number> {
  return (await selectLastId(db, {}))[0]?.id ?? 0;
}

const selectLastGivenId = prepared<Record<string, never>, { id: number }>(
  'last_given_event_id',
  () => sql`select last_value::int as id from event_id_seq`,
);

/** Of all events that there ever were: it goes back only where the database was replaced by a former state of it. */
export async function lastGivenEventId(db: Db): Promise<number> {
  return (await selectLastGivenId(db, {}))[0]?.id ?? 0;
}

const selectAfter = prepared<{ id: number; most: number }, LoggedEvent>(
  'events_after',
  ({ id, most }) => sql`select ${loggedColumns} from event where id > ${id} order by id limit ${most}`,
);

export function eventsAfter(db: Db, id: number, most: number): Promise<LoggedEvent[]> {
  return selectAfter(db, { id, most });
}

/** A part of the log; of all types without. */
export interface LogRange {
  readonly types?: readonly string[] | undefined;
  readonly afterId: number;
  readonly upToId: number;
  readonly most: number;
}

/** In their order, the first of them. Relies on event's primary key: what was missed lies at the log's end. */
export async function eventsBetween(db: Db, { types, afterId, upToId, most }: LogRange): Promise<LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`
    select ${loggedColumns} from event
    where id > ${afterId} and id <= ${upToId} and (${types ?? null}::text[] is null or type = any(${types ?? null}::text[]))
    order by id limit ${most}`.execute(db);
  return rows;
}

export async function eventById(db: Db, id: number): Promise<LoggedEvent | null> {
  const { rows } = await sql<LoggedEvent>`select ${loggedColumns} from event where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lastEventOfType(db: Db, type: string): Promise<LoggedEvent | null> {
  const { rows } = await sql<LoggedEvent>`
    select ${loggedColumns} from event where type = ${type} order by id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** What is undefined doesn't matter. */
export interface EventFilter {
  readonly types?: readonly string[] | undefined;
  readonly articleId?: number | undefined;
  readonly draftId?: number | undefined;
  readonly actor?: string | undefined;
  /** RFC 3339; `from` inclusive, `before` exclusive. */
  readonly at?: { readonly from?: string | undefined; readonly before?: string | undefined } | undefined;
}

/** A page of the events that match. */
export interface EventList {
  readonly filter: EventFilter;
  readonly page: KeysetRange<number>;
}

/** Those of one article by event_article, those of some types by event_type_order, all others along the log. */
export async function eventList(db: Db, { filter, page }: EventList): Promise<Rows<EventRow>> {
  const { types, articleId, draftId, actor, at } = filter;
  const { low, high, take, descending } = page;
  const rows = await db
    .selectFrom('event')
    .selectAll()
    // What the engine does by itself is nobody's doing.
    .where(sql<boolean>`type not like 'related.%' and type not like 'search.%'`)
    .$if(types !== undefined, (query) => query.where(sql<boolean>`type = any(${types}::text[])`))
    .$if(articleId !== undefined, (query) => query.where('article_id', '=', articleId as number))
    .$if(draftId !== undefined, (query) => query.where('draft_id', '=', draftId as number))
    .$if(actor !== undefined, (query) => query.where('actor_name', '=', actor as string))
    .$if(at?.from !== undefined, (query) => query.where('at', '>=', sql<Date>`${at?.from}::timestamptz`))
    .$if(at?.before !== undefined, (query) => query.where('at', '<', sql<Date>`${at?.before}::timestamptz`))
    .$if(low !== undefined, (query) => query.where('id', '>', low as number))
    .$if(high !== undefined, (query) => query.where('id', '<', high as number))
    .orderBy('id', descending ? 'desc' : 'asc')
    .limit(take + 1)
    .execute();
  return upTo(take, rows);
}
