/** Queries of readers: one for each field, argument and lookup of the schema. */

import { join } from 'node:path';
import { readExamples } from '../../src/graphql/example-operations.ts';

export interface ReaderQuestion {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What the questions are about, of the demo newsroom. */
export interface Subjects {
  /** Slugs of the article that tests change, of one that comes and goes, and of one that has nothing to do with them. */
  readonly article: string;
  readonly other: string;
  /** Global ids by slug, of articles, topics and sources. */
  id(slug: string): string;
}

const card =
  'id slug url headline standfirst language wordCount readingMinutes publishedAt publishedDateOnly firstPublishedAt updatedAt';
const all = `${card} body markdown: body(format: MARKDOWN) text: body(format: TEXT) byline
  leadImage { url small: url(width: 320, height: 200, format: WEBP) width height alt caption creditLine credit { slug name } }
  topics { slug name } attributions { role quote quotes { text block offset length sentence } source { slug name kind homepage country } }
  quoted: attributions(roles: [QUOTED]) { source { name } } corrections { note correctedAt } boxes { title articles { slug } } jsonLd
  trend { rank previousRank score views pinned isOfWindow window } hour: trend(window: HOUR) { rank }`;
const marked = 'text marks { kind offset length href anchor detail picture { url alt width height href } }';
const part = 'text anchor blocks { text }';
const blocks = `embeds { provider url title caption } blocks { text anchor
  ... on ParagraphBlock { ${marked} anchor } ... on HeadingBlock { ${marked} anchor level } ... on CodeBlock { ${marked} anchor }
  ... on ListBlock { text anchor isOrdered isNotes start isReversed numbering items { ${part} } }
  ... on DefinitionsBlock { text anchor entries { ${part} isTerm } } ... on DividerBlock { text anchor }
  ... on QuoteBlock { ${part} caption { ${marked} } }
  ... on TableBlock { text anchor caption { text } rows { isHead isFoot cells {
    text isHeader scope columnSpan rowSpan blocks { text } } } }
  ... on PictureBlock { text anchor pictures { url } caption { text } }
  ... on EmbedBlock { text anchor provider url title caption { text } } }`;
const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const related = `${page} nodes { slug } edges { cursor score strength reasons { kind weight terms topics { name } sources { name } } node { headline } }`;
const ranked = `${page} asOf nodes { slug } edges { cursor trend { rank previousRank views score pinned isOfWindow } node { headline topics { name } } }`;
const facets = `facets(first: 20, timeZone: "Europe/Berlin") { articles isExact topics { articles topic { slug name } } sources { articles source { name } roles { role articles } }
  sourceKinds { kind articles } languages { language articles } years { from before articles } months { from articles } }`;
const lit = 'text html ranges { offset length }';
const highlights = `highlights { headline { ${lit} } standfirst { ${lit} } passages(first: 3) { ${lit} } }`;
const explained = 'explain { score headline standfirst beside body }';
const understood = `search { query words corrected operators { name text values isExcluded topics { name } sources { name } } ignored { text reason }
  drops { text condition search articles } }`;
const listed = `totalCount totalCountIsLowerBound ${page} nodes { slug } edges { cursor node { headline } }`;
const covered = `topic { slug name } source { slug } sourceKind role language author { slug } periodStart
  articles words quotes share previousArticles change cursor`;
const coverages = [
  'groupBy: []',
  'groupBy: [TOPIC], first: 200, after: null',
  'groupBy: [SOURCE, ROLE], where: { topics: { anyOf: ["harbour"], includeDescendants: true } }',
  'groupBy: [SOURCE_KIND, LANGUAGE, AUTHOR], orderBy: { field: WORDS, direction: DESC }',
  'groupBy: [PERIOD, TOPIC], interval: WEEK, timeZone: "Europe/Berlin", where: { sources: { anyOf: ["port-of-merrowhaven"] } }',
];
const quoted = `totalCount ${page} nodes { id text firstSaidAt appearanceCount source { slug name } appearances { text article { slug } } } edges { cursor node { text appearances(first: 2) { text article { headline } } } }`;
/** A moment that has passed: what ends now is never kept. */
const untilNow = `publishedAt: { before: "${new Date().toISOString()}" }`;
const insights = [
  `singleSource(first: 5) { ${listed} }`,
  `singleSource(last: 2, where: { topics: { anyOf: ["harbour"], includeDescendants: true } }, before: null, after: null) { ${listed} }`,
  `coCitations(source: { slug: "port-of-merrowhaven" }, minArticles: 2, first: 9, where: { ${untilNow} }) {
    articles expected lift logLikelihood source { slug name } }`,
  `diversity(groupBy: [TOPIC], first: 50) { topic { name } articles citations sources sourcesPerArticle effectiveSources topFiveShare
    singleSourceShare peopleShare namedShare }`,
  `diversity(groupBy: [PERIOD], interval: DAY, timeZone: "Asia/Tokyo", where: { topics: { anyOf: ["harbour"] } }) {
    periodStart articles citations sources }`,
  `corrections(groupBy: [TOPIC, PERIOD], interval: YEAR, timeZone: "UTC", first: 99) {
    topic { slug } periodStart articles corrected corrections rate medianHours p90Hours }`,
  'corrections(groupBy: [], where: { sources: { anyOf: ["port-of-merrowhaven"] } }) { articles corrected }',
  ...['TOPIC', 'SOURCE'].map(
    (of) => `trends(of: ${of}, interval: DAY, first: 30, where: { ${untilNow} }) {
      topic { slug } source { slug } articles expected change score past }`,
  ),
];
const windows = ['HOUR', 'DAY', 'WEEK', 'MONTH'];

const lists: Readonly<Record<string, string>> = {
  all: '',
  last: 'last: 4',
  'of a topic': 'where: { topics: { anyOf: ["harbour"] } }',
  'of a topic and below': 'where: { topics: { anyOf: ["harbour"], includeDescendants: true } }',
  'of two topics': 'where: { topics: { allOf: ["harbour", "environment"], includeDescendants: true } }',
  'of a topic but not another':
    'where: { topics: { anyOf: ["harbour", "ferries"], noneOf: ["environment"], includeDescendants: true } }',
  'of no topic': 'where: { topics: { noneOf: ["harbour"], includeDescendants: true } }',
  'of a source': 'where: { sources: { anyOf: ["port-of-merrowhaven"] } }',
  'of a source in a role': 'where: { sources: { anyOf: ["port-of-merrowhaven"] }, roles: [QUOTED] }',
  'of a topic and a source': 'where: { topics: { anyOf: ["harbour"] }, sources: { anyOf: ["port-of-merrowhaven"] } }',
  'of a topic without a source':
    'where: { topics: { anyOf: ["harbour"] }, sources: { noneOf: ["port-of-merrowhaven"] } }',
  'of anybody in a role': 'where: { roles: [WIRE] }',
  'by search': 'where: { search: "harbour dredging" }',
  'by search in a topic': 'where: { search: "harbour", topics: { anyOf: ["harbour"] } }',
  'by a search with typing errors': 'where: { search: "harbuor dregding" }',
  'by a search, also by meaning': 'where: { search: "harbour dredging", isSemantic: true }',
  'by a search, to the letter': 'where: { search: "harbour xylophone", isLoose: false }',
  'by search, latest': 'where: { search: "harbour" }, orderBy: { field: PUBLISHED_AT, direction: DESC }',
  'by language and date':
    'where: { language: "en", publishedAt: { from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z" } }',
  'as they were updated': 'orderBy: { field: UPDATED_AT, direction: DESC }',
  'of one source': 'where: { sourceCount: { min: 1, max: 1 } }',
  'by operators': 'where: { search: "source:port-of-merrowhaven topic:harbour -source:\\"Tide Office\\" after:2020" }',
  'by nothing that is there': 'where: { search: "harbour xylophone source:nobody", language: "en" }',
  'by kind, quote and alternatives':
    'where: { sourceKinds: [ORGANIZATION, GOVERNMENT], or: [{ topics: { anyOf: ["harbour"] } }, { quote: "mud" }], updatedAt: { from: "2020-01-01" } }',
  'of few sources': 'where: { sourceCount: { max: 2 }, topics: { noneOf: ["harbour"] } }',
  oldest: 'orderBy: { field: PUBLISHED_AT, direction: ASC }',
};

const q = (name: string, query: string): ReaderQuestion => ({ name, query: `{ ${query} }` });

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<{ readonly data: unknown }>;

/** Lists of which the next page is asked for too, and what is before it where that can be asked. */
const paged: Readonly<Record<string, (args: string) => string>> = {
  articles: (args) => `articles(${args}) { ${listed} }`,
  'articles of harbour': (args) => `topic(by: { slug: "harbour" }) { articles(${args}) { ${listed} } }`,
  'articles of the port': (args) =>
    `source(by: { slug: "port-of-merrowhaven" }) { articles(${args}) { totalCount totalCountIsLowerBound ${page} nodes { slug } } }`,
  quotes: (args) => `quotes(${args}) { ${quoted} }`,
  'quotes of the port': (args) => `source(by: { slug: "port-of-merrowhaven" }) { quotes(${args}) { ${quoted} } }`,
  topics: (args) => `topics(${args}) { ${page} nodes { slug } }`,
  'topics by articles': (args) =>
    `topics(orderBy: { field: ARTICLES, direction: DESC }, ${args}) { ${page} nodes { slug } }`,
  'sources by citations': (args) =>
    `sources(orderBy: { field: CITATIONS, direction: DESC }, ${args}) { ${page} edges { citations lastCitedAt node { slug } } }`,
  sources: (args) => `sources(${args}) { ${page} nodes { slug } }`,
};
const rankedPages: Readonly<Record<string, (args: string) => string>> = {
  trending: (args) => `trending(${args}) { ${ranked} }`,
  'trending in harbour': (args) => `topic(by: { slug: "harbour" }) { trending(${args}) { ${ranked} } }`,
  'trending of the port': (args) => `source(by: { slug: "port-of-merrowhaven" }) { trending(${args}) { ${ranked} } }`,
};

/** The second page, and the first as what is before its end. */
async function pagesOf(
  [name, list]: [string, (args: string) => string],
  ask: Ask,
  isTwoWay: boolean,
): Promise<ReaderQuestion[]> {
  const { data } = await ask(`{ ${list('first: 2')} }`);
  const [, end] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  return [
    q(`more ${name}`, list(`first: 2, after: "${end}"`)),
    ...(isTwoWay ? [q(`former ${name}`, list(`last: 2, before: "${end}"`))] : []),
  ];
}

export async function readerQuestions({ article, other, id }: Subjects, ask: Ask): Promise<ReaderQuestion[]> {
  const golden = await readExamples(join(import.meta.dirname, '../../schema/operations'));
  const relatedPages = (args: string) => `article(by: { slug: "${article}" }) { related(${args}) { ${related} } }`;
  const pages = [
    ...Object.entries(paged).map((each) => pagesOf(each, ask, true)),
    ...Object.entries({ ...rankedPages, related: relatedPages }).map((each) => pagesOf(each, ask, false)),
  ];
  const said = await ask('{ quotes(first: 2) { nodes { id } } }');
  const ids = [
    ...[article, other, 'harbour', 'ferries', 'port-of-merrowhaven'].map(id),
    ...[...JSON.stringify(said.data).matchAll(/"id":"([^"]+)"/g)].map(([, quote = '']) => quote),
  ];
  return [
    ...golden.map(({ name, query, variables }) => ({ name: `golden ${name}`, query, ...(variables && { variables }) })),
    ...Object.entries(lists).map(([name, args]) =>
      q(`articles ${name}`, `articles(${args || 'first: 7'}) { ${listed} }`),
    ),
    ...['all', 'by nothing that is there'].map((name) =>
      q(
        `facets of articles ${name}`,
        `articles(${lists[name] || 'first: 7'}) { ${understood} ${facets} edges { foundBy ${explained} ${highlights} } }`,
      ),
    ),
    ...['har'].map((prefix) =>
      q(
        `suggest ${prefix}`,
        `suggest(prefix: "${prefix}", first: 12) { text offset length topic { name } source { name } article { headline } }`,
      ),
    ),
    q(
      'facets of a source',
      `source(by: { slug: "port-of-merrowhaven" }) { articles(where: { search: "harbour" }) { ${understood} ${facets} edges { foundBy ${explained} ${highlights} } } }`,
    ),
    ...[article, other].flatMap((slug) => [
      q(`article ${slug}`, `article(by: { slug: "${slug}" }) { ${all} }`),
      q(`article ${slug} by id`, `article(by: { id: "${id(slug)}" }) { ${card} }`),
      q(`article ${slug} by address`, `article(by: { url: "https://news.example/articles/${slug}" }) { ${card} }`),
      q(`related to ${slug}`, `article(by: { slug: "${slug}" }) { related(first: 4) { ${related} } }`),
      q(`all related to ${slug}`, `article(by: { slug: "${slug}" }) { related(first: 100) { ${related} } }`),
    ]),
    q(
      'quotes and byline of an article',
      `article(by: { slug: "${article}" }) { isTeaser droppedFromBody bylineParts { joiner name source { name } }
        attributions { quotes { text block offset length sentence } } topics { revision } }`,
    ),
    q('blocks of an article', `article(by: { slug: "${article}" }) { ${blocks} }`),
    q('article imported', 'article(by: { url: "https://elsewhere.example/imported" }) { slug }'),
    q('article imported another way', 'article(by: { url: "https://elsewhere.example/another" }) { slug }'),
    q('article to come', 'article(by: { slug: "cached-piece" }) { slug headline }'),
    q('article not there', 'article(by: { slug: "never" }) { slug }'),
    q(
      'nodes',
      `nodes(ids: ${JSON.stringify(ids)}) { id ... on Article { headline } ... on Topic { name } ... on Source { name } }`,
    ),
    ...ids.map((one) =>
      q(
        `node ${one}`,
        `node(id: "${one}") { id ... on Article { slug } ... on Topic { slug } ... on Source { slug } ... on Quote { text appearanceCount } }`,
      ),
    ),
    ...['harbour', 'ferries', 'environment', 'schools'].flatMap((slug) => [
      q(
        `topic ${slug}`,
        `topic(by: { slug: "${slug}" }) { id slug revision name aliases position isFeatured description parent { name parent { name } } children { slug name revision } }`,
      ),
      q(`articles of ${slug}`, `topic(by: { slug: "${slug}" }) { articles(first: 5) { ${listed} } }`),
      q(
        `articles below ${slug}`,
        `topic(by: { slug: "${slug}" }) { articles(first: 5, includeDescendants: true, orderBy: { field: UPDATED_AT, direction: DESC }) { ${listed} } }`,
      ),
      q(
        `articles of ${slug} and a source`,
        `topic(by: { slug: "${slug}" }) { articles(last: 3, where: { sources: { anyOf: ["port-of-merrowhaven"] } }) { ${listed} } }`,
      ),
      ...windows.map((window) =>
        q(
          `trending ${window} in ${slug}`,
          `topic(by: { slug: "${slug}" }) { trending(by: HEAT, window: ${window}, first: 3) { ${ranked} } }`,
        ),
      ),
    ]),
    q('topic by a slug to come', 'topic(by: { slug: "boats" }) { name }'),
    q('articles of a topic by a slug to come', 'articles(where: { topics: { anyOf: ["boats"] } }) { totalCount }'),
    q('source by a slug to come', 'source(by: { slug: "the-port" }) { name }'),
    q('articles of a source by a slug to come', 'articles(where: { sources: { anyOf: ["the-port"] } }) { totalCount }'),
    q('topic by id', `topic(by: { id: "${id('ferries')}" }) { name }`),
    q('topic not there', 'topic(by: { slug: "tides" }) { name }'),
    ...[
      '',
      'where: { rootsOnly: true }',
      'where: { parent: "harbour" }',
      'where: { search: "o" }, last: 3',
      'where: { featured: true }',
    ].map((args) =>
      q(
        `topics ${args}`,
        `topics(${args || 'first: 50'}) { totalCount ${page} nodes { slug name aliases position isFeatured parent { name } } edges { cursor node { name } } }`,
      ),
    ),
    ...['port-of-merrowhaven', 'harbour-courier'].flatMap((slug) => [
      q(`source ${slug}`, `source(by: { slug: "${slug}" }) { id slug revision name kind homepage country }`),
      q(
        `articles of ${slug}`,
        `source(by: { slug: "${slug}" }) { articles(first: 5) { totalCount ${page} nodes { slug } edges { cursor roles node { headline } } } }`,
      ),
      q(
        `articles of ${slug} in a role`,
        `source(by: { slug: "${slug}" }) { articles(roles: [QUOTED], where: { topics: { anyOf: ["harbour"], includeDescendants: true } }) { totalCount edges { roles node { slug } } } }`,
      ),
      q(
        `trending of ${slug}`,
        `source(by: { slug: "${slug}" }) { trending { ${ranked} } views: trending(by: VIEWS, window: DAY) { ${ranked} } }`,
      ),
    ]),
    q(
      'possible duplicates',
      'sources(where: { possibleDuplicates: true }) { totalCount nodes { name possibleDuplicates { reason source { name slug } } } }',
    ),
    q(
      'possible duplicates of the port',
      'source(by: { slug: "port-of-merrowhaven" }) { possibleDuplicates { reason source { name slug } } }',
    ),
    q('source by id', `source(by: { id: "${id('port-of-merrowhaven')}" }) { name }`),
    q('source not there', 'source(by: { slug: "tide-office" }) { name }'),
    ...['', 'where: { kinds: [NEWSPAPER, PERSON] }', 'where: { search: "port" }, last: 2'].map((args) =>
      q(
        `sources ${args}`,
        `sources(${args || 'first: 60'}) { totalCount ${page} nodes { slug name } edges { cursor node { name } } }`,
      ),
    ),
    ...['CITATIONS', 'LAST_CITED', 'NAME'].map((field) =>
      q(
        `sources cited by ${field}`,
        `sources(first: 60, where: { citedIn: { from: "2020-01-01T00:00:00Z" } }, orderBy: { field: ${field}, direction: ASC }) {
          totalCount edges { citations lastCitedAt node { slug } } }`,
      ),
    ),
    ...windows.map((window) => q(`rising ${window}`, `trending(orderBy: RISE, window: ${window}) { ${ranked} }`)),
    ...[
      'search: "mud"',
      'source: { slug: "port-of-merrowhaven" }, search: "mud"',
      'where: { topics: { anyOf: ["harbour"], includeDescendants: true } }',
    ].map((args) => q(`quotes ${args}`, `quotes(${args}) { ${quoted} }`)),
    q(
      'quotes searched of a source',
      'source(by: { slug: "port-of-merrowhaven" }) { quotes(search: "mud", where: { language: "en" }) { totalCount nodes { text } } }',
    ),
    ...windows.flatMap((window) =>
      ['HEAT', 'VIEWS'].map((by) =>
        q(`trending ${window} ${by}`, `trending(window: ${window}, by: ${by}, first: 8) { ${ranked} }`),
      ),
    ),
    q('all trending', `trending(first: 100) { ${ranked} }`),
    ...[
      `trending(exclude: ["${id(article)}"]) { ${ranked} }`,
      `topic(by: { slug: "harbour" }) { trending(exclude: ["${id(article)}"]) { ${ranked} } }`,
      `source(by: { slug: "port-of-merrowhaven" }) { trending(exclude: ["${id(other)}"]) { ${ranked} } }`,
      `article(by: { slug: "${article}" }) { related(exclude: ["${id(other)}"]) { ${related} } }`,
    ].map((query) => q(`without some: ${query.slice(0, 50)}`, query)),
    q('trending in a topic', `trending(where: { topics: { anyOf: ["harbour"] } }) { ${ranked} }`),
    q(
      'trending outside',
      `trending(where: { topics: { noneOf: ["harbour"], includeDescendants: true } }, first: 100) { ${ranked} }`,
    ),
    ...(await Promise.all(pages)).flat(),
    ...coverages.map((args) => q(`coverage ${args}`, `insights { coverage(${args}) { ${covered} } }`)),
    q('views of coverage', 'insights { coverage(groupBy: [TOPIC]) { topic { slug } articles views } }'),
    ...insights.map((insight) => q(`insight ${insight.slice(0, 60)}`, `insights { ${insight} }`)),
    q('viewer', 'viewer { role name }'),
    q('newsroom', `draft(id: "${Buffer.from('Draft:1').toString('base64url')}") { id }`),
  ];
}
