/** Headlines, names, slugs, pictures' texts, bylines and languages: what goes in is what comes out, whichever way. */

import { describe, expect, test } from 'vitest';
import { saveDocument } from '../../src/import/save.ts';
import { byline } from '../../src/text/byline.ts';
import { oneLine } from '../../src/text/line.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { useSite } from '../support/feeds.ts';
import { isSuperLinear } from '../support/linear-time.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

const person = (name: string) => ({ role: 'AUTHOR', source: { name, kind: 'PERSON' } }) as const;

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Brücke offen', {
      language: 'de',
      topics: ['Häfen'],
      attributions: [person('Ada Lindt'), person('Bo Öst'), person('Cy Moor')],
    }),
    piece('Taipei opens a bridge', { language: 'zh-Hant-TW' }),
    piece('Hong Kong opens a bridge', { language: 'zh-Hant-HK' }),
    piece('Beijing opens a bridge', { language: 'zh-Hans-CN' }),
    piece('London opens a bridge', { language: 'en-GB', attributions: [person('Ida Ross')] }),
    piece('Hans opens a bridge', { language: 'zh-Hantx' }),
  ]),
);
const tools = toolsOf(newsroom);
const { visit } = useSite(newsroom);

async function read(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await newsroom.ask(query, variables);
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
}

/** What isn't seen is written as its code. */
const lines = [
  ['is on one line', '  Bridge\r\n opens\t\tat\u2028 noon ', 'Bridge opens at noon'],
  ['is in NFC', 'Cafe\u0301 opens', 'Caf\u00e9 opens'],
  ['has no soft hyphens and no byte order mark', '\uFEFFInfra\u00ADstructure', 'Infrastructure'],
  ['has no zero-width spaces', 'Bridge\u200B opens\u200B', 'Bridge opens'],
  ['keeps the zero-width spaces of Khmer', 'ស្ពាន\u200Bថ្មី', 'ស្ពាន\u200Bថ្មី'],
  ['keeps the joiners of Persian and of emoji', 'می\u200Cخواهم 👩\u200D🚒', 'می\u200Cخواهم 👩\u200D🚒'],
  ['keeps the no-break spaces of French', '«\u00A0Oui\u202F!\u00A0»', '«\u00A0Oui\u202F!\u00A0»'],
  ['loses an override that isn’t closed', 'Bridge \u202Esnepo', 'Bridge snepo'],
  ['keeps an isolate that is closed', 'The \u2067גשר\u2069 opens', 'The \u2067גשר\u2069 opens'],
  ['has no control characters', 'Bridge\u0007\u0090 opens', 'Bridge opens'],
] as const;

describe('a headline', () => {
  test.each(lines)('%s, in drafts and imports', async (_, given, stored) => {
    const draft = await tools.create(writer, { ...whole, headline: given });
    expect(draft).toMatchObject({ __typename: 'Draft', headline: stored });
    const { articleId } = await saveDocument(newsroom.db, piece(`headline ${given}`, { headline: given }));
    const row = await newsroom.db
      .selectFrom('article')
      .select('headline')
      .where('id', '=', articleId)
      .executeTakeFirstOrThrow();
    expect(row.headline).toBe(stored);
  });

  test.each(['\u200B', '\u200F\u200E', '...', '?!', '\u3164', '\u2800 \u2800', '\u202E'])(
    'of which nothing is read (%j) is refused by its field, in drafts and imports',
    async (headline) => {
      const refused = await tools.create(writer, { ...whole, headline });
      expect(refused).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'content', 'headline'] });
      await expect(saveDocument(newsroom.db, piece('invisible', { headline }))).rejects.toThrow(/^headline: /);
    },
  );

  test.each(['7', '€', '🎉', '+++ 1:0 +++'])('may be as short as %j', async (headline) => {
    expect(await tools.create(writer, { ...whole, headline })).toMatchObject({ __typename: 'Draft', headline });
  });
});

