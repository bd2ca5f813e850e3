/** The languages that a newsroom publishes in. */

import { sql } from 'kysely';

/** Primary subtags in use, found by hopping along the language index rather than reading it. */
export const languagesInUse = sql`
  with recursive used (tag) as (
    (select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
    union all
    select (
      select split_part(lower(p.language), '-', 1) from published_article p
      where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
    ) from used where used.tag is not null
  ) select tag from used where tag is not null`;
