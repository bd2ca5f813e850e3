/** A peer: what one writes first with these packages, Yoga and Pothos with a DataLoader of its own for each request. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SchemaBuilder from '@pothos/core';
import DataLoader from 'dataloader';
import { createYoga } from 'graphql-yoga';
import pg from 'pg';
import { wantedOf } from './questions.ts';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});

interface Row {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}
interface SourceRow extends Row {
  readonly kind: string;
}
interface ArticleRow {
  readonly id: number;
  readonly slug: string;
  readonly headline: string;
  readonly standfirst: string | null;
  readonly body: string;
  readonly published_at: Date;
}
interface ImageRow {
  readonly article_id: number;
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
  readonly caption: string | null;
  readonly credit_line: string | null;
}
interface AttributionRow {
  readonly article_id: number;
  readonly role: string;
  readonly quote: string | null;
  readonly source: SourceRow;
}

async function query<Found>(text: string, values: readonly unknown[]): Promise<Found[]> {
  const { rows } = await pool.query(text, [...values]);
  return rows as Found[];
}

/** One list of rows for each id, from a statement that takes them all. */
function listsOf<Found>(text: string, idOf: (row: Found) => number) {
  return new DataLoader<number, Found[]>(async (ids) => {
    const byId = Map.groupBy(await query<Found>(text, [ids]), idOf);
    return ids.map((id) => byId.get(id) ?? []);
  });
}

const articleColumns = 'a.id, a.slug, a.headline, a.standfirst, a.body, a.published_at';

const loadersOf = () => ({
  topicsOfArticle: listsOf<Row & { article_id: number }>(
    `select at.article_id, t.id, t.slug, t.name from article_topic at join topic t on t.id = at.topic_id
     where at.article_id = any($1::int[]) order by at.position, t.id`,
    (row) => row.article_id,
  ),
  imagesOfArticle: listsOf<ImageRow>(
    'select * from lead_image where article_id = any($1::int[])',
    (row) => row.article_id,
  ),
  attributionsOfArticle: listsOf<AttributionRow>(
    `select at.article_id, at.role, at.quote,
            json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'kind', s.kind) as source
     from attribution at join source s on s.id = at.source_id
     where at.article_id = any($1::int[]) order by at.position, at.role, s.id`,
    (row) => row.article_id,
  ),
  relatedOfArticle: listsOf<ArticleRow & { article_id: number }>(
    `select k.id as article_id, a.* from unnest($1::int[]) k (id) cross join lateral (
       select ${articleColumns} from related_article r join published_article a on a.id = r.related_id
       where r.article_id = k.id order by r.place limit 6
     ) a`,
    (row) => row.article_id,
  ),
  articlesOfTopic: listsOf<ArticleRow & { topic_id: number }>(
    `select k.id as topic_id, a.* from unnest($1::int[]) k (id) cross join lateral (
       select ${articleColumns} from article_topic at join published_article a on a.id = at.article_id
       where at.topic_id = k.id order by at.published_at desc, at.article_id desc limit 20
     ) a`,
    (row) => row.topic_id,
  ),
  articlesOfSource: listsOf<ArticleRow & { source_id: number }>(
    `select k.id as source_id, a.* from unnest($1::int[]) k (id) cross join lateral (
       select ${articleColumns} from published_article a where a.id in (
         select at.article_id from attribution at where at.source_id = k.id
         order by at.published_at desc, at.article_id desc limit 60
       ) order by a.published_at desc, a.id desc limit 20
     ) a`,
    (row) => row.source_id,
  ),
});

const builder = new SchemaBuilder<{ Context: { loaders: ReturnType<typeof loadersOf> } }>({});

const Topic = builder.objectRef<Row>('Topic');
const Source = builder.objectRef<SourceRow>('Source');
const Image = builder.objectRef<ImageRow>('Image');
const Attribution = builder.objectRef<AttributionRow>('Attribution');
const Article = builder.objectRef<ArticleRow>('Article');

