/** Analysed texts of articles: packed terms, a sketch of duplicates, and the text's norm and place in the model. */

import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { sendAhead } from '../engine/transaction-statements.ts';

/** The words of an article as the search index has them, and as readers do. */
export interface ArticleDocument {
  readonly id: number;
  readonly language: string;
  /** Minutes since 1970 at which it is, was or will be published. */
  readonly at: number;
  /** A tsvector. */
  readonly document: string;
  readonly headline: string;
  readonly standfirst: string | null;
  readonly body: string;
}

const minutes = sql`floor(extract(epoch from a.published_at) / 60)::int`;
/** Withdrawn and killed ones are nobody's neighbours; those to come are, and are hidden until then by the view. */
const isAlive = sql`a.withdrawn_at is null and a.killed_at is null`;

/** Articles as they are now, locked against changes until the transaction ends, without those that were taken back. */
export async function lockDocuments(trx: Trx, ids: readonly number[]): Promise<ArticleDocument[]> {
  const { rows } = await sql<ArticleDocument>`
    select a.id, a.language, ${minutes} as at, a.document::text as document, a.headline, a.standfirst, a.body
    from article a where a.id = any((select ${ids}::int[])::int[]) and ${isAlive} order by a.id for share
  `.execute(trx);
  return rows;
}

/** The next articles by id, for going through all of them. */
export async function nextDocuments(
  db: Db,
  afterId: number,
  count: number,
): Promise<Omit<ArticleDocument, 'headline' | 'standfirst' | 'body'>[]> {
  const { rows } = await sql<ArticleDocument>`
    select a.id, a.language, ${minutes} as at, a.document::text as document
    from article a where a.id > ${afterId} and ${isAlive} order by a.id limit ${count}
  `.execute(db);
  return rows;
}

