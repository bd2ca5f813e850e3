/** JWTs of an identity provider: which signatures and claims are taken, and what happens when its keys can’t be had. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { isStillValid } from '../../src/access/access-tokens.ts';
import { tokenReader } from '../../src/access/identity-provider.ts';
import { bearerService } from '../support/authentication.ts';
import { useNewsroom } from '../support/newsroom.ts';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
type Claims = Readonly<Record<string, unknown>>;

const newsroom = useNewsroom();
const audience = 'dateline';
const roleClaim = 'https://news.example/role';
const whoAmI = '{ viewer { role name } }';
let provider: Server;
let issuer: string;
let publicModulus: string;
let keys: Record<'RS256' | 'ES256' | 'EdDSA', Key>;
let stranger: Key;
let ask: ReturnType<typeof bearerService>;

/** A provider that publishes its keys where providers do. */
beforeAll(async () => {
  const [rsa, ec, ed, other] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('ES256'),
    generateKeyPair('EdDSA'),
    generateKeyPair('RS256'),
  ]);
  keys = { RS256: rsa.privateKey, ES256: ec.privateKey, EdDSA: ed.privateKey };
  stranger = other.privateKey;
  const published = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'RS256' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ES256' },
    { ...(await exportJWK(ed.publicKey)), kid: 'EdDSA' },
  ];
  publicModulus = published[0]?.n ?? '';
  provider = createServer((req, res) => {
    if (req.url !== '/house/.well-known/jwks.json') res.writeHead(404).end();
    else res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/house`;
  ask = bearerService(newsroom.db, { issuer, audience, keysUrl: `${issuer}/.well-known/jwks.json`, roleClaim });
});

afterAll(() => {
  provider.close();
});

const seconds = () => Math.floor(Date.now() / 1000);

/** What a good token says, but for what is given; undefined leaves a claim out. */
function claims(given: Claims = {}): JWTPayload {
  const good = {
    iss: issuer,
    aud: audience,
    sub: 'u-7',
    name: 'Edda Editor',
    exp: seconds() + 60,
    [roleClaim]: 'EDITOR',
  };
  return { ...good, ...given } as JWTPayload;
}

function signed(given: Claims = {}, alg: keyof typeof keys = 'RS256', key: Key | Uint8Array = keys[alg]) {
  return new SignJWT(claims(given)).setProtectedHeader({ alg, kid: alg }).sign(key);
}

const asked = (token: string, query = whoAmI) => ask(query, { authorization: `Bearer ${token}` });

test.each(['RS256', 'ES256', 'EdDSA'] as const)('a JWT signed with %s by a published key is accepted', async (alg) => {
  expect(await asked(await signed({}, alg))).toMatchObject({
    status: 200,
    data: { viewer: { role: 'EDITOR', name: 'Edda Editor' } },
  });
});

test.each<[string, Claims, { role: string; name: string }]>([
  ['a role in small letters', { [roleClaim]: 'writer' }, { role: 'WRITER', name: 'Edda Editor' }],
  ['a role among other names', { [roleClaim]: ['staff', 'Analyst'] }, { role: 'ANALYST', name: 'Edda Editor' }],
  ['this service among others', { aud: ['cms', audience] }, { role: 'EDITOR', name: 'Edda Editor' }],
  [
    'no name but that of the account',
    { name: undefined, preferred_username: 'edda' },
    { role: 'EDITOR', name: 'edda' },
  ],
  ['no name', { name: undefined }, { role: 'EDITOR', name: 'u-7' }],
  ['a name that can’t be stored', { name: 'a\0b' }, { role: 'EDITOR', name: 'u-7' }],
  ['a clock that is 3 s ahead', { nbf: seconds() + 3 }, { role: 'EDITOR', name: 'Edda Editor' }],
])('a JWT with %s is accepted', async (_, given, viewer) => {
  expect(await asked(await signed(given))).toMatchObject({ status: 200, data: { viewer } });
});

test.each<[string, () => Promise<string>, RegExp]>([
  ['of another issuer', () => signed({ iss: 'https://elsewhere.example' }), /"iss"/],
  ['for another service', () => signed({ aud: 'cms' }), /"aud"/],
  ['for no service', () => signed({ aud: undefined }), /"aud"/],
  ['that has expired', () => signed({ exp: seconds() - 60 }), /expired/],
  ['that never expires', () => signed({ exp: undefined }), /"exp"/],
  ['that isn’t valid yet', () => signed({ nbf: seconds() + 60 }), /"nbf"/],
  ['of nobody', () => signed({ sub: undefined }), /"sub"/],
  ['of a blank subject', () => signed({ sub: ' ' }), /"sub"/],
  [
    'without a role',
    () => signed({ [roleClaim]: undefined }),
    /"https:\/\/news\.example\/role" must hold one of READER/,
  ],
  ['with a role that is none', () => signed({ [roleClaim]: 'BOSS' }), /"https:\/\/news\.example\/role"/],
  ['with its role in another claim', () => signed({ [roleClaim]: undefined, role: 'ADMIN' }), /news\.example\/role/],
  ['with an object for a role', () => signed({ [roleClaim]: { toString: 1 } }), /news\.example\/role/],
  ['with objects for roles', () => signed({ [roleClaim]: [{ toString: 1 }, null] }), /news\.example\/role/],
  ['with two roles', () => signed({ [roleClaim]: ['WRITER', 'ADMIN'] }), /news\.example\/role/],
  ['signed by a stranger', () => signed({}, 'RS256', stranger), /not accepted/],
  ['that isn’t signed', async () => new UnsecuredJWT(claims()).encode(), /not accepted/],
  [
    'signed with the public key as if it were a shared secret',
    () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'RS256' })
        .sign(Buffer.from(publicModulus, 'base64url')),
    /not accepted/,
  ],
  [
    'of a key that isn’t published',
    () => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'old' }).sign(keys.RS256),
    /not accepted/,
  ],
  [
    'that was changed after it was signed',
    async () => {
      const [head, , signature] = (await signed()).split('.');
      const claimed = claims({ [roleClaim]: 'ADMIN' });
      return [head, Buffer.from(JSON.stringify(claimed)).toString('base64url'), signature].join('.');
    },
    /not accepted/,
  ],
])('a JWT %s is answered with 401 and the reason', async (_, make, reason) => {
  const { status, headers, errors } = await asked(await make());
  expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer\b/)]);
  expect(errors).toEqual([{ message: expect.stringMatching(reason), extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('a stream that was opened with a JWT ends when the JWT expires', async () => {
  const read = tokenReader({ issuer, audience, keysUrl: `${issuer}/.well-known/jwks.json`, roleClaim });
  const exp = seconds() + 60;
  const viewer = await read(await signed({ exp }));
  const endsAt = new Date((exp + 5) * 1000);
  expect(viewer).toEqual({ role: 'EDITOR', name: 'Edda Editor', id: 'jwt:u-7', endsAt });
  const loaders = createLoaders(newsroom.db);
  expect(await isStillValid(viewer, loaders)).toBe(true);
  expect(await isStillValid({ ...viewer, endsAt: new Date(Date.now() - 1) }, loaders)).toBe(false);
});

test('a provider that doesn’t answer makes its JWTs a 503, while the service’s own tokens work on', async () => {
  const away = bearerService(newsroom.db, { issuer, audience, keysUrl: 'http://127.0.0.1:1/keys', roleClaim });
  const { status, errors } = await away(whoAmI, { authorization: `Bearer ${await signed()}` });
  expect([status, errors?.[0]?.extensions]).toEqual([503, { code: 'UNAVAILABLE' }]);
  expect((await away(whoAmI)).status).toBe(200);
});
