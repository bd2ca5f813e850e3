/**
 * A peer: PostGraphile 5 on Dateline's own tables, as its library mode serves them: the view of what readers may see stands for the
 * articles by smart tags, and lists of it are functions in a schema of their own, since no condition reaches through a relation.
 */

import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makeJSONPgSmartTagsPlugin } from 'postgraphile/utils';
import { wantedOf } from './questions.ts';

const connectionString = process.env.DATABASE_URL;

const lists = `
  create schema if not exists peers;
  create or replace function peers.published_article_related(article published_article) returns setof published_article
  language sql stable as $$
    select a.* from related_article r join published_article a on a.id = r.related_id
    where r.article_id = article.id order by r.place
  $$;
  create or replace function peers.topic_articles(topic topic) returns setof published_article language sql stable as $$
    select a.* from article_topic at join published_article a on a.id = at.article_id
    where at.topic_id = topic.id order by at.published_at desc, at.article_id desc
  $$;
  create or replace function peers.source_articles(source source) returns setof published_article language sql stable as $$
    select a.* from published_article a where a.id in (
      select at.article_id from attribution at where at.source_id = source.id
      order by at.published_at desc, at.article_id desc limit 60
    ) order by a.published_at desc, a.id desc
  $$;
  create or replace function peers.search(word text) returns setof published_article language sql stable as $$
    select a.* from article_words w join published_article a on a.id = w.article_id
    where w.words @@ ${wantedOf('word')} order by w.published_at desc, w.article_id desc
  $$`;

const ofPublished = { tags: { foreignKey: '(article_id) references published_article (id)' } };
const classes = {
  published_article: { tags: { primaryKey: 'id', unique: 'slug' } },
  ...{ article_topic: ofPublished, attribution: ofPublished, lead_image: ofPublished, trending_rank: ofPublished },
};

const client = new pg.Client({ connectionString });
await client.connect();
await client.query(lists);
await client.end();

const serving = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [makeJSONPgSmartTagsPlugin({ version: 1, config: { class: classes } })],
  // It hides what no index serves: the order within an article's topics, say.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString,
      schemas: ['public', 'peers'],
      poolConfig: { max: Number(process.env.DATABASE_POOL_SIZE) },
    }),
  ],
  grafserv: { graphiql: false, watch: false },
});

const server = createServer();
await serving.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.once('disconnect', () => process.exit());