/** What readers read, for naming words. */
export async function wordingsByIds(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, Pick<ArticleDocument, 'id' | 'language' | 'headline' | 'standfirst' | 'body'>>> {
  const { rows } = await sql<ArticleDocument>`
    select a.id, a.language, a.headline, a.standfirst, a.body from article a where a.id = any(${ids}::int[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** @returns lexemes by the position of the word; a stop word has none */
export async function lexemesOfWords(
  db: Db,
  words: readonly { readonly language: string; readonly word: string }[],
): Promise<string[][]> {
  const { rows } = await sql<{ lexemes: string[] }>`
    select tsvector_to_array(to_tsvector(search_config(language), word)) as lexemes
    from unnest(${words.map(({ language }) => language)}::text[], ${words.map(({ word }) => word)}::text[])
      with ordinality given (language, word, position)
    order by position
  `.execute(db);
  return rows.map(({ lexemes }) => lexemes);
}

export interface StoredText {
  readonly id: number;
  readonly at: number;
  /** The primary language, of which its terms are. */
  readonly language: string;
  readonly length: number;
  readonly terms: Int32Array;
  readonly counts: Uint8Array;
  readonly sketch: Uint16Array | null;
}

export interface Standing {
  readonly id: number;
  readonly norm: number;
  readonly selfMatch: number;
  readonly modelId: number | null;
  readonly meaning: Int8Array | null;
}

/** Arrays of bytes cross to both engines as base64. */
function base64(
  values: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number } | null,
) {
  return values && Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

/** Stores texts without their standing, which {@link saveStandings} adds when the corpus is known. */
export async function saveTexts(trx: Trx, texts: readonly StoredText[]): Promise<void> {
  await sendAhead(
    trx,
    sql`
    insert into article_text (article_id, at, language, length, terms, counts, sketch, analysed_at)
    select id, at, language, length, decode(terms, 'base64'), decode(counts, 'base64'), decode(sketch, 'base64'), clock_timestamp()
    from unnest(
      ${texts.map(({ id }) => id)}::int[], ${texts.map(({ at }) => at)}::int[],
      ${texts.map(({ language }) => language)}::text[], ${texts.map(({ length }) => length)}::int[],
      ${texts.map(({ terms }) => base64(terms))}::text[], ${texts.map(({ counts }) => base64(counts))}::text[],
      ${texts.map(({ sketch }) => base64(sketch))}::text[]
    ) given (id, at, language, length, terms, counts, sketch)
    where exists (select from article where article.id = given.id)
    on conflict (article_id) do update set
      at = excluded.at, language = excluded.language, length = excluded.length, terms = excluded.terms, counts = excluded.counts,
      sketch = excluded.sketch, analysed_at = excluded.analysed_at
  `,
  );
}

export async function saveStandings(trx: Trx, standings: readonly Standing[]): Promise<void> {
  await sendAhead(
    trx,
    sql`
    update article_text t
    set norm = given.norm, self_match = given.self_match, model_id = given.model_id, meaning = decode(given.meaning, 'base64')
    from unnest(
      ${standings.map(({ id }) => id)}::int[], ${standings.map(({ norm }) => norm)}::real[],
      ${standings.map(({ selfMatch }) => selfMatch)}::real[], ${standings.map(({ modelId }) => modelId)}::int[],
      ${standings.map(({ meaning }) => base64(meaning))}::text[]
    ) given (id, norm, self_match, model_id, meaning)
    where t.article_id = given.id
  `,
  );
}

/** As the columns come. */
export interface TextRow {
  readonly article_id: number;
  readonly at: number;
  readonly language: string;
  readonly length: number;
  readonly terms: Uint8Array;
  readonly counts: Uint8Array;
  readonly sketch: Uint8Array | null;
  readonly norm: number;
  readonly self_match: number;
  readonly model_id: number | null;
  readonly meaning: Uint8Array | null;
}

/** Columns of an `article_text` called `t`, the meaning only if it is in the space of the model with this id. */
export function textColumns(modelId: number | null): RawBuilder<unknown> {
  return sql`
    t.article_id, t.at, t.language, t.length, t.terms, t.counts, t.sketch, t.norm, t.self_match,
    case when t.model_id = ${modelId}::int then t.meaning end as meaning`;
}

export function toStoredText(row: TextRow): StoredText {
  const { terms, counts, sketch } = row;
  return {
    id: row.article_id,
    at: row.at,
    language: row.language,
    length: row.length,
    terms: aligned(terms, Int32Array),
    counts: Uint8Array.from(counts),
    sketch: sketch && aligned(sketch, Uint16Array),
  };
}

/** Drivers give views of larger buffers, at any offset; a Buffer's own `slice` would be one again. */
function aligned<Values>(bytes: Uint8Array, type: new (buffer: ArrayBuffer) => Values): Values {
  return new type(Uint8Array.from(bytes).buffer);
}

export async function textsByIds(db: Db, ids: readonly number[]): Promise<Map<number, StoredText>> {
  const { rows } = await sql<TextRow>`
    select ${textColumns(null)} from article_text t where t.article_id = any((select ${ids}::int[])::int[])
  `.execute(db);
  return new Map(rows.map((row) => [row.article_id, toStoredText(row)]));
}

export interface CorpusText extends StoredText {
  readonly topicIds: readonly number[];
  readonly sourceIds: readonly number[];
}

/** The next texts by id with their topics and sources, for going through all of them. */
export async function nextTexts(db: Db, afterId: number, count: number): Promise<CorpusText[]> {
  const { rows } = await sql<TextRow & Omit<CorpusText, keyof StoredText>>`
    select ${textColumns(null)},
           array(select x.topic_id from article_topic x where x.article_id = t.article_id order by x.position) as "topicIds",
           array(select distinct x.source_id from attribution x where x.article_id = t.article_id) as "sourceIds"
    from article_text t where t.article_id > ${afterId} order by t.article_id limit ${count}
  `.execute(db);
  return rows.map((row) => ({
    ...toStoredText(row),
    topicIds: row.topicIds,
    sourceIds: row.sourceIds,
  }));
}

/** The text of an article that was taken back. */
export async function dropText(trx: Trx, id: number): Promise<void> {
  await sendAhead(trx, sql`delete from article_text where article_id = ${id}`);
}