Topic.implement({
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.exposeString('name'),
    articles: t.field({ type: [Article], resolve: ({ id }, _, { loaders }) => loaders.articlesOfTopic.load(id) }),
  }),
});
Source.implement({
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.exposeString('name'),
    kind: t.exposeString('kind'),
    articles: t.field({ type: [Article], resolve: ({ id }, _, { loaders }) => loaders.articlesOfSource.load(id) }),
  }),
});
Image.implement({
  fields: (t) => ({
    url: t.exposeString('url', { nullable: true }),
    width: t.exposeInt('width', { nullable: true }),
    height: t.exposeInt('height', { nullable: true }),
    alt: t.exposeString('alt', { nullable: true }),
    caption: t.exposeString('caption', { nullable: true }),
    creditLine: t.exposeString('credit_line', { nullable: true }),
  }),
});
Attribution.implement({
  fields: (t) => ({
    role: t.exposeString('role'),
    quote: t.exposeString('quote', { nullable: true }),
    source: t.field({ type: Source, resolve: ({ source }) => source }),
  }),
});
Article.implement({
  fields: (t) => ({
    slug: t.exposeString('slug'),
    headline: t.exposeString('headline'),
    standfirst: t.exposeString('standfirst', { nullable: true }),
    body: t.exposeString('body'),
    publishedAt: t.string({ resolve: ({ published_at }) => published_at.toISOString() }),
    image: t.field({
      type: Image,
      nullable: true,
      resolve: async ({ id }, _, { loaders }) => (await loaders.imagesOfArticle.load(id))[0] ?? null,
    }),
    topics: t.field({ type: [Topic], resolve: ({ id }, _, { loaders }) => loaders.topicsOfArticle.load(id) }),
    attributions: t.field({
      type: [Attribution],
      resolve: ({ id }, _, { loaders }) => loaders.attributionsOfArticle.load(id),
    }),
    related: t.field({ type: [Article], resolve: ({ id }, _, { loaders }) => loaders.relatedOfArticle.load(id) }),
  }),
});
builder.queryType({
  fields: (t) => ({
    article: t.field({
      type: Article,
      nullable: true,
      args: { slug: t.arg.string({ required: true }) },
      resolve: async (_, { slug }) =>
        (await query<ArticleRow>(`select ${articleColumns} from published_article a where a.slug = $1`, [slug]))[0] ??
        null,
    }),
    latest: t.field({
      type: [Article],
      resolve: () =>
        query<ArticleRow>(
          `select ${articleColumns} from published_article a order by a.published_at desc, a.id desc limit 12`,
          [],
        ),
    }),
    trending: t.field({
      type: [Article],
      resolve: () =>
        query<ArticleRow>(
          `select ${articleColumns} from trending_rank r join published_article a on a.id = r.article_id
           where r."window" = 'WEEK' and r.measure = 'HEAT' order by r.rank limit 5`,
          [],
        ),
    }),
    topics: t.field({
      type: [Topic],
      resolve: () => query<Row>('select id, slug, name from topic order by sort_name, id limit 10', []),
    }),
    search: t.field({
      type: [Article],
      args: { word: t.arg.string({ required: true }) },
      resolve: (_, { word }) =>
        query<ArticleRow>(
          `select ${articleColumns} from article_words w join published_article a on a.id = w.article_id
           where w.words @@ ${wantedOf('$1::text')} order by w.published_at desc, w.article_id desc limit 20`,
          [word],
        ),
    }),
    topic: t.field({
      type: Topic,
      nullable: true,
      args: { slug: t.arg.string({ required: true }) },
      resolve: async (_, { slug }) =>
        (await query<Row>('select id, slug, name from topic where slug = $1', [slug]))[0] ?? null,
    }),
    source: t.field({
      type: Source,
      nullable: true,
      args: { slug: t.arg.string({ required: true }) },
      resolve: async (_, { slug }) =>
        (await query<SourceRow>('select id, slug, name, kind from source where slug = $1', [slug]))[0] ?? null,
    }),
  }),
});

const yoga = createYoga({ schema: builder.toSchema(), logging: false, context: () => ({ loaders: loadersOf() }) });
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit());
