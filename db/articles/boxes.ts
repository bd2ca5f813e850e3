/** Boxes of articles: lists of other stories that an article's own page printed, such as "Hot this week". */

import { sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import { type ArticleCard, cardColumns } from './articles.ts';

export interface BoxRow {
  readonly title: string;
  /** Those that readers may see, in the order of the page. */
  readonly articles: ArticleCard[];
}

/** Of one article. */
export interface Boxes {
  /** Without those of which readers may see nothing. */
  readonly boxes: readonly BoxRow[];
  /** Whether readers may not see all of it at present. */
  readonly isCut: boolean;
}

type Found = { readonly box_of: number; readonly box: number; readonly title: string } & {
  [Column in keyof ArticleCard]: ArticleCard[Column] | null;
};

const selectByArticles = prepared<{ ids: readonly number[] }, Found>(
  'boxes_by_articles',
  ({ ids }) => sql`
    select b.article_id as box_of, b.position as box, b.title, ${cardColumns}
    from article_box b
    join article_box_story s on s.article_id = b.article_id and s.box = b.position
    left join lateral (select * from published_article a where a.id = s.story_id offset 0) a on true
    where b.article_id = any(${ids}::int[])
    order by b.article_id, b.position, s.position
  `,
);

/** By article, for those that have any. */
export async function boxesByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, Boxes>> {
  const byArticle = Map.groupBy(await selectByArticles(db, { ids }), ({ box_of }) => box_of);
  return new Map([...byArticle].map(([id, rows]) => [id, boxesOf(rows)]));
}

function boxesOf(rows: readonly Found[]): Boxes {
  const boxes: BoxRow[] = [];
  for (const found of Map.groupBy(rows, ({ box }) => box).values()) {
    const articles = found.flatMap(({ box_of: _, box: __, title: ___, ...card }) => (isCard(card) ? [card] : []));
    const [first] = found;
    if (articles.length > 0 && first !== undefined) boxes.push({ title: first.title, articles });
  }
  return { boxes, isCut: rows.some((row) => !isCard(row)) };
}

function isCard(row: { readonly [Column in keyof ArticleCard]: ArticleCard[Column] | null }): row is ArticleCard {
  return row.id !== null;
}

/** A box as a page has it: stories by the origins that they are imported under. */
export interface NewBox {
  readonly title: string;
  readonly origins: readonly string[];
}

/**
 * Puts an article's boxes in the place of those of before. A story that isn't there is left out, and so is the article itself; one
 * that was held is there once an editor has made an article of it.
 */
export async function saveBoxes(trx: Trx, articleId: number, boxes: readonly NewBox[]): Promise<void> {
  await sql`delete from article_box where article_id = ${articleId}`.execute(trx);
  if (boxes.length === 0) return;
  const stories = boxes.flatMap(({ origins }, box) => origins.map((origin, position) => ({ box, position, origin })));
  await sql`
    with boxes as (
      insert into article_box (article_id, position, title)
      select ${articleId}::int, given.position - 1, given.title
      from unnest(${boxes.map(({ title }) => title)}::text[]) with ordinality given (title, position)
    )
    insert into article_box_story (article_id, box, position, story_id)
    select ${articleId}::int, given.box, given.position, story.id
    from unnest(
      ${stories.map(({ box }) => box)}::int[], ${stories.map(({ position }) => position)}::int[],
      ${stories.map(({ origin }) => origin)}::text[]
    ) given (box, position, origin)
    cross join lateral (
      select coalesce(
        (select o.article_id from import_origin o where o.origin = given.origin),
        (select d.article_id from held_piece h join draft d on d.id = h.draft_id where h.origin = given.origin)
      ) as id
    ) story
    where story.id <> ${articleId}
  `.execute(trx);
}
