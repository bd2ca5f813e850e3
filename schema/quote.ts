/** Quote: what a source said, by whom, and everywhere that it was printed; searched, in lists, and of a source. */

import type { SourceRow } from '../db/catalogue/sources.ts';
import type { AppearanceRow, QuotationRow } from '../db/quotes/quotes.ts';
import type { QuoteSelection } from '../db/quotes/selections.ts';
import { listTags } from '../src/caching/list-tags.ts';
import { articlesOfSource } from '../src/caching/tags.ts';
import { readSearch } from '../src/search/read-search.ts';
import { Article } from './article.ts';
import { ArticleWhere, articleFilter } from './article-where.ts';
import { badInput } from './bad-input.ts';
import { builder, nodeType, type TypeRef } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import type { Context } from './context.ts';
import { dateCursor } from './cursors.ts';
import { shortText } from './inputs.ts';
import { expectKnownSlugs, noSuchSource } from './known-slugs.ts';
import { type ArgBuilder, checkedSize, keysetPage, type PagingArgs, pagingArgs, toPage } from './paging.ts';
import { Source, SourceKey, sourceBy } from './source.ts';

const DEFAULT_APPEARANCES = 20;

const QuoteAppearance = builder.objectRef<AppearanceRow>('QuoteAppearance').implement({
  description: 'An article that has a quote.',
  fields: (t) => ({
    article: t.field({ type: Article, description: 'Where it stands.', resolve: ({ article }) => article }),
    text: t.exposeString('text', { description: 'The words as that article has them, without quotation marks.' }),
  }),
});

export const Quote: TypeRef<QuotationRow> = nodeType('Quote', {
  description:
    'What a source said, once however many articles have it. Two wordings of a source are one quote when they differ in nothing but capitals, punctuation and spaces; when an ellipsis (or brackets) of one stands for words of the other; or when one has a word more, from four words on, and another for each eight words, none of which is a number or says no.',
  fields: (t) => ({
    text: t.exposeString('text', {
      description: 'The words as its first published appearance has them, without quotation marks.',
    }),
    source: t.field({ type: Source, description: 'Who said it.', resolve: ({ source }) => source }),
    firstSaidAt: t.expose('first_said_at', {
      type: 'DateTime',
      description: 'When the first published article that has it was published.',
    }),
    appearances: t.field({
      type: [QuoteAppearance],
      description: 'Published articles that have it, each with its own wording: the first use, then every later one.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: DEFAULT_APPEARANCES,
          description: `How many, from the first use on: 1 to 100, default ${DEFAULT_APPEARANCES}.`,
        }),
      },
      resolve: ({ id }, { first }, { loaders }) => loaders.appearances.load({ id, first: checkedSize(first, 'first') }),
    }),
    appearanceCount: t.int({
      description: 'How many published appearances it has in all.',
      resolve: ({ id }, _, { loaders }) => loaders.appearanceCount.load(id),
    }),
  }),
});

type QuoteEdgeRow = Edge<QuotationRow>;
const QuoteEdge = edgeType<QuotationRow, QuoteEdgeRow>('QuoteEdge', 'A quote in a list.', Quote);
const QuoteConnection = countedConnectionType<QuotationRow, QuoteEdgeRow>(
  'QuoteConnection',
  'Quotes, the latest first, each once: by the first of its appearances that match.',
  Quote,
  QuoteEdge,
);

const cursor = dateCursor('quotes');

interface QuoteArgs extends PagingArgs {
  readonly search?: string | null | undefined;
  readonly where?: typeof ArticleWhere.$inferInput | null | undefined;
}

async function listQuotes(
  source: Pick<SourceRow, 'id' | 'slug'> | null,
  { search, where, ...args }: QuoteArgs,
  { loaders, reads }: Context,
): Promise<CountedPage<QuoteEdgeRow>> {
  if (search?.trim() === '') throw badInput('`search` is empty: leave it out to find all.', ['search']);
  const filter = articleFilter(where);
  await expectKnownSlugs(filter, { loaders });
  const owner = source === null ? undefined : articlesOfSource(source.slug);
  for (const tag of listTags(filter, owner)) reads.tag(tag);
  const said = shortText(search, ['search']);
  const selection: QuoteSelection = {
    sourceId: source?.id ?? null,
    search: said === undefined ? undefined : readSearch(said),
    filter,
  };
  const range = keysetPage(args, true, cursor.decode);
  const rows = await loaders.quotationList.load({ ...selection, range });
  const page = toPage(rows, args, ({ at, place }) => cursor.encode(at, place));
  return { ...page, count: () => loaders.quotationCount.load(selection) };
}

function quoteArgs(arg: ArgBuilder) {
  return {
    ...pagingArgs(arg),
    search: arg.string({
      description:
        'Full text of the quote, at most 500 characters: words are all required, in any of their forms, "a phrase" stands together, or and -not work as in web search engines; in the language of the article.',
    }),
    where: arg({ type: ArticleWhere, description: 'Which articles have it; default any. Only they count.' }),
  };
}

builder.queryField('quotes', (t) =>
  t.field({
    type: QuoteConnection,
    description:
      'What was said, by whom, and where: `quotes(source: {slug: "ada-holm"}, search: "ferry")` is what Ada Holm said of the ferry. The latest first.',
    args: { ...quoteArgs(t.arg), source: t.arg({ type: SourceKey, description: 'Who said it; default anybody.' }) },
    resolve: async (_, { source: by, ...args }, context) => {
      const source = by == null ? null : await sourceBy(by, ['source'], context);
      if (by != null && source === null) throw noSuchSource(by, ['source']);
      return listQuotes(source, args, context);
    },
  }),
);

builder.objectField(Source, 'quotes', (t) =>
  t.field({
    type: QuoteConnection,
    nullable: true,
    description: 'What it said, the latest first.',
    args: quoteArgs(t.arg),
    resolve: (source, args, context) => listQuotes(source, args, context),
  }),
);
