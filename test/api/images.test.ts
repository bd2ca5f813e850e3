/**
 * Signed URLs of image proxies, compared with those of the products’ documents and libraries, and the field
 * `Image.url`.
 */

import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { createReads } from '../../src/caching/reads.ts';
import { createDatelineYoga } from '../../src/graphql/yoga.ts';
import { cloudinarySignature } from '../../src/images/cloudinary.ts';
import type { ImageProxy, Rendition } from '../../src/images/image-proxy.ts';
import { imgproxySignature } from '../../src/images/imgproxy.ts';
import { renditionUrl } from '../../src/images/rendition.ts';
import { thumborSignature } from '../../src/images/thumbor.ts';
import { reader } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { publicUrl, useNewsroom } from '../support/newsroom.ts';

const imgproxy: ImageProxy = { is: 'imgproxy', url: 'https://img.example', key: '736563726574', salt: '68656C6C6F' };
const thumbor: ImageProxy = { is: 'thumbor', url: 'https://thumbs.example', key: 'my-security-key' };
const cloudinary: ImageProxy = {
  is: 'cloudinary',
  url: 'https://res.cloudinary.com/merrowhaven',
  key: 'an-api-secret',
  hash: 'sha1',
};

const photo = 'https://pictures.example/2026/harbour.jpg';
const withQuery = 'https://pictures.example/p?id=7&v=2~(x)';
const wide: Rendition = { width: 640, height: 360, format: 'avif' };
const narrow: Rendition = { width: 640, height: null, format: null };
const asJpeg: Rendition = { width: null, height: null, format: 'jpeg' };

describe('signatures equal the examples of the products’ documents, for', () => {
  test('imgproxy', () => {
    // https://docs.imgproxy.net/usage/signing_url, "Example": key and salt are "secret" and "hello".
    const path = '/rs:fill:300:400:0/g:sm/aHR0cDovL2V4YW1w/bGUuY29tL2ltYWdl/cy9jdXJpb3NpdHku/anBn.png';
    expect(imgproxySignature({ key: '736563726574', salt: '68656C6C6F' }, path)).toBe(
      'oKfUtW34Dvo2BGQehJFR4Nr0_rIjOtdtzJ3QFsUcXH8',
    );
  });

  test('Thumbor', () => {
    // https://thumbor.readthedocs.io/en/latest/libraries.html, "Library Tests - Scenarios", scenario 1.
    const path = '300x200/my.server.com/some/path/to/image.jpg';
    expect(thumborSignature({ key: 'my-security-key' }, path)).toBe('8ammJH8D-7tXy6kU3lTvoXlhu4o=');
  });

  test('Cloudinary', () => {
    // The tests of Cloudinary's libraries, such as cloudinary_npm's test/cloudinary_spec.js, "should sign fetch URL".
    // What the version is isn't signed.
    const path = 'http://google.com/path/to/image.png';
    expect(cloudinarySignature({ key: 'b', hash: 'sha1' }, path)).toBe('hH_YcbiS');
  });
});

describe('URLs equal those of the products’ libraries, for', () => {
  test.each([
    // No library spells options as shortly; what they do is at https://docs.imgproxy.net/usage/processing.
    [photo, wide, '/rs:fill:640:360:1/g:sm/aHR0cHM6Ly9waWN0dXJlcy5leGFtcGxlLzIwMjYvaGFyYm91ci5qcGc.avif'],
    [withQuery, narrow, '/rs:fit:640:0:1/aHR0cHM6Ly9waWN0dXJlcy5leGFtcGxlL3A_aWQ9NyZ2PTJ-KHgp'],
    [
      photo,
      { ...narrow, width: null, height: 90 },
      '/rs:fit:0:90:1/aHR0cHM6Ly9waWN0dXJlcy5leGFtcGxlLzIwMjYvaGFyYm91ci5qcGc',
    ],
    [photo, asJpeg, '/aHR0cHM6Ly9waWN0dXJlcy5leGFtcGxlLzIwMjYvaGFyYm91ci5qcGc.jpg'],
  ])('imgproxy: %s %o', (source, rendition, path) => {
    expect(renditionUrl(imgproxy, source, rendition)).toBe(
      `https://img.example/${imgproxySignature(imgproxy, path)}${path}`,
    );
  });

  // Made with thumbor 0.1.5 of npm.
  test.each([
    [
      photo,
      wide,
      'https://thumbs.example/H_OJgzD6sKepRdcT6mEpeDa1av4=/640x360/smart/filters:format(avif)/https%3A%2F%2Fpictures.example%2F2026%2Fharbour.jpg',
    ],
    [
      withQuery,
      narrow,
      'https://thumbs.example/jzk1NyBE9SMNh5J1zdKjD1nSRf4=/640x0/https%3A%2F%2Fpictures.example%2Fp%3Fid%3D7%26v%3D2~(x)',
    ],
    [
      photo,
      asJpeg,
      'https://thumbs.example/wwhI52svRxIxyNTDz9z3TVz9Dwk=/filters:format(jpeg)/https%3A%2F%2Fpictures.example%2F2026%2Fharbour.jpg',
    ],
  ])('Thumbor: %s %o', (source, rendition, url) => {
    expect(renditionUrl(thumbor, source, rendition)).toBe(url);
  });

  // Made with cloudinary 2.11.0 of npm, with and without `long_url_signature`.
  test.each([
    [
      photo,
      wide,
      'sha1',
      'https://res.cloudinary.com/merrowhaven/image/fetch/s--YKHhVxpx--/c_fill,f_avif,g_auto,h_360,w_640/https://pictures.example/2026/harbour.jpg',
    ],
    [
      withQuery,
      narrow,
      'sha1',
      'https://res.cloudinary.com/merrowhaven/image/fetch/s--ui2cKTmE--/c_scale,w_640/https://pictures.example/p%3Fid%3D7%26v%3D2%7E%28x%29',
    ],
    [
      photo,
      asJpeg,
      'sha1',
      'https://res.cloudinary.com/merrowhaven/image/fetch/s--ftc6nrvV--/f_jpg/https://pictures.example/2026/harbour.jpg',
    ],
    [
      photo,
      wide,
      'sha256',
      'https://res.cloudinary.com/merrowhaven/image/fetch/s--97uDCh5EQPrRFAScZfArhHUCKXqybwhX--/c_fill,f_avif,g_auto,h_360,w_640/https://pictures.example/2026/harbour.jpg',
    ],
    [
      withQuery,
      narrow,
      'sha256',
      'https://res.cloudinary.com/merrowhaven/image/fetch/s--UgOmMPOt7HTwDXq1Ihb8zPsRCtezbRZ9--/c_scale,w_640/https://pictures.example/p%3Fid%3D7%26v%3D2%7E%28x%29',
    ],
  ] as const)('Cloudinary: %s %o %s', (source, rendition, hash, url) => {
    expect(renditionUrl({ ...cloudinary, hash }, source, rendition)).toBe(url);
  });

  test.each([imgproxy, thumbor, cloudinary])('$is is asked for neither SVGs nor unchanged originals', (proxy) => {
    const drawing = `${publicUrl}/images/placeholder.svg`;
    expect(renditionUrl(proxy, drawing, wide)).toBe(drawing);
    expect(renditionUrl(proxy, photo, { width: null, height: null, format: null })).toBe(photo);
  });
});

