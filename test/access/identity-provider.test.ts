/** JWTs of an identity provider: which signatures and claims are taken, and what happens when its keys can’t be had. */

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { isStillValid } from '../../src/access/access-tokens.ts';
import { RefusedToken, tokenReader } from '../../src/access/identity-provider.ts';
import { KeysUnread, publishedKeys } from '../../src/access/published-keys.ts';
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
let keysUrl: string;
/** How the provider answers whoever asks for its keys. */
let publish: (res: ServerResponse) => unknown;
let asked = 0;

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
  publish = (res) => res.end(JSON.stringify({ keys: published }));
  provider = createServer((req, res) => {
    if (req.url !== '/house/.well-known/jwks.json') res.writeHead(404).end();
    else publish(res);
    asked += 1;
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/house`;
  keysUrl = `${issuer}/.well-known/jwks.json`;
  ask = bearerService(newsroom.db, { issuer, audience, keysUrl, roleClaim });
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

const askedWith = (token: string, query = whoAmI) => ask(query, { authorization: `Bearer ${token}` });

test.each(['RS256', 'ES256', 'EdDSA'] as const)('a JWT signed with %s by a published key is accepted', async (alg) => {
  expect(await askedWith(await signed({}, alg))).toMatchObject({
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
  ['a name that steers terminals', { name: 'a\u001b[2J' }, { role: 'EDITOR', name: 'u-7' }],
  ['a name of which nothing is seen', { name: '\u200b\u2060' }, { role: 'EDITOR', name: 'u-7' }],
  ['a name that reads as another', { name: 'ad\u202enim' }, { role: 'EDITOR', name: 'u-7' }],
  ['a name whose direction is closed', { name: '\u2067עדה\u2069' }, { role: 'EDITOR', name: '\u2067עדה\u2069' }],
  ['a name of turned letters', { name: '\u202enimda\u202c' }, { role: 'EDITOR', name: 'u-7' }],
  ['a clock that is 3 s ahead', { nbf: seconds() + 3 }, { role: 'EDITOR', name: 'Edda Editor' }],
])('a JWT with %s is accepted', async (_, given, viewer) => {
  expect(await askedWith(await signed(given))).toMatchObject({ status: 200, data: { viewer } });
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
  ['with letters that are ours in capitals alone', () => signed({ [roleClaim]: 'ed\u0131tor' }), /news\.example\/role/],
  ['that ends when no calendar goes so far', () => signed({ exp: 1e300 }), /"exp"/],
  ['of a subject that steers terminals', () => signed({ sub: 'a\u001b[2J' }), /"sub"/],
  ['of a subject of which nothing is seen', () => signed({ sub: '\u200b' }), /"sub"/],
  ['of a subject that reads as another', () => signed({ sub: 'ad\u202enim' }), /"sub"/],
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
  const { status, headers, errors } = await askedWith(await make());
  expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer\b/)]);
  expect(errors).toEqual([{ message: expect.stringMatching(reason), extensions: { code: 'UNAUTHENTICATED' } }]);
});

/** Beside the service: with a clock of its own, and what it logs. */
function readerAt(url: string) {
  const log: string[] = [];
  let now = 0;
  const keys = publishedKeys(new URL(url), { warn: (_: unknown, text?: string) => log.push(String(text)) }, () => now);
  const pass = (minutes: number) => {
    now += minutes * 60_000;
  };
  return { read: tokenReader({ issuer, audience, roleClaim }, keys), log, pass };
}

test('a stream that was opened with a JWT ends when the JWT expires', async () => {
  const { read } = readerAt(keysUrl);
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

describe('the keys of a provider', () => {
  const wrongKey = () => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'old' }).sign(keys.RS256);
  let good: typeof publish;
  beforeEach(() => {
    good = publish;
    asked = 0;
  });
  afterEach(() => {
    publish = good;
  });

  test('that is away are good for an hour, and are asked for once in a few seconds, which is logged once', async () => {
    const { read, log, pass } = readerAt(keysUrl);
    await read(await signed());
    publish = (res) => res.writeHead(500).end();
    for (const minutes of [11, 1, 1, 46]) {
      pass(minutes);
      expect(await read(await signed())).toMatchObject({ role: 'EDITOR' });
    }
    pass(2);
    asked = 0;
    for (const token of [await signed(), await wrongKey()]) await expect(read(token)).rejects.toThrow(KeysUnread);
    expect(asked).toBeLessThanOrEqual(1);
    expect(log).toEqual(['The identity provider’s keys could not be read.']);
    publish = good;
    pass(1);
    expect(await read(await signed())).toMatchObject({ role: 'EDITOR' });
  });

  test('aren’t asked for with each token of an unknown one, and are where a key is new', async () => {
    const { read, pass } = readerAt(keysUrl);
    publish = (res) => res.end('{"keys":[]}');
    for (let times = 0; times < 3; times += 1) await expect(read(await signed())).rejects.toThrow(RefusedToken);
    expect(asked).toBe(1);
    publish = good;
    pass(0.5);
    expect(await read(await signed())).toMatchObject({ role: 'EDITOR' });
    expect(asked).toBe(2);
  });

  test.each<[string, typeof publish]>([
    ['more than a provider has', (res) => res.end(`{"keys":[],"x":"${'x'.repeat(300_000)}"}`)],
    ['a page', (res) => res.end('<html>')],
    ['no set', (res) => res.end('{"keys":[null]}')],
    ['a way elsewhere', (res) => res.writeHead(302, { location: keysUrl }).end()],
  ])('that are %s are none', async (_, answer) => {
    publish = answer;
    await expect(readerAt(keysUrl).read(await signed())).rejects.toThrow(KeysUnread);
    expect(asked).toBe(1);
  });

  test('that can’t be used make the tokens that name them bad, and no others', async () => {
    publish = (res) => res.end('{"keys":[{"kty":"RSA","kid":"old","n":"AQAB","e":"AQAB"}]}');
    await expect(readerAt(keysUrl).read(await wrongKey())).rejects.toThrow(RefusedToken);
  });
});
