/** The tail of a ranked list, filled by recency: articles of one kind after those of another, each kind the latest first. */

import { type RawBuilder, sql } from 'kysely';

type Part = RawBuilder<unknown>;

/** Articles that stand together in a tail, and yield to those of a smaller `kind`. */
export interface Kind {
  readonly kind: number;
  /**
   * Yields `article_id` and `at` of the latest of them for a row `k` of pages, at most `read`, the latest first.
   *
   * @param isBehind of a date and an id: whether an article stands behind the page's cursor
   */
  readonly latest: (isBehind: (at: Part, id: Part) => Part) => Part;
}

/**
 * Rows of `article_id`, `at` and `kind`, for a row `k` of pages with the kind of the article that its cursor stands on as
 * `after_kind`. A kind is read only where those before it don't fill the page.
 *
 * @param kinds the smallest first
 */
export function recent(kinds: readonly Kind[], read: Part): Part {
  const parts = kinds.map(({ kind, latest }, index) => {
    const before = sql.join(
      kinds.slice(0, index).map((each) => sql`(select count(*) from ${nameOf(each)})`),
      sql` + `,
    );
    const all = latest((at, id) => isBehind(kind, at, id));
    return sql`${nameOf(kinds[index] as Kind)} as materialized (
      ${index === 0 ? all : sql`select l.article_id, l.at from (${all}) l where ${read}::int > ${before}`}
    )`;
  });
  const rows = kinds.map((each) => sql`select article_id, at, ${sql.lit(each.kind)} as kind from ${nameOf(each)}`);
  return sql`
    with ${sql.join(parts, sql`, `)}
    ${sql.join(rows, sql` union all `)}
    order by kind, at desc, article_id desc limit ${read}`;
}

const nameOf = ({ kind }: Kind) => sql.ref(`kind_${kind}`);

/** Behind a cursor among others that stand after it a kind has nothing left, and all of it behind one that stands before. */
function isBehind(kind: number, at: Part, id: Part): Part {
  const own = sql.lit(kind);
  return sql`k.after_kind <= ${own}
    and (${at}, ${id}) < (case when k.after_kind = ${own} then k.after_at else 'infinity' end, k.after_id)`;
}
