/** Article: a published piece, and finding one by id, slug or address. */

import type { GraphQLResolveInfo } from 'graphql';
import type { AttributionRow } from '../db/articles/attributions.ts';
import { originKey } from '../db/articles/origins.ts';
import type { ArticleParts } from '../db/articles/parts.ts';
import type { SourceRow } from '../db/catalogue/sources.ts';
import { isOfNewsroom } from '../src/newsroom/access.ts';
import { newsArticle } from '../src/site/json-ld.ts';
import { articleUrl, imageUrl, slugOfUrl } from '../src/site/urls.ts';
import { bodyBlocks, bodyEmbeds } from '../src/text/blocks.ts';
import { bodyAsText } from '../src/text/body.ts';
import { type BylinePart as BylinePartRow, byline, bylineParts } from '../src/text/byline.ts';
import { type PlacedQuote, placedQuotes } from '../src/text/placed-quotes.ts';
import { slugKey } from '../src/text/slug.ts';
import { Attribution, AttributionRole } from './attribution.ts';
import { badInput } from './bad-input.ts';
import { blocksField, embedsField } from './block.ts';
import { BodyFormat } from './body-format.ts';
import { builder, nodeType, type TypeRef } from './builder.ts';
import type { Context } from './context.ts';
import { Correction } from './correction.ts';
import { takesRole } from './field-roles.ts';
import { idOf } from './ids.ts';
import { Image } from './image.ts';
import type { NodeRows } from './nodes.ts';
import { selects } from './selected-fields.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

export type ArticleParent = NodeRows['Article'];

const BylinePart = builder.objectRef<BylinePartRow<SourceRow>>('BylinePart').implement({
  description: 'An author in a byline.',
  fields: (t) => ({
    joiner: t.exposeString('joiner', {
      description: 'What stands before the name: `, `, ` and `, ` und `; empty before the first.',
    }),
    name: t.exposeString('name', { description: 'The name as it is printed.' }),
    source: t.field({ type: Source, description: 'Who it is.', resolve: ({ source }) => source }),
  }),
});

/** Silent reading of English non-fiction: Brysbaert, "How many words do we read per minute?" (2019). */
const WORDS_PER_MINUTE = 238;

