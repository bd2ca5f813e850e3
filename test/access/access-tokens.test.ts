/** Authentication by access tokens, and their management: expiry, revocation, roles, and what it costs to ask. */

import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { isStillValid } from '../../src/access/access-tokens.ts';
import { firstToken } from '../../src/access/first-token.ts';
import { hasRole, type Role, reader, roles } from '../../src/roles.ts';
import { bearerService } from '../support/authentication.ts';
import { admin, analyst, editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom();
let ask: ReturnType<typeof bearerService>;
beforeAll(() => {
  ask = bearerService(newsroom.db);
});

interface Made {
  readonly token: string;
  readonly accessToken: { readonly id: string };
}

const create =
  'mutation ($input: CreateTokenInput!) { createToken(input: $input) { __typename ... on CreatedToken { token accessToken { id name role expiresAt revokedAt lastUsedAt } } ... on UserError { message } ... on NotAllowed { requiredRole } ... on InvalidInput { path } } }';
const revoke =
  'mutation ($id: ID!) { revokeToken(id: $id) { __typename ... on AccessToken { id revokedAt } ... on UserError { message } ... on NotAllowed { requiredRole } } }';

async function made(role: Role, name: string = role): Promise<Made> {
  const { data } = await newsroom.askAs<{ createToken: Made }>(admin, create, { input: { role, name } });
  if (data === null) throw new Error('no answer');
  return data.createToken;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const whoAmI = '{ viewer { role name } }';

describe('the viewer of a request', () => {
  test.each(roles)('a token of the role %s is that role, under its name', async (role) => {
    const { token } = await made(role, 'news desk');
    expect(token).toMatch(/^dateline_[\w-]{43}$/);
    expect(await ask(whoAmI, bearer(token))).toMatchObject({
      status: 200,
      data: { viewer: { role, name: 'news desk' } },
    });
    expect((await ask(whoAmI, { authorization: `bearer  ${token}` })).status).toBe(200);
  });

  test('a request without a token is a reader’s, whatever cookies come along', async () => {
    const { token } = await made('ADMIN');
    const nobody = { role: 'READER', name: null };
    expect((await ask(whoAmI)).data).toEqual({ viewer: nobody });
    expect((await ask(whoAmI, { cookie: `authorization=Bearer ${token}; token=${token}` })).data).toEqual({
      viewer: nobody,
    });
  });

  test.each([
    ['unknown', `Bearer dateline_${'A'.repeat(43)}`],
    ['empty', 'Bearer '],
    ['of nobody’s making', 'Bearer abc'],
    ['a JWT where no provider is known', 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiQURNSU4ifQ.'],
    ['of another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['a token without a scheme', `dateline_${'A'.repeat(43)}`],
    ['two tokens', 'Bearer abc, Bearer def'],
    ['nothing', ''],
  ])('an Authorization header that is %s is answered with 401, not as a reader', async (_, authorization) => {
    const { status, headers, errors, data } = await ask('{ articles { totalCount } }', { authorization });
    expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer\b/)]);
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(data ?? null).toBeNull();
  });

  test('a token expires at its time, by the database’s clock', async () => {
    const { token, accessToken } = await made('EDITOR');
    const end = (interval: string) =>
      sql`update access_token set expires_at = now() + ${interval}::interval where id = ${Number(accessToken.id)}`.execute(
        newsroom.db,
      );
    await end('1 minute');
    expect((await ask(whoAmI, bearer(token))).status).toBe(200);
    await end('-1 millisecond');
    expect((await ask(whoAmI, bearer(token))).status).toBe(401);
  });

  test('requests at the same time look tokens up in one statement, and last use is written once an hour', async () => {
    const { token, accessToken } = await made('WRITER');
    await ask(whoAmI, bearer(token));
    newsroom.statements.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => ask(whoAmI, bearer(token))));
    expect(newsroom.statements).toHaveLength(1);
    const { data } = await newsroom.askAs<{ tokens: { id: string; lastUsedAt: string }[] }>(
      admin,
      '{ tokens { id lastUsedAt } }',
    );
    expect(data?.tokens.find(({ id }) => id === accessToken.id)?.lastUsedAt).toMatch(/^20/);
  });

  test('looking a token up uses an index, however many there are', async () => {
    await sql`
      insert into access_token (name, role, sha256)
      select 'many', 'WRITER', encode(sha256(n::text::bytea), 'hex') from generate_series(1, 20000) n
    `.execute(newsroom.db);
    await sql`analyze access_token`.execute(newsroom.db);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from access_token where sha256 = any(${['a'.repeat(64)]}::text[]) and revoked_at is null
    `.execute(newsroom.db);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('access_token_sha256_key');
    await sql`delete from access_token where name = 'many'`.execute(newsroom.db);
  });
});

describe('managing tokens', () => {
  test('a revoked token is refused from the next request on, ends its open streams, and can be revoked again without effect', async () => {
    const { token, accessToken } = await made('EDITOR');
    const { token: other } = await made('EDITOR');
    const loaders = createLoaders(newsroom.db);
    const viewer = { role: 'EDITOR', name: 'EDITOR', id: `token:${accessToken.id}` } as const;
    expect([(await ask(whoAmI, bearer(token))).status, await isStillValid(viewer, loaders)]).toEqual([200, true]);
    const first = await newsroom.askAs(admin, revoke, { id: accessToken.id });
    expect(first.data).toEqual({
      revokeToken: { __typename: 'AccessToken', id: accessToken.id, revokedAt: expect.stringMatching(/^20/) },
    });
    expect([(await ask(whoAmI, bearer(token))).status, await isStillValid(viewer, loaders)]).toEqual([401, false]);
    expect(await newsroom.askAs(admin, revoke, { id: accessToken.id })).toEqual(first);
    expect((await ask(whoAmI, bearer(other))).status).toBe(200);
    expect(await isStillValid(reader, loaders)).toBe(true);
  });

  test('a thousand open streams check their tokens in one statement', async () => {
    const { accessToken } = await made('WRITER');
    const loaders = createLoaders(newsroom.db);
    newsroom.statements.length = 0;
    const asked = Array.from({ length: 1000 }, () =>
      isStillValid({ ...writer, id: `token:${accessToken.id}` }, loaders),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([true]));
    expect(newsroom.statements).toHaveLength(1);
  });

  test.each([reader, analyst, writer, editor])('a $role may neither make, revoke nor see tokens', async (viewer) => {
    const { accessToken } = await made('WRITER');
    const refused = { __typename: 'NotAllowed', message: 'This takes the role ADMIN.', requiredRole: 'ADMIN' };
    const input = { role: 'ADMIN', name: '' };
    expect((await newsroom.askAs(viewer, create, { input })).data).toEqual({ createToken: refused });
    expect((await newsroom.askAs(viewer, revoke, { id: accessToken.id })).data).toEqual({ revokeToken: refused });
    expect((await newsroom.askAs(viewer, revoke, { id: '999999' })).data).toEqual({ revokeToken: refused });
    expect((await newsroom.askAs(viewer, '{ tokens { id } }')).data).toEqual({ tokens: null });
  });

  test('an admin sees all of a token but the token', async () => {
    const { token } = await made('ANALYST', 'figures ≥ 2026');
    const { data } = await newsroom.askAs(
      admin,
      '{ tokens { id name role createdAt expiresAt revokedAt lastUsedAt } }',
    );
    expect(data?.tokens).toContainEqual(expect.objectContaining({ name: 'figures ≥ 2026', role: 'ANALYST' }));
    expect(JSON.stringify(data)).not.toContain(token.slice(9));
    const { rows } = await sql<{ kept: string }>`
      select (select json_agg(t)::text from access_token t) || (select json_agg(e)::text from event e) as kept
    `.execute(newsroom.db);
    expect(rows[0]?.kept).not.toContain(token.slice(9));
  });

  test.each([
    ['name', { name: '' }],
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: 'red\u001b[31m' }],
    ['name', { name: '\u200b' }],
    ['name', { name: 'ad\u202enim' }],
    ['expiresInDays', { expiresInDays: 0 }],
    ['expiresInDays', { expiresInDays: -1 }],
    ['expiresInDays', { expiresInDays: 3651 }],
    ['expiresInDays', { expiresInDays: 2_147_483_647 }],
  ])('createToken refuses a wrong %s by the field’s name: %o', async (field, wrong) => {
    const { data } = await newsroom.askAs(admin, create, { input: { role: 'EDITOR', name: 'desk', ...wrong } });
    expect(data?.createToken).toMatchObject({ __typename: 'InvalidInput', path: ['input', field] });
  });

  test.each(['0', '999999', '99999999999999', 'x', ''])(
    'revoking the token %j, which does not exist, is NotFound',
    async (id) => {
      const { data } = await newsroom.askAs(admin, revoke, { id });
      expect(data).toEqual({ revokeToken: { __typename: 'NotFound', message: 'Token not found.' } });
    },
  );

  test('the event log has who created and who revoked each token', async () => {
    const { accessToken } = await made('WRITER', 'logged');
    await newsroom.askAs(admin, revoke, { id: accessToken.id });
    const { rows } = await sql`
      select type, actor, actor_name, role, detail from event
      where detail @> ${JSON.stringify({ token: Number(accessToken.id) })}::jsonb order by id
    `.execute(newsroom.db);
    const who = { actor: admin.id, actor_name: admin.name, role: 'ADMIN' };
    const detail = { token: Number(accessToken.id), name: 'logged', role: 'WRITER' };
    expect(rows).toEqual([
      { type: 'token.created', ...who, detail },
      { type: 'token.revoked', ...who, detail },
    ]);
  });

  test('of processes that start at once on an empty newsroom exactly one creates the first token; later ones none', async () => {
    await sql`truncate access_token`.execute(newsroom.db);
    const tokens = await Promise.all(Array.from({ length: 4 }, () => firstToken(newsroom.db)));
    const [first, ...others] = tokens.filter((token) => token !== null);
    expect(others).toEqual([]);
    expect((await ask(whoAmI, bearer(first ?? ''))).data).toMatchObject({ viewer: { role: 'ADMIN' } });
    await sql`update access_token set revoked_at = now()`.execute(newsroom.db);
    expect(await firstToken(newsroom.db)).toBeNull();
  });
});

test('every role includes those under it, but analysts and writers not each other', () => {
  const table = roles.map((role) => [role, roles.filter((least) => hasRole({ role }, least))]);
  expect(Object.fromEntries(table)).toEqual({
    READER: ['READER'],
    ANALYST: ['READER', 'ANALYST'],
    WRITER: ['READER', 'WRITER'],
    EDITOR: ['READER', 'ANALYST', 'WRITER', 'EDITOR'],
    ADMIN: ['READER', 'ANALYST', 'WRITER', 'EDITOR', 'ADMIN'],
  });
});
