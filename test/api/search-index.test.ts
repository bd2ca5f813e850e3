/** The search index: texts that no word fits in, articles of what was merged, and those that can't be indexed. */

import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { indexFormerLater } from '../../db/articles/search-index.ts';
import type { Trx } from '../../db/engine/database.ts';
import { down } from '../../db/migrations/0132-signs-of-words.ts';
import { encodeId } from '../../src/ids.ts';
import { wordsOfArticle } from '../../src/search/article-words.ts';
import { fold } from '../../src/search/fold.ts';
import { indexAll, indexArticles, indexSome } from '../../src/search/index-articles.ts';
import { withOneSign } from '../../src/search/signs.ts';
import { piece, publish } from '../support/articles.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

async function found(search: string, isLoose?: boolean): Promise<string[]> {
  const query =
    'query ($search: String!, $isLoose: Boolean) { articles(where: { search: $search, isLoose: $isLoose }) { nodes { slug } } }';
  const { data, errors } = await newsroom.ask<{ articles: { nodes: { slug: string }[] } }>(query, {
    search,
    isLoose,
  });
  expect(errors).toBeUndefined();
  return data?.articles.nodes.map(({ slug }) => slug) ?? [];
}

/** One that folds into eighteen letters, and as many marks as may be on a letter, in a word with more than a lexeme has room for. */
const oddTexts = ['\ufdfa'.repeat(100), `ก${'ั'.repeat(100)}`.repeat(8), '㌀'.repeat(100)];

test('a text of which no lexeme can be made is published, found by its other words, and looked for', async () => {
  for (const [n, text] of oddTexts.entries()) {
    await publish(newsroom.db, [piece(`odd ${n}`, { body: `<p>${text}${text} spindle${n}</p>` })]);
    expect(await found(`spindle${n}`)).toEqual([`odd-${n}`]);
    await found(text.normalize('NFKC').length > 500 ? text.slice(0, 25) : text);
  }
});

test('a short text is as long as what its signs stand for', async () => {
  const { errors } = await newsroom.ask(`{ articles(where: { search: "${'\ufdfa'.repeat(28)}" }) { totalCount } }`);
  expect(errors?.map(({ message }) => message)).toEqual([
    '`where.search` has 504 characters; at most 500 are allowed.',
  ]);
});