export const Article: TypeRef<ArticleParent> = nodeType('Article', {
  description: 'A piece of news as it is published.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in addresses. May change; former ones keep resolving.' }),
    url: t.field({
      type: 'URL',
      description: 'Where it is read.',
      resolve: ({ slug }, _, { publicUrl }) => articleUrl(publicUrl, slug),
    }),
    headline: t.exposeString('headline', { description: 'Plain text, 1 to 500 characters.' }),
    standfirst: t.exposeString('standfirst', {
      nullable: true,
      description: 'The summary under the headline: one or two sentences of plain text.',
    }),
    body: t.string({
      description: 'The text. Empty for a story of which only the card is known.',
      args: { format: t.arg({ type: BodyFormat, required: true, defaultValue: 'HTML', description: 'Default HTML.' }) },
      resolve: async (article, { format }, context) => {
        const html = await bodyOf(article, context);
        if (format === 'TEXT') return textOf(article, html);
        return format === 'MARKDOWN' ? markdownOf(article, html) : html;
      },
    }),
    blocks: t.field({
      ...blocksField,
      resolve: async (article, _, context) => [...bodyBlocks(await bodyOf(article, context), article.language)],
    }),
    embeds: t.field({
      ...embedsField,
      resolve: async (article, _, context) => [...bodyEmbeds(await bodyOf(article, context), article.language)],
    }),
    droppedFromBody: t.stringList({
      nullable: true,
      description:
        'What the text had as it was given, by an import or its draft, and an article may not have: `<script>`, `<p style>`. Takes the role ANALYST or WRITER: null for readers.',
      extensions: takesRole('ANALYST', 'WRITER'),
      resolve: ({ id }, _, { loaders, viewer }) => (isOfNewsroom(viewer) ? loaders.droppedFromArticle.load(id) : null),
    }),
    language: t.exposeString('language', { description: 'BCP 47: `en`, `pt-BR`.' }),
    wordCount: t.exposeInt('word_count', { description: 'Words in the body.' }),
    readingMinutes: t.int({
      description: 'Minutes to read it, at 238 words a minute, at least 1; 0 for a teaser, which there is no text of.',
      resolve: ({ is_teaser, word_count }) => (is_teaser ? 0 : Math.max(1, Math.round(word_count / WORDS_PER_MINUTE))),
    }),
    isTeaser: t.exposeBoolean('is_teaser', {
      description:
        'Whether only headline and standfirst are known, as of a story that another one’s page announces. It becomes whole when its own page is imported.',
    }),
    publishedAt: t.expose('published_at', { type: 'DateTime', description: 'When it was published, or again.' }),
    publishedDateOnly: t.exposeBoolean('published_date_only', {
      description:
        'Whether only the day of `publishedAt` is known, as imported pages print it: show that day in UTC, and no hour.',
    }),
    firstPublishedAt: t.expose('first_published_at', {
      type: 'DateTime',
      description: 'When it was published for the first time.',
    }),
    updatedAt: t.expose('updated_at', { type: 'DateTime', description: 'When its content last changed.' }),
    byline: t.string({
      nullable: true,
      description:
        'Its authors as one line, joined as its language joins names: "Ada Holm, Bo Lind and Cy Moor". Null without any.',
      resolve: async (article, _, context) => byline(await attributionsOf(article, context), article.language),
    }),
    bylineParts: t.field({
      type: [BylinePart],
      description:
        'The authors of the byline, in its order: for one with links. Every `joiner` and `name` behind one another make the byline. Empty without any.',
      resolve: async (article, _, context) => bylineParts(await attributionsOf(article, context), article.language),
    }),
    leadImage: t.field({
      type: Image,
      nullable: true,
      description: 'The picture that leads it.',
      resolve: leadImageOf,
    }),
    topics: t.field({
      type: [Topic],
      nullable: true,
      description: 'What it covers, most important first.',
      resolve: topicsOf,
    }),
    attributions: t.field({
      type: [Attribution],
      nullable: true,
      description: 'Who it rests on, in the order of the piece.',
      args: { roles: t.arg({ type: [AttributionRole], description: 'Only these roles; default all.' }) },
      resolve: async (article, { roles }, context) => {
        const all = await attributionsOf(article, context);
        const asked = roles == null ? all : all.filter(({ role }) => roles.includes(role));
        return asked.map((each) => ({ ...each, quotes: () => quotesOf(article, each, context) }));
      },
    }),
    corrections: t.field({
      type: [Correction],
      nullable: true,
      description: 'What was put right, latest first.',
      resolve: ({ id }, _, { loaders }) => loaders.correctionsOfArticle.load(id),
    }),
    jsonLd: t.field({
      type: 'JSON',
      description:
        'A schema.org NewsArticle, for `<script type="application/ld+json">`, where it may be put as it is: a `<` that could begin markup is followed by an invisible U+2060.',
      resolve: async (article, _, context) => {
        const { loaders, publicUrl } = context;
        const [body, image, topics, attributions, corrections] = await Promise.all([
          bodyOf(article, context),
          leadImageOf(article, {}, context),
          topicsOf(article, {}, context),
          attributionsOf(article, context),
          loaders.correctionsOfArticle.load(article.id),
        ]);
        return newsArticle({
          article,
          url: articleUrl(publicUrl, article.slug),
          text: textOf(article, body),
          image: image && { ...image, url: imageUrl(publicUrl, image.url) },
          topics,
          attributions,
          corrections,
        });
      },
    }),
  }),
});

