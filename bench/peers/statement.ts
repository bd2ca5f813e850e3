/** A peer: one statement by hand for each page, behind `node:http`; Postgres makes the JSON, which goes out as it comes. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { wantedOf } from './questions.ts';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});

const topicsOf = (article: string) => `(
  select coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name) order by at.position, t.id), '[]')
  from article_topic at join topic t on t.id = at.topic_id where at.article_id = ${article}
)`;

const hot = `(
  select coalesce(json_agg(json_build_object('slug', hot.slug, 'headline', hot.headline) order by hot.rank), '[]') from (
    select a.slug, a.headline, r.rank from trending_rank r join published_article a on a.id = r.article_id
    where r."window" = 'WEEK' and r.measure = 'HEAT' order by r.rank limit 5
  ) hot
)`;

const firstTopics = `(
  select coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name)), '[]')
  from (select slug, name from topic order by sort_name, id limit 10) t
)`;

const imageOf = (article: string) => `(
  select json_build_object('url', i.url, 'width', i.width, 'height', i.height, 'alt', i.alt, 'caption', i.caption,
                           'creditLine', i.credit_line)
  from lead_image i where i.article_id = ${article}
)`;

const cardOf = (article: string) =>
  `'slug', ${article}.slug, 'headline', ${article}.headline, 'standfirst', ${article}.standfirst, 'publishedAt', ${article}.published_at`;

const statements: Readonly<Record<string, string>> = {
  articlePage: `
    select json_build_object(
      'article', json_build_object(
        ${cardOf('a')}, 'body', a.body, 'image', ${imageOf('a.id')}, 'topics', ${topicsOf('a.id')},
        'attributions', (
          select coalesce(json_agg(json_build_object('role', at.role, 'quote', at.quote, 'source', json_build_object(
            'slug', s.slug, 'name', s.name, 'kind', s.kind)) order by at.position, at.role, s.id), '[]')
          from attribution at join source s on s.id = at.source_id where at.article_id = a.id
        ),
        'related', (
          select coalesce(json_agg(json_build_object('slug', r.slug, 'headline', r.headline, 'topics', ${topicsOf('r.id')})
                                   order by r.place), '[]')
          from (
            select p.id, p.slug, p.headline, r.place
            from related_article r join published_article p on p.id = r.related_id
            where r.article_id = a.id order by r.place limit 6
          ) r
        )
      ),
      'trending', ${hot}, 'topics', ${firstTopics}
    )::text as page
    from published_article a where a.slug = $1`,
  home: `
    select json_build_object(
      'latest', (
        select json_agg(json_build_object(${cardOf('a')}, 'image', ${imageOf('a.id')}, 'topics', ${topicsOf('a.id')})
                        order by a.published_at desc, a.id desc)
        from (select * from published_article order by published_at desc, id desc limit 12) a
      ),
      'trending', ${hot}, 'topics', ${firstTopics}
    )::text as page where $1::text is not null`,
  topicPage: `
    select json_build_object('topic', json_build_object('slug', t.slug, 'name', t.name, 'articles', (
      select coalesce(json_agg(json_build_object(${cardOf('a')}, 'image', ${imageOf('a.id')})
                               order by a.published_at desc, a.id desc), '[]')
      from (
        select a.* from article_topic at join published_article a on a.id = at.article_id
        where at.topic_id = t.id order by at.published_at desc, at.article_id desc limit 20
      ) a
    )))::text as page
    from topic t where t.slug = $1`,
  sourcePage: `
    select json_build_object('source', json_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind, 'articles', (
      select coalesce(json_agg(json_build_object(${cardOf('a')}, 'topics', ${topicsOf('a.id')})
                               order by a.published_at desc, a.id desc), '[]')
      from (
        select a.* from published_article a where a.id in (
          select at.article_id from attribution at where at.source_id = s.id
          order by at.published_at desc, at.article_id desc limit 60
        )
        order by a.published_at desc, a.id desc limit 20
      ) a
    )))::text as page
    from source s where s.slug = $1`,
  search: `
    select json_build_object('articles', (
      select coalesce(json_agg(json_build_object(${cardOf('a')}) order by a.published_at desc, a.id desc), '[]')
      from (
        select a.* from article_words w join published_article a on a.id = w.article_id
        where w.words @@ ${wantedOf('$1::text')} order by w.published_at desc, w.article_id desc limit 20
      ) a
    ))::text as page`,
};

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

const server = createServer(async (request, response) => {
  try {
    const { page, slug } = JSON.parse(await textOf(request)) as { page: string; slug: string };
    const { rows } = await pool.query({ name: page, text: statements[page] ?? '', values: [slug] });
    const body = Buffer.from(`{"data":${rows[0].page}}`);
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
    response.end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit());