test('no text has more words than a tsvector has room for', () => {
  const syllables = Array.from({ length: 195_000 }, (_, n) => String.fromCodePoint(0xac00 + ((n * n * 7) % 11_171)));
  const { words, places } = wordsOfArticle({
    ...{ id: 1, headline: 'All', standfirst: null, names: [], quotes: [], captions: [] },
    body: `<p>${syllables.join('')}</p>`,
  });
  const bytes = (written: string) => Buffer.byteLength(written.replace(/[':]|\d+[A-D]/g, ''));
  expect(bytes(words) + 2 * places.length).toBeLessThan(1_048_575);
  expect(words).toContain("'all':1A");
});

const cited = (name: string) => ({ role: 'CITED', source: { name, kind: 'COMPANY' } }) as const;

test('articles of a topic and of a source that were merged are found by the name of the one that is left', async () => {
  await publish(newsroom.db, [
    piece('ferry', { topics: ['Ferries'], attributions: [cited('Quayside Wire')] }),
    piece('boat', { topics: ['Waterborne'], attributions: [cited('Tidemark Press')] }),
  ]);
  const { rows } = await sql<{ slug: string; type: 'Topic' | 'Source'; id: number }>`
    select slug, 'Topic' as type, id from topic union all select slug, 'Source', id from source
  `.execute(newsroom.db);
  const idOf = (slug: string) => {
    const row = rows.find((each) => each.slug === slug);
    return row === undefined ? '' : encodeId(row.type, row.id);
  };
  await newsroom.askAs(
    editor,
    `mutation { t: mergeTopics(from: "${idOf('ferries')}", into: "${idOf('waterborne')}") { __typename }
       s: mergeSources(from: "${idOf('quayside-wire')}", into: "${idOf('tidemark-press')}") { __typename } }`,
  );
  await indexAll(newsroom.db);
  expect((await found('waterborne')).toSorted()).toEqual(['boat', 'ferry']);
  expect((await found('tidemark')).toSorted()).toEqual(['boat', 'ferry']);
});

test('an article that Postgres refuses is told of once, and the others are indexed', async () => {
  const [, refused] = await publish(newsroom.db, [piece('gannet one'), piece('gannet two'), piece('gannet three')]);
  await sql`delete from article_words`.execute(newsroom.db);
  await sql`insert into article_to_index select id from article on conflict do nothing`.execute(newsroom.db);
  await sql`alter table article_words add constraint refused check (1 / (article_id - ${sql.lit(refused)}) is not null)`.execute(
    newsroom.db,
  );
  let refusals = 0;
  for (let some = -1; some !== 0; ) {
    some = await indexSome(newsroom.db).catch(() => {
      refusals += 1;
      return -1;
    });
    expect(refusals).toBeLessThan(2);
  }
  expect((await found('gannet')).toSorted()).toEqual(['gannet-one', 'gannet-three']);
});

test('what is indexed in the background is told to the caches, and what waits for nothing tells nothing', async () => {
  const indexed = async () =>
    (await newsroom.db.selectFrom('event').select('id').where('type', '=', 'search.indexed').execute()).length;
  const [id = 0] = await publish(newsroom.db, [piece('kittiwake')]);
  await indexAll(newsroom.db);
  const before = await indexed();
  await indexSome(newsroom.db);
  expect(await indexed()).toBe(before);
  await sql`insert into article_to_index values (${id})`.execute(newsroom.db);
  await indexSome(newsroom.db);
  expect(await indexed()).toBe(before + 1);
});

test('a phrase finds what the version before indexes, which knows of no pairs, and those of the same pairs keep them', async () => {
  const [id = 0] = await publish(newsroom.db, [piece('a skerry', { body: '<p>A lantern; the harbour.</p>' })]);
  await indexAll(newsroom.db);
  const isUnpaired = async () => {
    const { rows } = await sql<{
      is: boolean;
    }>`select pairs is null as is from article_words where article_id = ${id}`.execute(newsroom.db);
    return rows[0]?.is;
  };
  expect(await found('"lantern harbour"', false)).toEqual([]);
  await sql`
    insert into article_words (article_id, published_at, length, words)
    select article_id, published_at, 9, $$'::en' 'lantern':7D 'harbour':8D$$ from article_words where article_id = ${id}
    on conflict (article_id) do update set length = excluded.length, words = excluded.words
    where (article_words.length, article_words.words) is distinct from (excluded.length, excluded.words)
  `.execute(newsroom.db);
  expect(await isUnpaired()).toBe(true);
  expect(await found('"lantern harbour"', false)).toEqual(['a-skerry']);
  await indexFormerLater(newsroom.db);
  await indexAll(newsroom.db);
  expect(await isUnpaired()).toBe(false);
  expect(await found('"lantern harbour"', false)).toEqual([]);
  for (const body of ['lantern lantern lantern', 'lantern lantern lantern lantern']) {
    await sql`update article set body = ${`<p>${body}</p>`} where id = ${id}`.execute(newsroom.db);
    await indexAll(newsroom.db);
    expect(await isUnpaired()).toBe(false);
    expect(await found(`"${body}"`, false)).toEqual(['a-skerry']);
    expect(await found('"lantern harbour"', false)).toEqual([]);
  }
});

test('an article without pairs is counted once where all words are stop words', async () => {
  const body = '<p>He asked to be or not to be.</p>';
  const ids = await publish(newsroom.db, [
    piece('a doubt', { body }),
    piece('ein zweifel', { body: '<p>Sein, oder: to be or not to be.</p>', language: 'de' }),
  ]);
  await indexAll(newsroom.db);
  const count = async () => {
    const { data } = await newsroom.ask('{ articles(where: { search: "to be", isLoose: false }) { totalCount } }');
    return data;
  };
  const paired = await count();
  await sql`update article_words set pairs = null where article_id = any(${ids}::int[])`.execute(newsroom.db);
  expect(await count()).toEqual(paired);
  await sql`insert into article_to_index select unnest(${ids}::int[])`.execute(newsroom.db);
  await indexAll(newsroom.db);
});

test('a quote that the version before wrote is found by the rules of its language, and by all others once it is indexed', async () => {
  await publish(newsroom.db, [
    piece('a quay', {
      attributions: [
        { role: 'QUOTED', source: { name: 'Ilse Brandt', kind: 'PERSON' }, quote: 'Façades were painted' },
      ],
    }),
  ]);
  const quotes = async (search: string) => {
    const { data } = await newsroom.ask<{ quotes: { totalCount: number } }>(
      'query ($search: String!) { quotes(search: $search) { totalCount } }',
      { search },
    );
    return data?.quotes.totalCount;
  };
  await sql`update quote set words = null`.execute(newsroom.db);
  expect([await quotes('paints'), await quotes('facade')]).toEqual([1, 0]);
  await indexFormerLater(newsroom.db);
  await indexAll(newsroom.db);
  expect([await quotes('paints'), await quotes('facade')]).toEqual([1, 1]);
});

test('what the version before indexes is found as it was written, and by all else once it is indexed anew', async () => {
  const [id = 0] = await publish(newsroom.db, [
    piece('ebrahim', { language: 'fa', body: '<p>نوشته ابراهیم ۲۰۴۴</p>' }),
  ]);
  const [friday = 0] = await publish(newsroom.db, [
    piece('friday', { language: 'uk', body: '<p>Пʼятниця на ґанку</p>' }),
  ]);
  await indexAll(newsroom.db);
  const formerly = async (article: number, words: string) => {
    await sql`
      update article_words set words = ${words}::tsvector, pairings = pairings + 1 where article_id = ${article}
    `.execute(newsroom.db);
  };
  await formerly(id, "'::fa' 'نوشته':1A 'ابراهیم':2A '۲۰۴۴':3A");
  await formerly(friday, "'::uk' 'пʼятниця':1A 'на':2A 'ґанку':3A");
  const asWritten = ['ابراهیم', '۲۰۴۴', 'ابراهی*', '"نوشته ابراهیم"'];
  const inUkrainian = ['Пʼятниця', 'ґанку', 'пʼят*'];
  const each = (searches: readonly string[]) => Promise.all(searches.map((search) => found(search, false)));
  expect(await each(asWritten)).toEqual(asWritten.map(() => ['ebrahim']));
  expect(await each(inUkrainian)).toEqual(inUkrainian.map(() => ['friday']));
  expect(await each(['2044', 'ганку'])).toEqual([[], []]);
  await indexFormerLater(newsroom.db);
  await indexAll(newsroom.db);
  expect(await each(['2044', 'ганку', 'ابراهيم'])).toEqual([['ebrahim'], ['friday'], ['ebrahim']]);
  await indexFormerLater(newsroom.db);
  expect(await newsroom.db.selectFrom('article_to_index').selectAll().execute()).toEqual([]);
});

test('names are folded in the database as words of articles are', async () => {
  const words = [
    'Élysée',
    'Łódź',
    'Azərbaycan',
    'Ґанок',
    'کتاب',
    'خانۀ',
    'ﮐﺘﺎﺏ',
    'فَيصَل',
    'फ़ैसला',
    'चाँद',
    'Oʻzbekiston',
    '۲۰۴۴',
  ];
  const { rows } = await sql<{ folded: string }>`
    select replace(folded(word), '''', '’') as folded from unnest(${words}::text[]) with ordinality w (word, n) order by n
  `.execute(newsroom.db);
  expect(rows.map(({ folded }) => folded)).toEqual(words.map((word) => fold(withOneSign(word))));
});

test('a database that the version before goes on with is indexed anew by that one', async () => {
  await indexAll(newsroom.db);
  const waiting = async (db: Trx) => (await db.selectFrom('article_to_index').select('article_id').execute()).length;
  const undone = new Error('This was for what waits.');
  const downwards = newsroom.db.transaction().execute(async (trx) => {
    const { length } = await trx.selectFrom('article').select('id').execute();
    await down(trx as unknown as Kysely<unknown>);
    const { rows } = await sql<{ folded: string[] }>`
      select array[folded('Łódź’s'), folded('کتاب')] as folded
    `.execute(trx);
    expect(rows).toEqual([{ folded: ["lodz's", 'کتاب'] }]);
    expect(await waiting(trx)).toBe(length);
    throw undone;
  });
  await expect(downwards).rejects.toBe(undone);
});

test('an article is indexed without reading the quotes of all others', async () => {
  const [id = 0] = await publish(newsroom.db, [
    piece('quoting', {
      attributions: [{ role: 'QUOTED', source: { name: 'Quinn Quoted', kind: 'PERSON' }, quote: 'I said it once.' }],
    }),
  ]);
  const undone = new Error('This was for the plan.');
  const scansOfQuotes = async (trx: Trx) => {
    const { rows } = await sql<{ scans: number }>`
      select seq_scan::int as scans from pg_stat_xact_user_tables where relname = 'quote'`.execute(trx);
    return rows[0]?.scans;
  };
  const indexing = newsroom.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`
      insert into quote (article_id, source_id, role, position, text, published_at, utterance_id, language)
      select -(n / 3), source_id, role, n, text, published_at, utterance_id, language
      from quote, generate_series(1, 12000) n where article_id = ${id}`.execute(trx);
    await sql`analyze quote`.execute(trx);
    const before = await scansOfQuotes(trx);
    await indexArticles(trx, [id]);
    expect(await scansOfQuotes(trx)).toBe(before);
    throw undone;
  });
  await expect(indexing).rejects.toBe(undone);
});
