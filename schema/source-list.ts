/** Lists of sources, by name or by how often and when they are cited. */

import type { CitationCount, CitationKey } from '../db/catalogue/citations.ts';
import type { ListedSource, SourceFilter, SourceList, SourceRow } from '../db/catalogue/sources.ts';
import type { Rows } from '../db/engine/keyset.ts';
import { articles } from '../src/caching/tags.ts';
import { builder } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import type { Context } from './context.ts';
import { nameCursor, numberCursor } from './cursors.ts';
import { dateRange, shortText } from './inputs.ts';
import { keysetPage, type PagingArgs, pagingArgs, toPage } from './paging.ts';
import { DateTimeRange, OrderDirection } from './ranges.ts';
import { Source, SourceKind } from './source.ts';

const whatIsCited = 'A published article cites the sources that it has as WIRE, QUOTED or CITED.';

interface ListedEdge extends Edge<SourceRow> {
  /** Asked for only where the order of the list doesn't tell it. */
  readonly cited: () => Promise<CitationCount>;
}

const SourceEdge = edgeType<SourceRow, ListedEdge>('SourceEdge', 'A source in a list.', Source, (t) => ({
  citations: t.int({
    description: `How many articles cite it, each once, within \`citedIn\` if that is given. ${whatIsCited}`,
    resolve: async (edge, _, { reads }) => {
      reads.tag(articles);
      return (await edge.cited()).citations;
    },
  }),
  lastCitedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When the latest of these articles was published; null if there is none.',
    resolve: async (edge, _, { reads }) => {
      reads.tag(articles);
      return (await edge.cited()).last_cited_at;
    },
  }),
}));
const SourceConnection = countedConnectionType<SourceRow, ListedEdge>(
  'SourceConnection',
  'Sources.',
  Source,
  SourceEdge,
);

const SourceWhere = builder.inputType('SourceWhere', {
  description: 'Which sources; all conditions hold.',
  fields: (t) => ({
    search: t.string({ description: 'Part of the name, or a whole other name, in any case, with or without accents.' }),
    kinds: t.field({ type: [SourceKind], description: 'Any of these kinds.' }),
    citedIn: t.field({
      type: DateTimeRange,
      description: `Cited by an article that was published then; only those articles count. ${whatIsCited}`,
    }),
    possibleDuplicates: t.boolean({
      description:
        'True for only those that may be the same as another: see `Source.possibleDuplicates`. False is as if left out.',
    }),
  }),
});

const SourceOrderField = builder.enumType('SourceOrderField', {
  description: 'What sources are ordered by.',
  values: {
    NAME: { description: 'The name, without case and accents.' },
    CITATIONS: { description: `How many articles cite it, within \`citedIn\` if that is given. ${whatIsCited}` },
    LAST_CITED: {
      description:
        'When the latest article that cites it was published, within `citedIn` if that is given; never is before everything.',
    },
  } as const,
});

const SourceOrder = builder.inputType('SourceOrder', {
  description: 'An order of sources.',
  fields: (t) => ({
    field: t.field({ type: SourceOrderField, required: true, description: 'What they are ordered by.' }),
    direction: t.field({ type: OrderDirection, required: true, description: 'Which end comes first.' }),
  }),
});

const byName = nameCursor('sources');

type Order = typeof SourceOrder.$inferInput;

/** The question, and how the cursors of its answer are written. */
function questionOf(filter: SourceFilter, { field, direction }: Order, args: PagingArgs) {
  const isDescending = direction === 'DESC';
  if (field === 'NAME') {
    return {
      list: { filter, order: field, page: keysetPage(args, isDescending, byName.decode) } satisfies SourceList,
      cursorOf: ({ sort_name = '', id }: ListedSource) => byName.encode(sort_name, id),
    };
  }
  const cursor = numberCursor(`sources ${field}`);
  return {
    list: { filter, order: field, page: keysetPage(args, isDescending, cursor.decode) } satisfies SourceList,
    cursorOf: ({ number = 0, id }: ListedSource) => cursor.encode(number, id),
  };
}

/** An edge knows its source's citations where the order does; else it asks for them. */
function citedOf({ id, citations, last_cited_at = null }: ListedSource, { citedIn }: SourceFilter, context: Context) {
  if (citations !== undefined) return Promise.resolve({ citations, last_cited_at });
  const key: CitationKey = { id, from: citedIn?.from, before: citedIn?.before };
  return context.loaders.citationsOfSource.load(key);
}

builder.queryField('sources', (t) =>
  t.field({
    type: SourceConnection,
    description: 'Sources, by name or by how they are cited.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: SourceWhere, description: 'Which ones; default all.' }),
      orderBy: t.arg({ type: SourceOrder, description: 'Default: by name.' }),
    },
    resolve: async (_, { where, orderBy, ...args }, context): Promise<CountedPage<ListedEdge>> => {
      const filter: SourceFilter = {
        search: shortText(where?.search, ['where', 'search']),
        kinds: where?.kinds ?? undefined,
        citedIn: dateRange(where?.citedIn, ['where', 'citedIn']),
        possibleDuplicates: where?.possibleDuplicates === true || undefined,
      };
      const { list, cursorOf } = questionOf(filter, orderBy ?? { field: 'NAME', direction: 'ASC' }, args);
      // What is cited changes with every article.
      if (list.order !== 'NAME' || filter.citedIn !== undefined) context.reads.tag(articles);
      const rows: Rows<ListedSource> = await context.loaders.sourceList.load(list);
      const { edges, pageInfo } = toPage(rows, args, cursorOf);
      return {
        edges: edges.map((edge) => ({
          node: edge.node,
          get cursor() {
            return edge.cursor;
          },
          cited: () => citedOf(edge.node, filter, context),
        })),
        pageInfo,
        count: () => context.loaders.sourceCount.load(filter),
      };
    },
  }),
);
