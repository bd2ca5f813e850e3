/** Quotes and their appearances: what is one quote, and how it follows all that happens to its articles and sources. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Trx } from '../../db/engine/database.ts';
import { encodeId } from '../../src/ids.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

interface Told {
  readonly id: string;
  readonly text: string;
  readonly firstSaidAt: string;
  readonly appearanceCount: number;
  readonly appearances: readonly { readonly text: string; readonly article: { readonly slug: string } }[];
}

const fields = 'id text firstSaidAt appearanceCount appearances { text article { slug } }';

async function quotesOf(source: string): Promise<readonly Told[]> {
  const { data, errors } = await newsroom.ask<{ quotes: { totalCount: number; nodes: readonly Told[] } }>(
    `query ($source: SourceKey!) { quotes(source: $source) { totalCount nodes { ${fields} } } }`,
    { source: { slug: source } },
  );
  expect(errors).toBeUndefined();
  expect(data?.quotes.totalCount).toBe(data?.quotes.nodes.length);
  return data?.quotes.nodes ?? [];
}

const node = async (id: string | undefined) =>
  (
    await newsroom.ask<{ node: Told | null }>(`query ($id: ID!) { node(id: $id) { ... on Quote { ${fields} } } }`, {
      id,
    })
  ).data?.node;

const wordings = (quotes: readonly Told[]) => quotes.map(({ appearances }) => appearances.map(({ text }) => text));

const by = (name: string, ...quotes: string[]): Partial<ImportedDocument> => ({
  attributions: quotes.map((quote) => ({ role: 'QUOTED', source: { name, kind: 'PERSON' }, quote })),
});

let moment = Date.UTC(2026, 3, 1);
/** Each an hour after the one before it. */
const pieces = (name: string, quotes: readonly string[]) =>
  quotes.map((quote, n) => {
    moment += 3_600_000;
    return piece(`${name} ${n}`, { publishedAt: new Date(moment), ...by(name, quote) });
  });

test.each([
  ['capitals and marks', ['We can’t wait', "“WE CAN'T WAIT!”", 'we  can‘t, wait …']],
  ['letters that look alike', ['Die Donaubrücke bleibt zu', 'Die Donau\u00ADbru\u0308cke bleibt zu.']],
  ['a letter in brackets', ['The plan is dead', '[T]he plan is dead']],
  ['an ellipsis', ['The plan, which nobody had read, was lost', 'The plan … was lost', 'The plan [...] was lost']],
  ['a word more', ['We are sorry for this', 'We are very sorry for this']],
  [
    'two words more of twelve',
    [
      'one two three four five six seven eight nine ten eleven twelve',
      'one and two three four five six seven eight nine ten or eleven twelve',
    ],
  ],
  ['an unspaced script', ['橋は来月まで閉鎖する', '「橋は来月まで閉鎖する。」']],
])('%s make no other quote', async (name, quotes) => {
  await publish(newsroom.db, pieces(`Same ${name}`, quotes));
  const [quote, ...others] = await quotesOf(`same-${name.replaceAll(' ', '-')}`);
  expect(others).toEqual([]);
  expect(quote).toMatchObject({ appearanceCount: quotes.length });
  expect(quote?.appearances.map(({ article }) => article.slug)).toEqual(
    quotes.map((_, n) => `same-${name.replaceAll(' ', '-')}-${n}`),
  );
});

test.each([
  ['a negation', ['We will cut the taxes', 'We will not cut the taxes']],
  ['a negation in French', ['Nous allons baisser les impôts', 'Nous n’allons pas baisser les impôts']],
  ['a number', ['We lost boats in the storm', 'We lost 12 boats in the storm']],
  ['money', ['It will cost us $5 million', 'It will cost us €5 million']],
  ['a word for another', ['We expect the prices to rise', 'We expect the prices to fall']],
  ['the order', ['Dogs do bite the men', 'Men do bite the dogs']],
  ['a word of a few', ['I agree', 'I fully agree']],
  ['two words of six', ['one two three four five six', 'one two and three four or five six']],
  ['an ellipsis at the end', ['We will go on', 'We will go on until everything is lost …']],
])('%s makes another quote', async (name, quotes) => {
  await publish(newsroom.db, pieces(`Other ${name}`, quotes));
  const found = await quotesOf(`other-${name.replaceAll(' ', '-').toLowerCase()}`);
  expect(found.map(({ text }) => text)).toEqual(quotes.toReversed());
});

test('the same words of two people are two quotes', async () => {
  await publish(newsroom.db, [...pieces('Twin One', ['We stay']), ...pieces('Twin Two', ['We stay'])]);
  expect((await quotesOf('twin-one'))[0]?.id).not.toBe((await quotesOf('twin-two'))[0]?.id);
});

test('a quote is as old as its first published appearance, and gone without any', async () => {
  const [first, second, third] = await publish(
    newsroom.db,
    pieces('Ines Falk', ['We stay here', 'We stay here!', 'We stay here?']),
  );
  const [quote] = await quotesOf('ines-falk');
  const { id } = quote as Told;
  const set = (article: number | undefined, change: ReturnType<typeof sql>) =>
    sql`update article set ${change} where id = ${article ?? 0}`.execute(newsroom.db);
  await set(first, sql`withdrawn_at = now()`);
  expect(await node(id)).toMatchObject({ text: 'We stay here!', appearanceCount: 2 });
  await set(second, sql`published_at = now() + interval '1 hour'`);
  expect(wordings(await quotesOf('ines-falk'))).toEqual([['We stay here?']]);
  await set(third, sql`killed_at = now()`);
  expect(await node(id)).toBeNull();
  expect(await quotesOf('ines-falk')).toEqual([]);
  await set(first, sql`withdrawn_at = null`);
  expect(await node(id)).toEqual({ ...quote, appearanceCount: 1, appearances: quote?.appearances.slice(0, 1) });
});

