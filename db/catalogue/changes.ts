/** Creates and changes topics and sources as editors give them. Always within a transaction that holds {@link lockCatalogue}. */

import { sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Trx } from '../engine/database.ts';
import type { SourceKind } from '../types.ts';
import type { SourceRow } from './sources.ts';
import type { TopicRow } from './topics.ts';

/** What is undefined stays as it is, and is null in a new one. */
export interface TopicValues {
  readonly slug: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly parentId?: number | null | undefined;
  /** Other names, by which keywords are found to mean it. */
  readonly aliases?: readonly string[] | undefined;
  /** Among the topics of a menu, from 0. */
  readonly position?: number | null | undefined;
  /** Whether the masthead has it. */
  readonly isFeatured?: boolean | undefined;
}

const topicColumns = [
  'id',
  'slug',
  'name',
  'description',
  'parent_id',
  'revision',
  'aliases',
  'position',
  'is_featured',
] as const;

export interface SourceValues {
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly aliases?: readonly string[] | undefined;
}

/** Nobody else adds, moves or merges topics or sources until the transaction ends. */
export async function lockCatalogue(trx: Trx): Promise<void> {
  await takeLock(trx, 'topicTree');
  await takeLock(trx, 'catalogue');
}

/** Whether a topic is another or stands somewhere below it. */
export async function isWithin(trx: Trx, topicId: number, ancestorId: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from topic where id = ${topicId}
      union select t.id, t.parent_id from topic t join above on t.id = above.parent_id
    ) select id from above where id = ${ancestorId}
  `.execute(trx);
  return rows.length > 0;
}

export async function createTopic(trx: Trx, values: TopicValues): Promise<TopicRow> {
  const { slug, name, description, parentId, aliases = [], position, isFeatured } = values;
  return trx
    .insertInto('topic')
    .values({
      slug,
      name,
      description: description ?? null,
      parent_id: parentId ?? null,
      aliases: [...aliases],
      position: position ?? null,
      is_featured: isFeatured ?? false,
    })
    .returning(topicColumns)
    .executeTakeFirstOrThrow();
}

/** With another slug, the former one leads to it. */
export async function changeTopic(trx: Trx, id: number, values: TopicValues): Promise<TopicRow> {
  const { slug, name, description, parentId, aliases, position, isFeatured } = values;
  return trx
    .updateTable('topic')
    .set({
      slug,
      name,
      revision: sql`revision + 1`,
      ...(description !== undefined && { description }),
      ...(parentId !== undefined && { parent_id: parentId }),
      ...(aliases !== undefined && { aliases: [...aliases] }),
      ...(position !== undefined && { position }),
      ...(isFeatured !== undefined && { is_featured: isFeatured }),
    })
    .where('id', '=', id)
    .returning(topicColumns)
    .executeTakeFirstOrThrow();
}

export async function createSource(trx: Trx, values: SourceValues): Promise<SourceRow> {
  const { slug, name, kind, homepage, country } = values;
  return trx
    .insertInto('source')
    .values({ slug, name, kind, homepage: homepage ?? null, country: country ?? null, aliases: aliasesOf(values) })
    .returning(['id', 'slug', 'name', 'kind', 'homepage', 'country', 'revision'])
    .executeTakeFirstOrThrow();
}

/** With another slug, the former one leads to it. */
export async function changeSource(trx: Trx, id: number, values: SourceValues): Promise<SourceRow> {
  const { slug, name, kind, homepage, country, aliases } = values;
  return trx
    .updateTable('source')
    .set({
      slug,
      name,
      kind,
      revision: sql`revision + 1`,
      ...(homepage !== undefined && { homepage }),
      ...(country !== undefined && { country }),
      ...(aliases !== undefined && { aliases: aliasesOf(values) }),
    })
    .where('id', '=', id)
    .returning(['id', 'slug', 'name', 'kind', 'homepage', 'country', 'revision'])
    .executeTakeFirstOrThrow();
}

/** In lower case, each once and without the name itself. */
function aliasesOf({ name, aliases }: SourceValues) {
  return sql<string[]>`array(
    select lower(alias) from unnest(${aliases ?? []}::text[]) with ordinality given (alias, position)
    where lower(alias) <> lower(${name})
    group by lower(alias) order by min(position)
  )`;
}
