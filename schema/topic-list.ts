/** Lists of topics, by name, position or how many articles cover them. */

import type { ListedTopic, TopicFilter, TopicList, TopicRow } from '../db/catalogue/topics.ts';
import { slugKey } from '../src/text/slug.ts';
import { builder } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import { nameCursor, numberCursor } from './cursors.ts';
import { shortText } from './inputs.ts';
import { keysetPage, type PagingArgs, pagingArgs, toPage } from './paging.ts';
import { OrderDirection } from './ranges.ts';
import { Topic } from './topic.ts';

const TopicEdge = edgeType<TopicRow, Edge<TopicRow>>('TopicEdge', 'A topic in a list.', Topic);
const TopicConnection = countedConnectionType<TopicRow, Edge<TopicRow>>('TopicConnection', 'Topics.', Topic, TopicEdge);

const TopicWhere = builder.inputType('TopicWhere', {
  description: 'Which topics; all conditions hold.',
  fields: (t) => ({
    search: t.string({ description: 'Part of the name, or a whole other name, in any case, with or without accents.' }),
    parent: t.string({ description: 'Slug of the topic whose children are wanted.' }),
    rootsOnly: t.boolean({ description: 'Only topics that have no parent.' }),
    featured: t.boolean({
      description:
        'True for only those of the masthead: the featured ones or, where none is featured, the 12 that most articles of the 30 days up to the latest one that has a topic are about or, where these are fewer than 3, most of the latest 1,000 articles. False is as if left out.',
    }),
  }),
});

const TopicOrderField = builder.enumType('TopicOrderField', {
  description: 'What topics are ordered by.',
  values: {
    NAME: { description: 'The name, without case and accents.' },
    POSITION: {
      description:
        'The position; behind all that have one, those without, by how many articles of the 30 days up to the latest one are about them.',
    },
    ARTICLES: { description: 'How many published articles cover it itself, not the topics below it.' },
  } as const,
});

const TopicOrder = builder.inputType('TopicOrder', {
  description: 'An order of topics.',
  fields: (t) => ({
    field: t.field({ type: TopicOrderField, required: true, description: 'What they are ordered by.' }),
    direction: t.field({ type: OrderDirection, required: true, description: 'Which end comes first.' }),
  }),
});

const byName = nameCursor('topics');
const byArticles = numberCursor('topics ARTICLES');
const byPosition = numberCursor('topics POSITION');

/** The question, and how the cursors of its answer are written. */
function questionOf(filter: TopicFilter, { field, direction }: typeof TopicOrder.$inferInput, args: PagingArgs) {
  const isDescending = direction === 'DESC';
  if (field === 'POSITION') {
    return {
      list: { filter, order: field, page: keysetPage(args, isDescending, byPosition.decode) } satisfies TopicList,
      cursorOf: ({ number = 0, id }: ListedTopic) => byPosition.encode(number, id),
    };
  }
  return field === 'NAME'
    ? {
        list: { filter, order: field, page: keysetPage(args, isDescending, byName.decode) } satisfies TopicList,
        cursorOf: ({ sort_name = '', id }: ListedTopic) => byName.encode(sort_name, id),
      }
    : {
        list: { filter, order: field, page: keysetPage(args, isDescending, byArticles.decode) } satisfies TopicList,
        cursorOf: ({ number = 0, id }: ListedTopic) => byArticles.encode(number, id),
      };
}

function defaultOrder({ featured }: TopicFilter): typeof TopicOrder.$inferInput {
  return { field: featured === true ? 'POSITION' : 'NAME', direction: 'ASC' };
}

builder.queryField('topics', (t) =>
  t.field({
    type: TopicConnection,
    description: 'Topics, by name, by position, or by how many articles cover them.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: TopicWhere, description: 'Which ones; default all.' }),
      orderBy: t.arg({ type: TopicOrder, description: 'Default: by name; with `featured`, by position.' }),
    },
    resolve: async (_, { where, orderBy, ...args }, { loaders }): Promise<CountedPage<Edge<TopicRow>>> => {
      const filter: TopicFilter = {
        search: shortText(where?.search, ['where', 'search']),
        parent: where?.parent == null ? undefined : slugKey(where.parent),
        rootsOnly: where?.rootsOnly ?? undefined,
        featured: where?.featured === true || undefined,
      };
      const { list, cursorOf } = questionOf(filter, orderBy ?? defaultOrder(filter), args);
      const page = toPage(await loaders.topicList.load(list), args, cursorOf);
      return { ...page, count: () => loaders.topicCount.load(filter) };
    },
  }),
);
