import { expect, test } from 'vitest';
import type { SourceKind } from '../../db/types.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

interface Given {
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly aliases?: string[];
  readonly homepage?: string;
}

const source = (slug: string, name: string, kind: SourceKind, more: Partial<Given> = {}): Given => ({
  slug,
  name,
  kind,
  ...more,
});
const catalogue = [
  source('the-namibian', 'The Namibian', 'NEWSPAPER'),
  source('namibian', 'NAMIBIAN', 'WEBSITE'),
  source('edge', 'Edge', 'PERSON'),
  source('the-edge', 'The Edge', 'PERSON'),
  source('agence', 'Agence Nord-Presse', 'NEWS_AGENCY', { aliases: ['ANP'] }),
  source('anp-2', 'A.N.P.', 'OTHER'),
  source('muller-ag', 'Müller & Söhne AG', 'COMPANY'),
  source('muller', 'Muller and Sohne', 'COMPANY'),
  source('holm', 'Holm', 'PERSON'),
  source('ada-holm', 'Ada Holm', 'PERSON'),
  source('dr-ada-holm', 'Dr. Ada Holm', 'PERSON'),
  source('ada-holm-an', 'Ada Holm/AN', 'PERSON'),
  source('a-holm', 'A. Holm', 'PERSON'),
  source('anna-holm', 'Anna Holm', 'PERSON'),
  source('holm-ag', 'Holm', 'COMPANY'),
  source('jd-roth', 'J. D. Roth', 'PERSON'),
  source('john-david-roth', 'John David Roth', 'PERSON'),
  source('von-der-aue', 'von der Aue', 'PERSON'),
  source('ulla-von-der-aue', 'Ulla von der Aue', 'PERSON'),
  source('port', 'Port of Merrow', 'ORGANIZATION', { homepage: 'https://www.merrow.example/port' }),
  source('ferries', 'Merrow Ferries', 'COMPANY', { homepage: 'http://merrow.example' }),
  source('page-one', 'First page', 'WEBSITE', { homepage: 'https://facebook.com/first' }),
  source('page-two', 'Second page', 'WEBSITE', { homepage: 'https://facebook.com/second' }),
  source('gazeta', 'Газета', 'NEWSPAPER'),
  source('gazeta-2', '«Газета»', 'NEWSPAPER'),
  source('alone', 'Nobody Else', 'ORGANIZATION'),
];

const newsroom = useNewsroom(async (db) => {
  await db
    .insertInto('source')
    .values(
      catalogue.map(({ aliases = [], ...row }) => ({ ...row, aliases: aliases.map((name) => name.toLowerCase()) })),
    )
    .execute();
});

interface Told {
  readonly id: string;
  readonly slug: string;
  readonly possibleDuplicates: readonly { readonly reason: string; readonly source: { readonly slug: string } }[];
}

async function duplicatesOf(slug: string): Promise<string[]> {
  const { data } = await newsroom.ask<{ source: Told }>(
    'query ($slug: String!) { source(by: { slug: $slug }) { possibleDuplicates { reason source { slug } } } }',
    { slug },
  );
  return (data?.source.possibleDuplicates ?? []).map((each) => `${each.reason} ${each.source.slug}`);
}

const list = `{ sources(where: { possibleDuplicates: true }, first: 100) {
  totalCount nodes { id slug possibleDuplicates { reason source { slug } } } } }`;

async function listed(): Promise<readonly Told[]> {
  const { data } = await newsroom.ask<{ sources: { totalCount: number; nodes: readonly Told[] } }>(list);
  expect(data?.sources.totalCount).toBe(data?.sources.nodes.length);
  return data?.sources.nodes ?? [];
}

const idOf = async (slug: string) =>
  (await newsroom.ask<{ source: Told }>('query ($slug: String!) { source(by: { slug: $slug }) { id } }', { slug })).data
    ?.source.id;

test.each([
  ['namibian', ['SPELLING the-namibian']],
  ['the-edge', ['SURNAME edge']],
  ['anp-2', ['OTHER_NAME agence']],
  ['muller-ag', ['LEGAL_FORM muller']],
  ['ada-holm', ['AGENCY ada-holm-an', 'TITLE dr-ada-holm', 'INITIALS a-holm', 'SURNAME holm']],
  ['anna-holm', ['INITIALS a-holm', 'SURNAME holm']],
  ['holm-ag', ['SPELLING holm']],
  ['jd-roth', ['INITIALS john-david-roth']],
  ['von-der-aue', ['SURNAME ulla-von-der-aue']],
  ['port', ['HOMEPAGE ferries']],
  ['page-one', []],
  ['gazeta', ['SPELLING gazeta-2']],
  ['alone', []],
])('%s may be the same as %j', async (slug, expected) => {
  expect(await duplicatesOf(slug)).toEqual(expected);
});

