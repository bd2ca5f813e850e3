/** Idempotency keys: every mutation that is sent again under its key is answered as the first time, and done once. */

import { randomUUID } from 'node:crypto';
import { Kind, parse, print, visit } from 'graphql';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { IDEMPOTENCY_HOURS, tidyKeys } from '../../db/engine/idempotency.ts';
import { schema } from '../../schema/schema.ts';
import { encodeId } from '../../src/ids.ts';
import type { Viewer } from '../../src/roles.ts';
import { inOrder, newsroomChanges } from '../support/mutations.ts';
import { admin, editor, otherWriter, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom(undefined, 'demo');

const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});

function withKey(query: string, key: string): string {
  const document = parse(query);
  if (!document.definitions.some((each) => 'operation' in each && each.operation === 'mutation')) return query;
  const value = { kind: Kind.STRING, value: key } as const;
  const argument = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'idempotencyKey' }, value } as const;
  return print(
    visit(document, {
      OperationDefinition: (operation) => ({
        ...operation,
        selectionSet: {
          ...operation.selectionSet,
          selections: operation.selectionSet.selections.map((field) =>
            field.kind !== Kind.FIELD || field.name.value === 'recordView'
              ? field
              : { ...field, arguments: [...(field.arguments ?? []), argument] },
          ),
        },
      }),
    }),
  );
}