test('names of topics and sources are lines of the same kind', async () => {
  const saved = async (name: string) => {
    const { data } = await newsroom.askAs<{ saveTopic: object }>(
      editor,
      'mutation ($input: TopicInput!) { saveTopic(input: $input) { __typename ... on Topic { name } ... on InvalidInput { path } } }',
      { input: { slug: 'lines', name } },
    );
    return data?.saveTopic;
  };
  expect(await saved('\u200B...')).toEqual({ __typename: 'InvalidInput', path: ['input', 'name'] });
  expect(await saved(' Cafe\u0301s\n and\u200B bars ')).toEqual({ __typename: 'Topic', name: 'Caf\u00e9s and bars' });
});

test('a line of half a million odd characters is read in linear time', () => {
  for (const odd of ['\u200B', '\u00A0', ' ', '\u200E', '\u202Ax', 'x\u00A0\u00A0', '\u2067\u2069']) {
    expect(isSuperLinear(oneLine, odd, 500_000), JSON.stringify(odd)).toBe(false);
  }
});

describe('a slug in another case', () => {
  test('finds article, topic and source, and what they stand in', async () => {
    const answer = await read(`{
      article(by: { slug: "Bruecke-OFFEN" }) { slug }
      byUrl: article(by: { url: "https://news.example/articles/BRUECKE-offen" }) { slug }
      topic(by: { slug: "HAEFEN" }) { slug }
      source(by: { slug: "Ada-Lindt" }) { slug }
      articles(where: { topics: { anyOf: ["Haefen"] }, sources: { allOf: ["BO-Oest"] } }) { nodes { slug } }
      none: articles(where: { topics: { noneOf: ["HAEFEN"] }, language: "de" }) { nodes { slug } }
    }`);
    const slug = answer.article ? 'bruecke-offen' : null;
    expect(answer).toEqual({
      article: { slug },
      byUrl: { slug },
      topic: { slug: 'haefen' },
      source: { slug: 'ada-lindt' },
      articles: { nodes: [{ slug }] },
      none: { nodes: [] },
    });
    expect(slug).toBe('bruecke-offen');
  });

  test('of a feed leads to the feed', async () => {
    const response = await visit('/feeds/topics/HAEFEN.rss');
    expect([response.status, response.headers.get('location')]).toEqual([
      301,
      'https://news.example/feeds/topics/haefen.rss',
    ]);
  });

  test('given to a draft is kept in lower case, and is taken when another article has it', async () => {
    const draft = await tools.published(writer, editor, { ...whole, slug: 'Bridge-Of-ÖRE' });
    expect(draft).toMatchObject({ slug: 'bridge-of-öre', article: { slug: 'bridge-of-öre' } });
    const refused = await tools.create(writer, { ...whole, slug: 'BRIDGE-of-öre' });
    expect(refused).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'content', 'slug'] });
  });
});

test('an empty alternative text says that a picture is decorative, and none says nothing', async () => {
  const leadImage = { url: 'https://pictures.example/a.jpg' };
  const altOf = async (given: object) => {
    const { article } = await tools.published(writer, editor, { ...whole, leadImage: { ...leadImage, ...given } });
    const { node } = await read('query ($id: ID!) { node(id: $id) { ... on Article { leadImage { alt } } } }', {
      id: article?.id,
    });
    return (node as { leadImage: { alt: string | null } }).leadImage.alt;
  };
  expect([await altOf({ alt: '' }), await altOf({}), await altOf({ alt: 'A gull' })]).toEqual(['', null, 'A gull']);
  const { articleId } = await saveDocument(newsroom.db, piece('decorated', { image: { ...leadImage, alt: '' } }));
  const row = await newsroom.db.selectFrom('lead_image').select('alt').where('article_id', '=', articleId).execute();
  expect(row).toEqual([{ alt: '' }]);
});