test('the list has just the sources that have a possible duplicate, each of which names the other', async () => {
  const nodes = await listed();
  const pairs = nodes.flatMap((each) =>
    each.possibleDuplicates.map(({ reason, source: other }) => [each.slug, other.slug, reason]),
  );
  const without = catalogue.filter(({ slug }) => !nodes.some((each) => each.slug === slug)).map(({ slug }) => slug);
  expect(without).toEqual(['page-one', 'page-two', 'alone']);
  for (const [one, other, reason] of pairs) expect(pairs).toContainEqual([other, one, reason]);
});

test('possible duplicates of a list cost one statement more than the list, however long it is', async () => {
  const counted = async (first: number) => {
    newsroom.statements.length = 0;
    await newsroom.ask(
      `{ sources(first: ${first}, where: { possibleDuplicates: true }) { nodes { possibleDuplicates { source { name } } } } }`,
    );
    return newsroom.statements.length;
  };
  expect([await counted(2), await counted(20)]).toEqual([2, 2]);
});

test('what more than twenty sources share is no reason', async () => {
  const many = Array.from({ length: 20 }, (_, n) => source(`lind-${n}`, `Given${n} Lind`, 'PERSON'));
  await newsroom.db
    .insertInto('source')
    .values([...many, source('lind', 'Lind', 'PERSON')])
    .execute();
  expect(await duplicatesOf('lind')).toEqual([]);
  await newsroom.db.deleteFrom('source').where('slug', '=', 'lind-0').execute();
  expect(await duplicatesOf('lind')).toHaveLength(19);
  await newsroom.db.deleteFrom('source').where('name', 'like', '%Lind').execute();
});

const distinguish = `mutation ($one: ID!, $other: ID!) {
  distinguishSources(one: $one, other: $other) {
    __typename ... on Source { slug possibleDuplicates { source { slug } } } ... on InvalidInput { path } } }`;

test('two sources that an editor tells apart aren’t shown as possible duplicates again, nor after a merge', async () => {
  const [one, other, third] = [await idOf('anna-holm'), await idOf('a-holm'), await idOf('alone')];
  const asked = { one, other };
  expect((await newsroom.askAs(writer, distinguish, asked)).data).toMatchObject({
    distinguishSources: { __typename: 'NotAllowed' },
  });
  const refused = await newsroom.askAs(editor, distinguish, { one, other: one });
  expect(refused.data).toEqual({ distinguishSources: { __typename: 'InvalidInput', path: ['other'] } });
  for (let time = 0; time < 2; time += 1) {
    expect((await newsroom.askAs(editor, distinguish, asked)).data).toEqual({
      distinguishSources: {
        __typename: 'Source',
        slug: 'anna-holm',
        possibleDuplicates: [{ source: { slug: 'holm' } }],
      },
    });
  }
  expect(await duplicatesOf('a-holm')).not.toContain('INITIALS anna-holm');
  const told = await newsroom.db
    .selectFrom('event')
    .select('detail')
    .where('type', '=', 'source.distinguished')
    .execute();
  expect(told).toMatchObject([{ detail: { other: { slug: 'a-holm' } } }]);
  // The one that stays has the name of the one that goes, so that it would be a possible duplicate.
  const merge = 'mutation ($from: ID!, $into: ID!) { mergeSources(from: $from, into: $into) { __typename } }';
  await newsroom.askAs(editor, merge, { from: one, into: third });
  const change = `mutation { saveSource(input: { slug: "a-holm", expectedRevision: 1, name: "Anna Holm", kind: PERSON }) { __typename } }`;
  expect((await newsroom.askAs(editor, change)).data).toEqual({ saveSource: { __typename: 'Source' } });
  expect(await duplicatesOf('a-holm')).toEqual(['SURNAME holm']);
});

test('a former slug is a name of the source that had it', async () => {
  const save = (input: string) =>
    newsroom.askAs(editor, `mutation { saveSource(input: { ${input} }) { ... on Source { id } } }`);
  await save('slug: "tide-office", name: "Tides", kind: GOVERNMENT');
  await save(`id: "${await idOf('tide-office')}", slug: "tides", expectedRevision: 1, name: "Tides", kind: GOVERNMENT`);
  await save('slug: "tide-office-2", name: "Tide Office", kind: GOVERNMENT');
  expect(await duplicatesOf('tides')).toEqual(['OTHER_NAME tide-office-2']);
});
