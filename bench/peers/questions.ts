/** The pages that peers are compared by: the same facts, asked of each server in its own words. */

/** Who answers; `first` and `nothingKept` are Dateline as it is by default, and with `CACHE_MB=0`. */
export type PeerName = 'statement' | 'postgraphile' | 'naive';
export type AskedName = PeerName | 'dateline';

export const pageNames = ['articlePage', 'home', 'topicPage', 'sourcePage'] as const;
export type PageName = (typeof pageNames)[number];

/** Which slugs a page takes; null for a page that there is only one of. */
export const slugsOf: Readonly<Record<PageName, 'article' | 'topic' | 'source' | null>> = {
  articlePage: 'article',
  home: null,
  topicPage: 'topic',
  sourcePage: 'source',
};

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
};

const itsTopics = `articleTopicsByArticleIdAndPublishedAt(orderBy: POSITION_ASC) { nodes { topicByTopicId { ${names} } } }`;
const hot = `allTrendingRanks(condition: { window: WEEK, measure: HEAT }, orderBy: RANK_ASC, first: 5) {
  nodes { articleByArticleId { slug headline } }
}
allTopics(orderBy: SORT_NAME_ASC, first: 10) { nodes { ${names} } }`;

const postgraphile: Readonly<Record<PageName, string>> = {
  articlePage: `query articlePage($slug: String!) {
    articleBySlug(slug: $slug) {
      ${card} body leadImageByArticleId { ${image} } ${itsTopics}
      attributionsByArticleIdAndPublishedAt(orderBy: [POSITION_ASC, SOURCE_ID_ASC]) {
        nodes { role quote sourceBySourceId { ${names} kind } }
      }
      relatedArticlesByArticleId(orderBy: PLACE_ASC, first: 6) {
        nodes { articleByRelatedId { slug headline ${itsTopics} } }
      }
    }
    ${hot}
  }`,
  home: `query home {
    allArticles(condition: { withdrawnAt: null, killedAt: null }, orderBy: PUBLISHED_AT_DESC, first: 12) {
      nodes { ${card} leadImageByArticleId { ${image} } ${itsTopics} }
    }
    ${hot}
  }`,
  topicPage: `query topicPage($slug: String!) {
    topicBySlug(slug: $slug) {
      ${names}
      articleTopicsByTopicId(orderBy: PUBLISHED_AT_DESC, first: 20) {
        nodes { articleByArticleIdAndPublishedAt { ${card} leadImageByArticleId { ${image} } } }
      }
    }
  }`,
  sourcePage: `query sourcePage($slug: String!) {
    sourceBySlug(slug: $slug) {
      ${names} kind
      attributionsBySourceId(orderBy: PUBLISHED_AT_DESC, first: 20) {
        nodes { articleByArticleIdAndPublishedAt { ${card} ${itsTopics} } }
      }
    }
  }`,
};

const queries = { dateline, naive, postgraphile };

/** @returns the body of a POST */
export function bodyOf(asked: AskedName, page: PageName, slug: string | null): string {
  if (asked === 'statement') return JSON.stringify({ page, slug: slug ?? '' });
  return JSON.stringify({ query: queries[asked][page], ...(slug !== null && { variables: { slug } }) });
}

/** What each calls the same thing by; whatever is in a list of edges is taken out of it. */
const sameNames: Readonly<Record<string, string>> = {
  articleBySlug: 'article',
  topicBySlug: 'topic',
  sourceBySlug: 'source',
  allArticles: 'latest',
  allTrendingRanks: 'trending',
  allTopics: 'topics',
  leadImage: 'image',
  leadImageByArticleId: 'image',
  articleTopicsByArticleIdAndPublishedAt: 'topics',
  attributionsByArticleIdAndPublishedAt: 'attributions',
  sourceBySourceId: 'source',
  relatedArticlesByArticleId: 'related',
  articleTopicsByTopicId: 'articles',
  attributionsBySourceId: 'articles',
};
const wrappers = ['topicByTopicId', 'articleByArticleId', 'articleByRelatedId', 'articleByArticleIdAndPublishedAt'];

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