test('names stand in the order of letters, without case, accents and quotation marks', async () => {
  const names = [
    '9/11 Commission',
    'Arzt',
    'Ärzte ohne Grenzen',
    'Arzthelfer',
    'École',
    'Economist',
    'émigrés',
    'Łódź',
    'Lodz Museum',
    'Oslund',
    'Østfold',
    '„Spiegel“-Archiv',
    'Spiegel Online',
    'Straße',
    'Strasse 9',
    'Zeit',
    'Ωmega',
    'Ёлка',
    'Ели',
  ];
  await publish(newsroom.db, [
    piece('everyone', { topics: names.toReversed().slice(0, 20), attributions: names.toReversed().map(person) }),
  ]);
  const known = new Set(names);
  for (const list of ['topics', 'sources']) {
    const answer = await read(`{ ${list}(first: 100) { nodes { name } } }`);
    const nodes = (answer[list] as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
    expect(nodes.filter((name) => known.has(name))).toEqual([
      '9/11 Commission',
      'Arzt',
      'Ärzte ohne Grenzen',
      'Arzthelfer',
      'École',
      'Economist',
      'émigrés',
      'Łódź',
      'Lodz Museum',
      'Oslund',
      'Østfold',
      '„Spiegel“-Archiv',
      'Spiegel Online',
      'Straße',
      'Strasse 9',
      'Zeit',
      'Ωmega',
      'Ели',
      'Ёлка',
    ]);
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = (
        await read(
          `query ($after: String) { ${list}(first: 4, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`,
          { after },
        )
      )[list] as { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      paged.push(...page.nodes.map(({ name }) => name));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(nodes);
  }
});

describe('a byline', () => {
  test('joins the names as the article’s language does, and its parts lead to the sources', async () => {
    const { article } = await read(
      '{ article(by: { slug: "bruecke-offen" }) { byline bylineParts { joiner name source { slug } } } }',
    );
    expect(article).toEqual({
      byline: 'Ada Lindt, Bo Öst und Cy Moor',
      bylineParts: [
        { joiner: '', name: 'Ada Lindt', source: { slug: 'ada-lindt' } },
        { joiner: ', ', name: 'Bo Öst', source: { slug: 'bo-oest' } },
        { joiner: ' und ', name: 'Cy Moor', source: { slug: 'cy-moor' } },
      ],
    });
    const none = await read('{ article(by: { slug: "taipei-opens-a-bridge" }) { byline bylineParts { name } } }');
    expect(none).toEqual({ article: { byline: null, bylineParts: [] } });
  });

  test.each([
    ['en', 'Ada, Bo and Ida'],
    ['en-US', 'Ada, Bo and Ida'],
    ['fr', 'Ada, Bo et Ida'],
    ['es', 'Ada, Bo e Ida'],
    ['sv-FI', 'Ada, Bo och Ida'],
    ['ja', 'Ada、Bo、Ida'],
    ['ar', 'Ada وBo وIda'],
    ['und', 'Ada, Bo and Ida'],
    ['de-1996-1996', 'Ada, Bo and Ida'],
  ])('in %s is %j', (language, expected) => {
    const authors = ['Ada', 'Bo', 'Ida'].map((name) => ({ role: 'AUTHOR', source: { name } }));
    expect(byline([...authors, { role: 'WIRE', source: { name: 'Gull News' } }], language)).toBe(expected);
  });
});

test.each([
  ['zh-Hant', ['hong-kong-opens-a-bridge', 'taipei-opens-a-bridge']],
  ['zh-hant-tw', ['taipei-opens-a-bridge']],
  ['zh-Hant-TW-x', []],
  ['zh', ['beijing-opens-a-bridge', 'hans-opens-a-bridge', 'hong-kong-opens-a-bridge', 'taipei-opens-a-bridge']],
  ['en-GB', ['london-opens-a-bridge']],
  ['EN-gb', ['london-opens-a-bridge']],
])('the language %s finds what goes on behind it', async (language, slugs) => {
  const { articles } = await read(
    'query ($language: String!) { articles(first: 50, where: { language: $language }) { totalCount nodes { slug } } }',
    { language },
  );
  const { nodes, totalCount } = articles as { nodes: { slug: string }[]; totalCount: number };
  const found = nodes.map(({ slug }) => slug).filter((slug) => slug.endsWith('opens-a-bridge'));
  expect(found.toSorted()).toEqual(slugs);
  expect(totalCount).toBe(nodes.length);
});
