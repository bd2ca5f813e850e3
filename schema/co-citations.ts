/** Which sources articles rest on, as insights: those that rest on one alone, and sources that stand together. */

import type { CoCitationRow } from '../db/insights/co-citations.ts';
import { listTags } from '../src/caching/list-tags.ts';
import { articles, sources } from '../src/caching/tags.ts';
import { slow } from '../src/time/slow-fields.ts';
import { ArticleConnection, listArticles } from './article-list.ts';
import { ArticleWhere, articleFilter } from './article-where.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { narrowArticles, whereArg } from './insight-rows.ts';
import { Insights } from './insights.ts';
import { expectKnownSlugs, noSuchSource } from './known-slugs.ts';
import { pagingArgs } from './paging.ts';
import { Source, SourceKey, sourceBy } from './source.ts';

const MOST_ARTICLES = 1_000_000;

builder.objectField(Insights, 'singleSource', (t) =>
  t.field({
    type: ArticleConnection,
    description:
      'Articles that rest on one source: they have just one as WIRE, QUOTED or CITED. The latest published first.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: ArticleWhere, description: 'Which of them, `sourceCount` left out; default all.' }),
    },
    resolve: slow(narrowArticles, async (_, { where, ...args }, context: Context) => {
      if (where?.sourceCount != null)
        throw badInput('`where.sourceCount` is 1 here: leave it out.', ['where', 'sourceCount']);
      await expectKnownSlugs(articleFilter(where), context);
      const orderBy = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
      return listArticles(
        { of: 'all' },
        0,
        { ...args, where: { ...where, sourceCount: { min: 1, max: 1 } }, orderBy },
        context,
      );
    }),
  }),
);

const CoCitation = builder.objectRef<CoCitationRow>('CoCitation').implement({
  description: 'A source that is cited together with another.',
  fields: (t) => ({
    source: t.field({
      type: Source,
      description: 'The source.',
      resolve: async ({ sourceId }, _, { loaders }) => {
        const source = await loaders.source.load(sourceId);
        if (source === null) throw new Error(`There is no source ${sourceId}.`);
        return source;
      },
    }),
    articles: t.exposeInt('articles', { description: 'How many articles cite both.' }),
    expected: t.exposeFloat('expected', {
      description: 'How many would, if the two had nothing to do with each other.',
    }),
    lift: t.exposeFloat('lift', {
      description: '`articles` ÷ `expected`, from 1 up: 3 is three times as often as chance would have it.',
    }),
    logLikelihood: t.exposeFloat('logLikelihood', {
      description:
        'How sure it is that this isn’t chance: Dunning’s log-likelihood ratio (G²), from 6.63 up. Chance reaches 6.63 once in 100 cases, 10.83 once in 1,000, 15.13 once in 10,000.',
    }),
  }),
});

builder.objectField(Insights, 'coCitations', (t) =>
  t.field({
    type: [CoCitation],
    description:
      'Sources that the same articles cite as a given one, more often than chance would have it among all articles that cite anybody; the surest first.',
    args: {
      source: t.arg({ type: SourceKey, required: true, description: 'The one whose company is wanted.' }),
      where: whereArg(t.arg),
      minArticles: t.arg.int({
        required: true,
        defaultValue: 3,
        description: 'In how many articles both stand at the least: from 2, default 3.',
      }),
      first: t.arg.int({
        required: true,
        defaultValue: 20,
        description: 'How many at the most: 1 to 100, default 20.',
      }),
    },
    resolve: slow(narrowArticles, async (_, { source, where, minArticles, first }, context: Context) => {
      if (minArticles < 2 || minArticles > MOST_ARTICLES)
        throw badInput(`\`minArticles\` must be from 2 to ${MOST_ARTICLES}; it is ${minArticles}.`, ['minArticles']);
      const filter = articleFilter(where);
      // All that cite anybody are what chance is measured by, so that the tags are those of the whole list.
      for (const tag of [...listTags(filter), articles, sources]) context.reads.tag(tag);
      const found = await sourceBy(source, ['source'], context);
      if (found === null) throw noSuchSource(source, ['source']);
      await expectKnownSlugs(filter, context);
      return context.loaders.coCitations.load({ sourceId: found.id, filter, minArticles, first });
    }),
  }),
);