type OrPromise<Part extends keyof ArticleParts> = Required<ArticleParts>[Part] | Promise<Required<ArticleParts>[Part]>;

function topicsOf({ id, brought }: ArticleParent, _: object, { loaders }: Context): OrPromise<'topics'> {
  return brought?.topics ?? loaders.topicsOfArticle.load(id);
}

function attributionsOf({ id, brought }: ArticleParent, { loaders }: Context): OrPromise<'attributions'> {
  return brought?.attributions ?? loaders.attributionsOfArticle.load(id);
}

function leadImageOf({ id, brought }: ArticleParent, _: object, { loaders }: Context): OrPromise<'leadImage'> {
  return brought?.leadImage !== undefined ? brought.leadImage : loaders.leadImage.load(id);
}

async function bodyOf(article: ArticleParent, { loaders }: Context): Promise<string> {
  return article.body ?? (await loaders.articleBody.load(article.id)) ?? '';
}

async function quotesOf(
  article: ArticleParent,
  { role, source }: AttributionRow,
  context: Context,
): Promise<PlacedQuote[]> {
  const [body, quotes] = await Promise.all([
    bodyOf(article, context),
    context.loaders.quotesOfArticle.load(article.id),
  ]);
  const theirs = quotes.filter((each) => each.role === role && each.source_id === source.id);
  return placedQuotes(
    { body, language: article.language },
    theirs.map(({ text }) => text),
  );
}

/** However often a query asks for it, a body is converted once. */
function once<Text extends string | Promise<string>>(
  convert: (article: ArticleParent, html: string) => Text,
): (article: ArticleParent, html: string) => Text {
  const converted = new WeakMap<ArticleParent, Text>();
  return (article, html) => {
    const text = converted.get(article) ?? convert(article, html);
    converted.set(article, text);
    return text;
  };
}

const textOf = once(({ language }, html) => bodyAsText(html, language));

/** The body as plain text. */
export async function bodyTextOf(article: ArticleParent, context: Context): Promise<string> {
  return textOf(article, await bodyOf(article, context));
}

/** What writes Markdown is loaded with the first of it: most services are asked for none. */
const markdownOf = once(async (_, html) => (await import('../src/text/markdown-out.ts')).bodyAsMarkdown(html));

export const ArticleKey = builder.inputType('ArticleKey', {
  description: 'Which article.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    slug: t.string({ description: 'Its slug, or a former one: the answer carries the current one.' }),
    url: t.field({ type: 'URL', description: 'Its address here, or the one that it was imported from.' }),
  }),
});

builder.queryField('article', (t) =>
  t.field({
    type: Article,
    nullable: true,
    description: 'One article, or null if there is none that the public may see.',
    args: { by: t.arg({ type: ArticleKey, required: true, description: 'Exactly one of id, slug and url.' }) },
    resolve: (_, { by }, context, info) => articleBy(by, context, info),
  }),
);

/** Of these one statement brings all, where a query asks for more than one. */
const partFields = ['topics', 'attributions', 'byline', 'leadImage'];

/** What the public may see of it. @param info of the field that shows it, if one does */
export async function articleBy(
  by: typeof ArticleKey.$inferInput,
  { loaders, publicUrl }: Context,
  info?: GraphQLResolveInfo,
): Promise<ArticleParent | null> {
  const bySlug = (slug: string) => {
    const withParts = info !== undefined && partFields.filter((field) => selects(info, [field])).length > 1;
    return loaders.articleBySlug.load({ slug: slugKey(slug), withParts });
  };
  if (by.id != null) return loaders.article.load(idOf('Article', by.id, ['by', 'id']));
  if (by.slug != null) return bySlug(by.slug);
  if (by.url == null) throw badInput('Give one of id, slug and url.', ['by']);
  const slug = slugOfUrl(publicUrl, by.url);
  if (slug !== null) return bySlug(slug);
  return loaders.articleByOriginUrl.load(originKey(by.url.href));
}