test('corrections keep the quote, its id and its place; what is taken out is gone', async () => {
  const body = '<p>“We can wait,” said Jo Brant. “Not for long, though.”</p>';
  await publish(newsroom.db, [piece('brant', by('Jo Brant', 'Something before'))]);
  const quoted = (...quotes: string[]) => quotes.map((quote) => ({ role: 'QUOTED', source: 'jo-brant', quote }));
  const attributions = quoted('We can wait', 'Not for long, though');
  const draft = await tools.published(writer, editor, { headline: 'Brant waits', body, language: 'en', attributions });
  const before = await quotesOf('jo-brant');
  expect(before.map(({ text }) => text).sort()).toEqual(['Not for long, though', 'Something before', 'We can wait']);
  const correct = (expectedRevision: number, content: object) =>
    tools.correct(editor, { article: draft.article?.id, expectedRevision, note: 'Mended.', content });
  await correct(draft.revision, { standfirst: 'He waits.', language: 'de' });
  expect(await quotesOf('jo-brant')).toEqual(before);
  await correct(draft.revision + 1, { attributions: quoted('We can wait') });
  const after = await quotesOf('jo-brant');
  expect(after).toEqual(before.filter(({ text }) => text !== 'Not for long, though'));
  await correct(draft.revision + 2, { attributions });
  expect(await quotesOf('jo-brant')).toEqual(before);
});

test('a merge of sources joins what both said, and keeps what one said', async () => {
  await publish(newsroom.db, [
    ...pieces('Mo', ['It came fast', 'We saw nothing at all of it']),
    ...pieces('Mo Lind', ['It came fast!', 'A wall of water', 'We saw nothing at all of it, really']),
  ]);
  const rows = await newsroom.db.selectFrom('source').select(['id', 'slug']).where('slug', 'like', 'mo%').execute();
  const idOf = (slug: string) => encodeId('Source', rows.find((row) => row.slug === slug)?.id ?? 0);
  const merge = 'mutation ($from: ID!, $into: ID!) { mergeSources(from: $from, into: $into) { __typename } }';
  await newsroom.askAs(editor, merge, { from: idOf('mo'), into: idOf('mo-lind') });
  const found = await quotesOf('mo-lind');
  expect(wordings(found)).toEqual([
    ['A wall of water'],
    ['We saw nothing at all of it', 'We saw nothing at all of it, really'],
    ['It came fast', 'It came fast!'],
  ]);
  // What comes later finds them under the source that stays.
  await publish(
    newsroom.db,
    pieces('Mo Lind', ['“It came fast”', 'A wall of cold water']).map((each) => ({
      ...each,
      origin: `later ${each.origin}`,
    })),
  );
  expect((await quotesOf('mo')).map(({ id, appearanceCount }) => [id, appearanceCount])).toEqual([
    [found[0]?.id, 2],
    [found[1]?.id, 2],
    [found[2]?.id, 3],
  ]);
});

test('articles that come out at once with the same words of a source make one quote', async () => {
  await publish(newsroom.db, [...pieces('Kit', ['Hm']), ...pieces('Lou', ['Hm'])]);
  const racing = Array.from({ length: 6 }, (_, n) =>
    piece(`race ${n}`, {
      attributions: ['Kit', 'Lou']
        .flatMap((name) => by(name, n % 2 ? 'All at once now' : '“All at once, now!”').attributions ?? [])
        .sort(() => (n % 2 ? 1 : -1)),
    }),
  );
  await Promise.all(racing.map((each) => publish(newsroom.db, [each])));
  for (const name of ['kit', 'lou']) {
    expect((await quotesOf(name)).map(({ appearanceCount }) => appearanceCount).sort()).toEqual([1, 6]);
  }
});

/** Those of this transaction, and of some before it that haven't been told to the statistics yet. */
async function scansOf(trx: Trx): Promise<{ table: string; scans: number }[]> {
  const { rows } = await sql<{ table: string; scans: number }>`
    select t.name as table, coalesce(s.seq_scan, 0)::int as scans
    from unnest(array['article_source_count', 'utterance']) with ordinality t (name, at)
    left join pg_stat_xact_user_tables s on s.relname = t.name order by t.at`.execute(trx);
  return rows;
}

test('who said it and of how many sources is found by the same plan in an empty newsroom as in a full one', async () => {
  const [id = 0] = await publish(newsroom.db, pieces('Plan', ['It was planned']));
  const scans = await newsroom.db.transaction().execute(async (trx) => {
    await sql`set local plan_cache_mode = auto`.execute(trx);
    const before = await scansOf(trx);
    // Of what it knows to be small Postgres would rather read all.
    await sql`analyze utterance, article_source_count`.execute(trx);
    await sql`
      insert into attribution (article_id, source_id, role, position, published_at)
      select a.id, utterance.source_id, 'CITED', 9, a.published_at
      from article a, (
        select x.source_id, utterance_of(x.source_id, 'It was not') from attribution x where x.article_id = ${id}
      ) utterance where a.id = ${id}`.execute(trx);
    const after = await scansOf(trx);
    return after.map(({ table, scans }, at) => ({ table, scans: scans - (before[at]?.scans ?? 0) }));
  });
  expect(scans).toEqual([
    { table: 'article_source_count', scans: 0 },
    { table: 'utterance', scans: 0 },
  ]);
});