describe('Image.url', () => {
  const newsroom = useNewsroom(async (db) => {
    const ids = await publish(
      db,
      ['own.jpg', 'drawn.svg', null].map((url) => piece(`Picture ${url}`)),
    );
    const urls = ['/images/own.jpg', '/images/demo/drawn.svg', null];
    await db
      .insertInto('lead_image')
      .values(ids.map((article_id, place) => ({ article_id, url: urls[place] ?? null })))
      .execute();
  });

  async function urls(imageProxy: ImageProxy | undefined, given = '', variables = {}) {
    const { db } = newsroom;
    const yoga = createDatelineYoga({
      config: { requestTimeoutMs: 20_000, isIntrospectionOn: true },
      logger: pino({ level: 'silent' }),
      schema,
      createContext: () => ({
        db,
        loaders: createLoaders(db),
        reads: createReads(),
        viewer: reader,
        publicUrl,
        imageProxy,
      }),
    });
    const query = `query ($n: Int) { articles(first: 3, orderBy: { field: PUBLISHED_AT, direction: ASC }) {
      nodes { headline leadImage { url${given} } } } }`;
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: given.includes('$n') ? query : query.replace('($n: Int)', ''), variables }),
    });
    const { data, errors } = (await response.json()) as {
      data: { articles: { nodes: { headline: string; leadImage: { url: string } | null }[] } } | null;
      errors?: { path: unknown; extensions: object; message: string }[];
    };
    const byName = data?.articles.nodes.map(({ headline, leadImage }) => [headline, leadImage?.url]).sort();
    return { urls: byName?.map(([, url]) => url), error: errors?.[0] };
  }

  const plain = [
    `${publicUrl}/images/demo/drawn.svg`,
    `${publicUrl}/images/placeholder.svg`,
    `${publicUrl}/images/own.jpg`,
  ];

  test('is the original address without a proxy, and without arguments', async () => {
    expect((await urls(undefined)).urls).toEqual(plain);
    expect((await urls(undefined, '(width: 640, height: 360, format: AVIF)')).urls).toEqual(plain);
    expect((await urls(thumbor)).urls).toEqual(plain);
    expect((await urls(thumbor, '(width: null, format: null)')).urls).toEqual(plain);
  });

  test('is a signed URL for photos, made of their absolute address; SVGs keep their address', async () => {
    const signed = renditionUrl(cloudinary, `${publicUrl}/images/own.jpg`, wide);
    expect(signed).toContain('/https://news.example/images/own.jpg');
    const { urls: given } = await urls(cloudinary, '(width: 640, height: 360, format: AVIF)');
    expect(given).toEqual([plain[0], plain[1], signed]);
  });

  test.each(['AVIF', 'WEBP', 'JPEG', 'PNG'])('asks the proxy for the format %s', async (format) => {
    const { urls: given } = await urls(thumbor, `(format: ${format})`);
    expect(given?.[2]).toContain(`/filters:format(${format.toLowerCase()})/`);
  });

  test.each([
    ['width', 0],
    ['width', 4001],
    ['height', -1],
    ['height', 2_000_000_000],
  ])('%s: %i is refused by the argument’s name, with a proxy and without', async (argument, n) => {
    for (const proxy of [undefined, imgproxy]) {
      const { error } = await urls(proxy, `(${argument}: $n)`, { n });
      expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: [argument] });
      expect(error?.message).toContain(`\`${argument}\` must be from 1 to 4000`);
    }
    expect((await urls(imgproxy, `(${argument}: $n)`, { n: 4000 })).error).toBeUndefined();
  });
});