/** What the newsroom has done, and what it has. */
async function done(): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*) from event) as events, (select max(id) from event) as last,
           (select count(*) from access_token) as tokens, (select count(*) from webhook) as webhooks,
           (select count(*) from draft) as drafts, (select count(*) from idempotency_key) as keys
  `.execute(newsroom.db);
  return rows[0];
}

const result = '{ __typename ... on UserError { message } }';

test('every mutation that is sent twice under one key is answered twice with the same, and is done once', async () => {
  const ids = new Map<string, string>();
  for (const type of ['Article', 'Topic', 'Source'] as const) {
    const table = type.toLowerCase() as Lowercase<typeof type>;
    const rows = await newsroom.db.selectFrom(table).select(['id', 'slug']).execute();
    for (const { id, slug } of rows) ids.set(slug, encodeId(type, id));
  }
  const [article = '', other = ''] = [...ids.keys()];
  const repeated = new Set<string>();
  const twice = async <Data>(viewer: Viewer, query: string, variables?: Record<string, unknown>) => {
    const keyed = withKey(query, randomUUID());
    const first = await newsroom.askAs<Data>(viewer, keyed, variables);
    if (keyed === query) return first;
    const after = await done();
    const second = await newsroom.askAs<Data>(viewer, keyed, variables);
    expect(second, keyed).toEqual(first);
    expect(await done(), keyed).toEqual(after);
    for (const name of mutations) if (keyed.includes(`${name}(`)) repeated.add(name);
    return second;
  };
  const subjects = { article, other, id: (slug: string) => ids.get(slug) ?? '' };
  const changes = newsroomChanges({ ...newsroom, askAs: twice }, subjects);
  for (const name of inOrder(mutations)) await (await changes[name]?.())?.();
  expect([...repeated, 'recordView'].sort()).toEqual([...mutations].sort());
});

const create = (key: string, headline: string) =>
  `mutation { createDraft(idempotencyKey: "${key}", input: { content: { headline: "${headline}" } }) { ... on Draft { id revision } } }`;
type Created = { createDraft: { id: string; revision: number } };

test('a key with other arguments is an error that names it, and nothing is done', async () => {
  const key = randomUUID();
  await newsroom.askAs(writer, create(key, 'One'));
  const before = await done();
  const { data, errors } = await newsroom.askAs(writer, create(key, 'Two'));
  expect(data).toBeNull();
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['idempotencyKey'] });
  expect(await done()).toEqual(before);
});

test('the key of createDraft may stand in its input, and is the same key', async () => {
  const key = randomUUID();
  const inInput = create(key, 'One').replace(
    `idempotencyKey: "${key}", input: {`,
    `input: { idempotencyKey: "${key}",`,
  );
  const first = await newsroom.askAs<Created>(writer, inInput);
  expect(first.data?.createDraft.id).toEqual(expect.any(String));
  expect(await newsroom.askAs(writer, inInput)).toEqual(first);
  expect(await newsroom.askAs(writer, create(key, 'One'))).toEqual(first);
  const another = inInput.replace('createDraft(', `createDraft(idempotencyKey: "${randomUUID()}", `);
  const { errors } = await newsroom.askAs(writer, another);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'idempotencyKey'] });
});

test('a key is its caller’s and its mutation’s own', async () => {
  const key = randomUUID();
  const ofWriter = await newsroom.askAs<Created>(writer, create(key, 'One'));
  const ofOther = await newsroom.askAs<Created>(otherWriter, create(key, 'One'));
  expect(ofOther.data?.createDraft.id).not.toBe(ofWriter.data?.createDraft.id);
  const step = `draft: "${ofWriter.data?.createDraft.id}", expectedRevision: 1`;
  const deleted = `mutation { deleteDraft(idempotencyKey: "${key}", input: { ${step} }) ${result} }`;
  expect((await newsroom.askAs(writer, deleted)).data).toEqual({ deleteDraft: { __typename: 'Draft' } });
});

test('what was made is answered as it is now, and as not found once it is gone', async () => {
  const key = randomUUID();
  const query = create(key, 'First').replace(
    '{ ... on Draft { id revision } }',
    `{ __typename ... on Draft { id revision headline topics { name } } }`,
  );
  const first = await newsroom.askAs<Created>(writer, query);
  const id = first.data?.createDraft.id;
  const revised = { id, revision: 2, headline: 'Second' };
  await newsroom.askAs(
    writer,
    `mutation { reviseDraft(input: { draft: "${id}", expectedRevision: 1, content: { headline: "Second" } }) ${result} }`,
  );
  expect((await newsroom.askAs(writer, query)).data).toMatchObject({ createDraft: revised });
  const gone = withKey(
    `mutation { deleteDraft(input: { draft: "${id}", expectedRevision: 2 }) { ... on Draft { id } } }`,
    key,
  );
  expect((await newsroom.askAs(writer, gone)).data).toEqual({ deleteDraft: { id } });
  expect((await newsroom.askAs(writer, gone)).data).toEqual({ deleteDraft: { id } });
  expect((await newsroom.askAs(writer, query)).data).toEqual({ createDraft: { __typename: 'NotFound' } });
});

test('the same at once is done once, and all are answered alike', async () => {
  const key = randomUUID();
  const orders = ['headline: "At once", language: "en"', 'language: "en", headline: "At once"'];
  const answers = await Promise.all(
    [...orders, ...orders, ...orders].map((content) =>
      newsroom.askAs<Created>(
        writer,
        `mutation { createDraft(idempotencyKey: "${key}", input: { content: { ${content} } }) { ... on Draft { id revision } } }`,
      ),
    ),
  );
  expect(new Set(answers.map(({ data }) => data?.createDraft.id)).size).toBe(1);
  expect(answers[0]?.data?.createDraft.id).toBeDefined();
});

test('what was refused is not kept: the same key does it when it can be done', async () => {
  const key = randomUUID();
  const save = (parent: string) => `mutation { saveTopic(input: { slug: "${parent}", name: "Keys" }) ${result} }`;
  const child = withKey(
    'mutation { saveTopic(input: { slug: "locks", name: "Locks", parent: "keys" }) { __typename } }',
    key,
  );
  expect((await newsroom.askAs(editor, child)).data).toEqual({ saveTopic: { __typename: 'InvalidInput' } });
  await newsroom.askAs(editor, save('keys'));
  expect((await newsroom.askAs(editor, child)).data).toEqual({ saveTopic: { __typename: 'Topic' } });
});

test.each(['short', 'x'.repeat(201)])('a key that can’t be one is refused by name: %j', async (key) => {
  const { errors } = await newsroom.askAs(writer, create(key, 'One'));
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['idempotencyKey'] });
});

test('a token that is shown once is shown again under its key, and stands nowhere in the table', async () => {
  const key = randomUUID();
  const query = `mutation { createToken(idempotencyKey: "${key}", input: { role: WRITER, name: "Key" }) { ... on CreatedToken { token } } }`;
  const [first, second] = [await newsroom.askAs(admin, query), await newsroom.askAs(admin, query)];
  const { token } = (first.data?.createToken ?? {}) as { token: string };
  expect(second.data).toEqual({ createToken: { token } });
  const { rows } = await sql<{ text: string }>`select encode(result, 'escape') as text from idempotency_key`.execute(
    newsroom.db,
  );
  expect(rows.some(({ text }) => text.includes(token) || text.includes(key))).toBe(false);
});

test('a day later the key is free, and what was kept is tidied away', async () => {
  const key = randomUUID();
  const first = await newsroom.askAs<Created>(writer, create(key, 'Yesterday'));
  const age = sql`update idempotency_key set created_at = created_at - make_interval(hours => ${IDEMPOTENCY_HOURS})`;
  await age.execute(newsroom.db);
  const second = await newsroom.askAs<Created>(writer, create(key, 'Today'));
  expect(second.data?.createDraft.id).not.toBe(first.data?.createDraft.id);
  const count = async () => (await newsroom.db.selectFrom('idempotency_key').select('hash').execute()).length;
  expect(await count()).toBeGreaterThan(1);
  await tidyKeys(newsroom.db);
  expect(await count()).toBe(1);
});
