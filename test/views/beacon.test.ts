/** View beacons over HTTP: every body that browsers send, CORS, and callers who misbehave. */

import { connect } from 'node:net';
import { beforeEach, expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { piece, publish } from '../support/articles.ts';
import { publicUrl, useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';
import { browser, startViews, viewsOf } from '../support/views.ts';

let article: number;
let id: string;
const newsroom = useNewsroom(async (db) => {
  [article] = (await publish(db, [piece('read')])) as [number];
  id = encodeId('Article', article);
});
beforeEach(() => newsroom.db.deleteFrom('article_views').execute());

const counted = async () => Object.values(await viewsOf(newsroom.db, article)).reduce((sum, views) => sum + views, 0);

function form(name: string, value: string | Blob): FormData {
  const data = new FormData();
  data.append('other', 'ä');
  data.append(name, value);
  return data;
}

test.each<[string, () => BodyInit, Record<string, string>?]>([
  ['the bare id as text', () => id],
  ['the id between spaces', () => `\n ${id} `],
  ['JSON as text', () => JSON.stringify({ article: id, more: 1 })],
  ['JSON as JSON', () => new Blob([JSON.stringify({ article: id })], { type: 'application/json' })],
  [
    'JSON called a form',
    () => JSON.stringify({ article: id }),
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['a JSON string', () => JSON.stringify(id)],
  ['URLSearchParams', () => new URLSearchParams({ article: id })],
  ['URLSearchParams with more', () => new URLSearchParams({ page: '1', article: id })],
  ['FormData', () => form('article', id)],
  ['a Blob without a type', () => new Blob([id])],
  ['a Blob of any type', () => new Blob([id], { type: 'image/png' })],
  ['an ArrayBuffer', () => new TextEncoder().encode(id).buffer],
  ['JSON behind a byte order mark', () => `\ufeff${JSON.stringify({ article: id })}`],
])('a beacon as %s is counted', async (_, body, headers) => {
  const { beacon, flush } = await startViews(newsroom.db);
  const response = await beacon(body(), headers);
  expect([response.status, await response.text()]).toEqual([204, '']);
  await flush();
  expect(await counted()).toBe(1);
});

test.each<[string, () => BodyInit]>([
  ['nothing', () => ''],
  ['no id', () => 'article='],
  ['the id of a topic', () => encodeId('Topic', 1)],
  ['a number', () => '{"article": 7}'],
  ['an empty object', () => '{}'],
  ['broken JSON', () => '{"article": '],
  ['null', () => 'null'],
  ['a list', () => `["${id}"]`],
  ['a form without the field', () => form('page', id)],
  ['a form with a file for the field', () => form('article', new Blob([id]))],
  ['another parameter', () => new URLSearchParams({ page: id })],
  ['an id that is too large', () => encodeId('Article', 2_147_483_648)],
])('%s is refused by the field’s name', async (_, body) => {
  const { beacon, flush } = await startViews(newsroom.db);
  const response = await beacon(body());
  expect(response.status).toBe(400);
  expect((await response.json()).errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['article'] });
  await flush();
  expect(await counted()).toBe(0);
});

test('a truncated form, one without a boundary, and bytes that are not UTF-8 are refused', async () => {
  const { beacon } = await startViews(newsroom.db);
  const cut = beacon('--x\r\nContent-Disposition: form-data; name="article"\r\n\r\n', {
    'content-type': 'multipart/form-data; boundary=x',
  });
  expect((await cut).status).toBe(400);
  expect((await beacon(id, { 'content-type': 'multipart/form-data;' })).status).toBe(400);
  expect((await beacon(new Uint8Array([0xff, 0xfe, 0x00]))).status).toBe(400);
});

test('a body above 2 kB is refused, and an endless or broken one does no harm', async () => {
  const { beacon, flush, url } = await startViews(newsroom.db, { REQUEST_TIMEOUT_MS: '100' });
  const long = await beacon('x'.repeat(2_001));
  expect(long.status).toBe(413);
  expect((await long.json()).errors[0].extensions).toEqual({ code: 'BODY_TOO_LARGE', maximum: 2_000 });
  const { hostname, port } = new URL(url);
  const head = `POST /views HTTP/1.1\r\nHost: x\r\nUser-Agent: ${browser}\r\nContent-Length: 100\r\n\r\n${id}`;
  const slow = connect(Number(port), hostname);
  slow.write(head);
  const gone = connect(Number(port), hostname);
  gone.write(head, () => gone.destroy());
  const [answer] = await slow.setEncoding('utf8').take(1).toArray();
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect((await beacon(id)).status).toBe(204);
  await flush();
  expect(await counted()).toBe(1);
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('%s is refused', async (method) => {
  const { url } = await startViews(newsroom.db);
  const response = await fetch(`${url}/views`, { method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
});

const permission = (response: Response) => [
  response.status,
  response.headers.get('access-control-allow-origin'),
  response.headers.get('access-control-allow-credentials'),
];

test('configured origins, the public site and our own pages are allowed, with credentials', async () => {
  const { beacon, url, flush } = await startViews(newsroom.db, { CORS_ORIGINS: 'https://app.example' });
  for (const [index, origin] of ['https://app.example', publicUrl, url].entries()) {
    const response = await beacon(id, { origin, address: `203.0.113.${index}` });
    expect(permission(response)).toEqual([204, origin, 'true']);
  }
  expect(permission(await beacon(id, { address: '203.0.113.9' }))).toEqual([204, null, null]);
  await flush();
  expect(await counted()).toBe(4);
});

test.each(['https://evil.example', 'null', 'http://news.example', 'https://news.example.evil.example'])(
  'pages of %s are refused, and not counted',
  async (origin) => {
    const { beacon, url, flush } = await startViews(newsroom.db, { CORS_ORIGINS: 'https://app.example' });
    const response = await beacon(id, { origin });
    expect(permission(response)).toEqual([403, null, null]);
    expect((await response.json()).errors[0]).toMatchObject({
      message: expect.stringContaining('CORS_ORIGINS'),
      extensions: { code: 'ORIGIN_NOT_ALLOWED' },
    });
    const headers = { origin, 'access-control-request-method': 'POST' };
    expect(permission(await fetch(`${url}/views`, { method: 'OPTIONS', headers }))).toEqual([403, null, null]);
    await flush();
    expect(await counted()).toBe(0);
  },
);

test('with CORS_ORIGINS=* the request’s origin is echoed, since * excludes credentials', async () => {
  const { beacon } = await startViews(newsroom.db, { CORS_ORIGINS: '*' });
  expect(permission(await beacon(id, { origin: 'https://any.example' }))).toEqual([204, 'https://any.example', 'true']);
});

test('the CORS preflight of a JSON beacon is answered', async () => {
  const { url } = await startViews(newsroom.db, { CORS_ORIGINS: 'https://app.example' });
  const response = await fetch(`${url}/views`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  expect(permission(response)).toEqual([204, 'https://app.example', 'true']);
  expect(response.headers.get('access-control-allow-methods')).toBe('POST');
  expect(response.headers.get('access-control-allow-headers')).toMatch(/content-type/i);
  expect(response.headers.get('vary')).toBe('Origin');
});

test('beacons are logged at debug level only, without the sender', async () => {
  const { beacon, lines } = await startViews(newsroom.db);
  await beacon(id);
  await until(() => lines.length > 0, 'its line');
  expect(lines).toEqual([expect.objectContaining({ level: 20, path: '/views', status: 204 })]);
  expect(JSON.stringify(lines)).not.toMatch(/203\.0\.113|Mozilla/);
});
