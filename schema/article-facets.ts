/** Facets: how the articles of a list are spread over topics, sources, languages and time, each a condition to narrow it by. */

import type { ArticleCount } from '../db/articles/counts.ts';
import {
  type FacetName,
  type Facets,
  facetNames,
  MAX_FACETED_ARTICLES,
  type PeriodCount,
} from '../db/articles/facets.ts';
import type { SourceRow } from '../db/catalogue/sources.ts';
import type { TopicRow } from '../db/catalogue/topics.ts';
import { sources, topics } from '../src/caching/tags.ts';
import { AttributionRole } from './attribution.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Source, SourceKind } from './source.ts';
import { Topic } from './topic.ts';

export const DEFAULT_FACET_ROWS = 10;
/** One statement reads all articles of the list and what hangs on each, which is as dear as the dearest pages of lists. */
export const FACETS_COST = 50;
const KINDS = 10;
const ROLES = 3;
const MONTHS = 24;

const articles = 'How many articles of the list.';

type Row<Name extends FacetName> = NonNullable<Facets[Name]>[number];
type Of<Node, Name extends FacetName> = Omit<Row<Name>, 'id'> & { readonly node: Node };

const TopicFacet = builder.objectRef<Of<TopicRow, 'topics'>>('TopicFacet').implement({
  description: 'A topic of articles of the list.',
  fields: (t) => ({
    topic: t.field({ type: Topic, description: 'For `topics: { allOf: [slug] }`.', resolve: ({ node }) => node }),
    articles: t.exposeInt('articles', {
      description: `${articles} Each topic counts for itself, without those below it.`,
    }),
  }),
});

const RoleFacet = builder.objectRef<Row<'sources'>['roles'][number]>('RoleFacet').implement({
  description: 'A role of a source in articles of the list.',
  fields: (t) => ({
    role: t.expose('role', { type: AttributionRole, description: 'For `roles`, beside the source.' }),
    articles: t.exposeInt('articles', { description: articles }),
  }),
});

const SourceFacet = builder.objectRef<Of<SourceRow, 'sources'>>('SourceFacet').implement({
  description: 'A source that articles of the list rest on.',
  fields: (t) => ({
    source: t.field({ type: Source, description: 'For `sources: { allOf: [slug] }`.', resolve: ({ node }) => node }),
    articles: t.exposeInt('articles', { description: articles }),
    roles: t.field({
      type: [RoleFacet],
      description: 'What it is to them, most often first: it may be several to one.',
      extensions: { dateline: { listSize: ROLES } },
      resolve: ({ roles }) => [...roles],
    }),
  }),
});

const SourceKindFacet = builder.objectRef<Row<'sourceKinds'>>('SourceKindFacet').implement({
  description: 'A kind of sources that articles of the list rest on.',
  fields: (t) => ({
    kind: t.expose('kind', { type: SourceKind, description: 'For `sourceKinds`.' }),
    articles: t.exposeInt('articles', { description: articles }),
  }),
});

const LanguageFacet = builder.objectRef<Row<'languages'>>('LanguageFacet').implement({
  description: 'A language of articles of the list.',
  fields: (t) => ({
    language: t.exposeString('language', {
      description: 'For `language`: BCP 47 without region and script, so that `pt` has what is `pt-BR`.',
    }),
    articles: t.exposeInt('articles', { description: articles }),
  }),
});

const PeriodFacet = builder.objectRef<PeriodCount>('PeriodFacet').implement({
  description: 'A year or a month in which articles of the list were published.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description: 'When it begins: for `publishedAt.from`.',
      resolve: ({ starts_at }) => new Date(starts_at),
    }),
    before: t.field({
      type: 'DateTime',
      description: 'When it is over: for `publishedAt.before`.',
      resolve: ({ ends_at }) => new Date(ends_at),
    }),
    articles: t.exposeInt('articles', { description: articles }),
  }),
});

const mostFirst = 'most articles first';
const listSize = (size: number) => ({ dateline: { listSize: size } });

export const ArticleFacets = builder.objectRef<Facets>('ArticleFacets').implement({
  description: `How the articles of a list are spread; each row is a condition that \`where\` takes. The whole list is counted, not the page, up to ${MAX_FACETED_ARTICLES.toLocaleString('en')} articles.`,
  fields: (t) => ({
    articles: t.exposeInt('articles', {
      description: `How many were counted: all of the list, or ${MAX_FACETED_ARTICLES.toLocaleString('en')} of a longer one.`,
    }),
    isExact: t.exposeBoolean('is_exact', {
      description:
        'Whether all were counted. If not, figures are those of a part: less than the whole, and in no order of it.',
    }),
    topics: t.field({
      type: [TopicFacet],
      description: `Topics, ${mostFirst}; as many as \`first\`.`,
      extensions: listSize(DEFAULT_FACET_ROWS),
      resolve: async ({ topics: rows }, _, { loaders, reads }) => {
        reads.tag(topics);
        return withNodes(rows, (id) => loaders.topic.load(id));
      },
    }),
    sources: t.field({
      type: [SourceFacet],
      description: `Sources, ${mostFirst}, in the roles that \`where.roles\` asks for; as many as \`first\`.`,
      extensions: listSize(DEFAULT_FACET_ROWS),
      resolve: async ({ sources: rows }, _, { loaders, reads }) => {
        reads.tag(sources);
        return withNodes(rows, (id) => loaders.source.load(id));
      },
    }),
    sourceKinds: t.field({
      type: [SourceKindFacet],
      description: `Kinds of sources, ${mostFirst}.`,
      extensions: listSize(KINDS),
      resolve: ({ sourceKinds }, _, { reads }) => {
        reads.tag(sources);
        return [...(sourceKinds ?? [])];
      },
    }),
    languages: t.field({
      type: [LanguageFacet],
      description: `Languages, ${mostFirst}; as many as \`first\`.`,
      extensions: listSize(DEFAULT_FACET_ROWS),
      resolve: ({ languages }) => [...(languages ?? [])],
    }),
    years: t.field({
      type: [PeriodFacet],
      description: 'Years of publication that have an article, the latest first, at most 100.',
      extensions: listSize(DEFAULT_FACET_ROWS),
      resolve: ({ years }) => [...(years ?? [])],
    }),
    months: t.field({
      type: [PeriodFacet],
      description: `Months of publication that have an article, the latest ${MONTHS}, the latest first.`,
      extensions: listSize(MONTHS),
      resolve: ({ months }) => [...(months ?? [])],
    }),
  }),
});

/** One that was merged away meanwhile is left out. */
async function withNodes<R extends { readonly id: number }, Node>(
  rows: readonly R[] | null,
  load: (id: number) => Promise<Node | null>,
): Promise<(Omit<R, 'id'> & { readonly node: Node })[]> {
  const found = await Promise.all((rows ?? []).map(async ({ id, ...row }) => ({ ...row, node: await load(id) })));
  return found.filter((row): row is typeof row & { node: Awaited<Node> & Node } => row.node !== null);
}

interface FacetArgs {
  readonly first: number;
  readonly timeZone: string;
}

/** @param selected names of the fields that are asked for, so that nothing else is worked out */
export function facetsOf(
  list: ArticleCount,
  { first, timeZone }: FacetArgs,
  selected: ReadonlySet<string>,
  { loaders }: Context,
): Promise<Facets> {
  const facets = facetNames.filter((name) => selected.has(name));
  return loaders.facets.load({ ...list, facets, first, timeZone, most: MAX_FACETED_ARTICLES });
}
