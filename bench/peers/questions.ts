/** The pages that peers are compared by: the same facts, asked of each server in its own words. */

/** Who answers; `first` and `nothingKept` are Dateline as it is by default, and with `CACHE_MB=0`. */
export type PeerName = 'statement' | 'postgraphile' | 'naive';
export type AskedName = PeerName | 'dateline';

export const pageNames = ['articlePage', 'home', 'topicPage', 'sourcePage', 'search'] as const;
export type PageName = (typeof pageNames)[number];

/** Which slugs a page takes, or words; null for a page that there is only one of. */
export const slugsOf: Readonly<Record<PageName, 'article' | 'topic' | 'source' | 'word' | null>> = {
  articlePage: 'article',
  home: null,
  topicPage: 'topic',
  sourcePage: 'source',
  search: 'word',
};

/** The text of a tsquery of a word and its stem in articles in English, as SQL. @param word as SQL */
export const wantedOf = (word: string) => `(
  select format('(%s) & ''::en''', string_agg(format('%L | %L', ltrim(stem, '~'), '~' || ltrim(stem, '~')), ' | '))::tsquery
  from unnest(${word} || stems_of('en', ${word})) stem
)`;

const names = 'slug name';
const card = 'slug headline standfirst publishedAt';
const image = 'url width height alt caption creditLine';

const dateline: Readonly<Record<PageName, string>> = {
  articlePage: `query articlePage($slug: String!) {
    article(by: { slug: $slug }) {
      ${card} body leadImage { ${image} } topics { ${names} }
      attributions { role quote source { ${names} kind } }
      related(first: 6) { nodes { slug headline topics { ${names} } } }
    }
    trending(first: 5) { nodes { slug headline } }
    topics(first: 10) { nodes { ${names} } }
  }`,
  home: `query home {
    articles(first: 12) { nodes { ${card} leadImage { ${image} } topics { ${names} } } }
    trending(first: 5) { nodes { slug headline } }
    topics(first: 10) { nodes { ${names} } }
  }`,
  topicPage: `query topicPage($slug: String!) {
    topic(by: { slug: $slug }) { ${names} articles(first: 20) { nodes { ${card} leadImage { ${image} } } } }
  }`,
  sourcePage: `query sourcePage($slug: String!) {
    source(by: { slug: $slug }) { ${names} kind articles(first: 20) { nodes { ${card} topics { ${names} } } } }
  }`,
  // By date: what comes first by relevance is each one's own judgement.
  search: `query search($slug: String!) {
    articles(first: 20, where: { search: $slug, language: "en" }, orderBy: { field: PUBLISHED_AT, direction: DESC }) {
      nodes { ${card} }
    }
  }`,
};

const naive: Readonly<Record<PageName, string>> = {
  articlePage: `query articlePage($slug: String!) {
    article(slug: $slug) {
      ${card} body image { ${image} } topics { ${names} } attributions { role quote source { ${names} kind } }
      related { slug headline topics { ${names} } }
    }
    trending { slug headline }
    topics { ${names} }
  }`,
  home: `query home {
    latest { ${card} image { ${image} } topics { ${names} } } trending { slug headline } topics { ${names} }
  }`,
  topicPage: `query topicPage($slug: String!) { topic(slug: $slug) { ${names} articles { ${card} image { ${image} } } } }`,
  sourcePage: `query sourcePage($slug: String!) {
    source(slug: $slug) { ${names} kind articles { ${card} topics { ${names} } } }
  }`,
  search: `query search($slug: String!) { articles: search(word: $slug) { ${card} } }`,
};

const itsTopics = `articleTopicsByArticleId(orderBy: [POSITION_ASC, TOPIC_ID_ASC]) { nodes { topicByTopicId { ${names} } } }`;
const hot = `allTrendingRanks(condition: { window: WEEK, measure: HEAT }, orderBy: RANK_ASC, first: 5) {
  nodes { publishedArticleByArticleId { slug headline } }
}
allTopics(orderBy: SORT_NAME_ASC, first: 10) { nodes { ${names} } }`;

const postgraphile: Readonly<Record<PageName, string>> = {
  articlePage: `query articlePage($slug: String!) {
    publishedArticleBySlug(slug: $slug) {
      ${card} body leadImageByArticleId { ${image} } ${itsTopics}
      attributionsByArticleId(orderBy: [POSITION_ASC, SOURCE_ID_ASC]) {
        nodes { role quote sourceBySourceId { ${names} kind } }
      }
      related(first: 6) { nodes { slug headline ${itsTopics} } }
    }
    ${hot}
  }`,
  home: `query home {
    allPublishedArticles(orderBy: [PUBLISHED_AT_DESC, PRIMARY_KEY_DESC], first: 12) {
      nodes { ${card} leadImageByArticleId { ${image} } ${itsTopics} }
    }
    ${hot}
  }`,
  topicPage: `query topicPage($slug: String!) {
    topicBySlug(slug: $slug) {
      ${names} articles(first: 20) { nodes { ${card} leadImageByArticleId { ${image} } } }
    }
  }`,
  sourcePage: `query sourcePage($slug: String!) {
    sourceBySlug(slug: $slug) { ${names} kind articles(first: 20) { nodes { ${card} ${itsTopics} } } }
  }`,
  search: `query search($slug: String!) { articles: peersSearch(word: $slug, first: 20) { nodes { ${card} } } }`,
};

const queries = { dateline, naive, postgraphile };

/** @returns the body of a POST */
export function bodyOf(asked: AskedName, page: PageName, slug: string | null): string {
  if (asked === 'statement') return JSON.stringify({ page, slug: slug ?? '' });
  return JSON.stringify({ query: queries[asked][page], ...(slug !== null && { variables: { slug } }) });
}

/** What each calls the same thing by; whatever is in a list of edges is taken out of it. */
const sameNames: Readonly<Record<string, string>> = {
  publishedArticleBySlug: 'article',
  topicBySlug: 'topic',
  sourceBySlug: 'source',
  allPublishedArticles: 'latest',
  allTrendingRanks: 'trending',
  allTopics: 'topics',
  leadImage: 'image',
  leadImageByArticleId: 'image',
  articleTopicsByArticleId: 'topics',
  attributionsByArticleId: 'attributions',
  sourceBySourceId: 'source',
};
const wrappers = ['topicByTopicId', 'publishedArticleByArticleId'];

/** An answer in one shape, whoever gave it: names alike, connections as lists, times as milliseconds. */
export function factsOf(page: PageName, value: unknown, name = ''): unknown {
  if (name === 'publishedAt') return Date.parse(String(value));
  if (Array.isArray(value)) return value.map((each) => factsOf(page, each));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, unknown>>;
  if (object.nodes !== undefined) return factsOf(page, object.nodes);
  const wrapped = wrappers.find((wrapper) => wrapper in object);
  if (wrapped !== undefined) return factsOf(page, object[wrapped]);
  const facts = Object.entries(object).map(([key, each]) => {
    const called = page === 'home' && key === 'articles' ? 'latest' : (sameNames[key] ?? key);
    return [called, factsOf(page, each, called)] as const;
  });
  return Object.fromEntries(facts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
