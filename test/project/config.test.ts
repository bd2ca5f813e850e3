/** Configuration from environment variables: defaults, validation, and secrets that are not printed. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InvalidConfig, readConfig, settings } from '../../src/config.ts';
import { root } from '../support/documents.ts';

function complaintsAbout(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidConfig);
    return (error as InvalidConfig).message;
  }
  throw new Error('the configuration was taken');
}

test('every variable stands in .env.example, with its default and what it does', async () => {
  const example = await readFile(join(root, '.env.example'), 'utf8');
  for (const { name, standard, description } of settings) {
    const held = /[\s#"']/.test(standard) ? JSON.stringify(standard) : standard;
    expect(example).toContain(`# ${description}\n#${name}=${held}\n`);
  }
  const named = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
  const ofTheSite = ['SITE_PORT', 'SITE_HOST', 'SITE_URL', 'DATELINE_URL', 'IMAGE_ORIGINS'];
  expect(named.toSorted()).toEqual([...settings.map(({ name }) => name), ...ofTheSite].toSorted());
});

describe('configuration', () => {
  test('of an empty environment is the defaults', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      workers: 1,
      dataDir: '.dateline',
      databaseUrl: undefined,
      databaseDirectUrl: undefined,
      databaseReplicaUrls: [],
      databasePoolSize: 10,
      databaseQueue: 200,
      databaseQueueMs: 3000,
      publicUrl: 'http://localhost:4000',
      siteName: 'Dateline',
      websubHub: undefined,
      isDemo: true,
      corsOrigins: ['loopback'],
      trustedProxies: [],
      addressCostBudget: 60_000_000,
      tokenCostBudget: 60_000_000,
      logLevel: 'info',
      slowOperationMs: 1000,
      metrics: undefined,
      statementTimeoutMs: 4000,
      requestTimeoutMs: 5000,
      streamLimits: { most: 5_000, mostPerToken: 2_500, mostPerAddress: 2_500 },
      isGraphiqlOn: true,
      isIntrospectionOn: true,
      isMcpOn: true,
      insightsRole: 'READER',
      operationMode: 'open',
      cacheBytes: 64_000_000,
      staleIfErrorSeconds: 60,
      cacheTagHeader: 'Cache-Tag',
      cdn: undefined,
      imageProxy: undefined,
      mayImportPrivately: false,
      mayCallPrivately: false,
      identityProvider: undefined,
    });
  });

  test('of a blank variable is its default', () => {
    expect(readConfig(Object.fromEntries(settings.map(({ name }) => [name, '  '])))).toEqual(readConfig({}));
  });

  test('reads every variable', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      WORKERS: '3',
      DATA_DIR: '/var/lib/dateline',
      DATABASE_URL: 'postgres://desk:secret@db.example/news',
      DATABASE_DIRECT_URL: 'postgres://desk:secret@primary.example/news',
      DATABASE_REPLICA_URLS: 'postgres://desk@one.example/news, postgres://desk@two.example/news',
      DATABASE_POOL_SIZE: '3',
      DATABASE_QUEUE: '50',
      DATABASE_QUEUE_MS: '700',
      STALE_IF_ERROR_S: '30',
      PUBLIC_URL: 'https://api.news.example/content/',
      SITE_NAME: 'The Harbour Courier',
      WEBSUB_HUB: 'https://hub.example/',
      DEMO: 'off',
      CORS_ORIGINS: 'https://news.example, http://localhost:3000',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,2001:db8::1',
      COST_BUDGET: '0',
      TOKEN_COST_BUDGET: '50000',
      LOG_LEVEL: 'silent',
      SLOW_OPERATION_MS: '300',
      METRICS_PORT: '9464',
      METRICS_HOST: '::1',
      METRICS_TOKEN: 'hunter2-is-too-short',
      STATEMENT_TIMEOUT_MS: '100',
      REQUEST_TIMEOUT_MS: '200',
      MAX_STREAMS: '30',
      MAX_STREAMS_PER_TOKEN: '20',
      MAX_STREAMS_PER_ADDRESS: '10',
      GRAPHIQL: 'off',
      INTROSPECTION: 'off',
      MCP: 'off',
      INSIGHTS: 'analysts',
      OPERATIONS: 'listed',
      CACHE_MB: '1',
      CACHE_TAG_HEADER: 'Edge-Cache-Tag',
      CDN: 'http',
      PURGE_URL: 'http://127.0.0.1:8081/purge?zone=1',
      PURGE_TOKEN: 'hunter2',
      IMAGE_PROXY: 'thumbor',
      IMAGE_PROXY_URL: 'https://thumbs.example/',
      IMAGE_PROXY_KEY: 'hunter2',
      IMPORT_ALLOW_PRIVATE: 'on',
      WEBHOOK_ALLOW_PRIVATE: 'on',
      JWT_ISSUER: 'https://id.example/',
      JWT_AUDIENCE: 'dateline',
      JWT_JWKS_URL: 'https://id.example/keys?p=1',
      JWT_ROLE_CLAIM: 'https://news.example/role',
    });
    expect(config).toEqual({
      port: 0,
      host: '::1',
      workers: 3,
      dataDir: '/var/lib/dateline',
      databaseUrl: 'postgres://desk:secret@db.example/news',
      databaseDirectUrl: 'postgres://desk:secret@primary.example/news',
      databaseReplicaUrls: ['postgres://desk@one.example/news', 'postgres://desk@two.example/news'],
      databasePoolSize: 3,
      databaseQueue: 50,
      databaseQueueMs: 700,
      staleIfErrorSeconds: 30,
      publicUrl: 'https://api.news.example/content',
      siteName: 'The Harbour Courier',
      websubHub: 'https://hub.example/',
      isDemo: false,
      corsOrigins: ['https://news.example', 'http://localhost:3000'],
      trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::1'],
      addressCostBudget: 0,
      tokenCostBudget: 50_000,
      logLevel: 'silent',
      slowOperationMs: 300,
      metrics: { port: 9464, host: '::1', token: 'hunter2-is-too-short' },
      statementTimeoutMs: 100,
      requestTimeoutMs: 200,
      streamLimits: { most: 30, mostPerToken: 20, mostPerAddress: 10 },
      isGraphiqlOn: false,
      isIntrospectionOn: false,
      isMcpOn: false,
      insightsRole: 'ANALYST',
      operationMode: 'listed',
      cacheBytes: 1_000_000,
      cacheTagHeader: 'Edge-Cache-Tag',
      cdn: { is: 'http', url: 'http://127.0.0.1:8081/purge?zone=1', token: 'hunter2' },
      imageProxy: { is: 'thumbor', url: 'https://thumbs.example', key: 'hunter2' },
      mayImportPrivately: true,
      mayCallPrivately: true,
      identityProvider: {
        issuer: 'https://id.example/',
        audience: 'dateline',
        keysUrl: 'https://id.example/keys?p=1',
        roleClaim: 'https://news.example/role',
      },
    });
  });

  test('derives the public address from the port', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  test('encodes the public address for headers', () => {
    expect(readConfig({ PUBLIC_URL: 'https://Wiadomości.example/łódź' }).publicUrl).toBe(
      'https://xn--wiadomoci-11b.example/%C5%82%C3%B3d%C5%BA',
    );
  });

  test('names every wrong variable, with its value and what is allowed', () => {
    const lines = complaintsAbout({ PORT: '70000', DEMO: 'yes', LOG_LEVEL: 'loud', HOST: 'my host' }).split('\n');
    expect(lines).toEqual([
      'PORT is "70000": it must be a whole number from 0 to 65535.',
      'HOST is "my host": it must be a host name or an IP address.',
      'DEMO is "yes": it must be on or off.',
      expect.stringMatching(/^LOG_LEVEL is "loud": it must be one of fatal, .*silent\.$/),
    ]);
  });

  test.each(['-1', '4000.5', '0x10', '4e3', 'http'])('refuses the port %s', (port) => {
    expect(complaintsAbout({ PORT: port })).toContain('PORT');
  });

  test.each([
    'news.example',
    'https://news.example/',
    'https://news.example/path',
    'https://NEWS.example',
    'https://user@news.example',
    'ftp://news.example',
    'https://a.example,nonsense',
    '*,https://a.example',
    'capacitor://localhost/',
    'capacitor://user@localhost',
    'Capacitor://localhost',
    'capacitor:localhost',
    'file://localhost',
    'htps://news.example',
    'https+x://news.example',
    'localhost://3000',
    'mailto://desk',
    'postgres://secret',
    'app://..',
    'capacitor://localhost:99999',
    'null',
  ])('refuses the origin %s, which would never match', (origin) => {
    expect(complaintsAbout({ CORS_ORIGINS: origin })).toContain('CORS_ORIGINS');
  });

  test.each([
    'capacitor://localhost',
    'ionic://localhost',
    'tauri://localhost',
    'app://obsidian.md',
    'app://-',
    'com.example.reader://localhost',
    'chrome-extension://fmkadmapgofadopljbjfkapdkoienihi',
    'moz-extension://6b0dbd9a-5c0e-4f2b-8a5e-1f4f3c0d2a10',
  ])('takes the origin %s of an app', (origin) => {
    expect(readConfig({ CORS_ORIGINS: `https://a.example, ${origin}` }).corsOrigins).toEqual([
      'https://a.example',
      origin,
    ]);
  });

  test.each(['mysql://localhost/news', 'postgres://', 'desk:secret@db.example'])(
    'refuses the database address %s without printing it',
    (address) => {
      const complaint = complaintsAbout({ DATABASE_URL: address });
      expect(complaint).toContain('DATABASE_URL');
      expect(complaint).not.toContain('secret');
    },
  );

  test.each(['news.example', 'https://news.example/?a=1', 'https://a:b@news.example'])(
    'refuses the public address %s',
    (address) => {
      expect(complaintsAbout({ PUBLIC_URL: address })).toContain('PUBLIC_URL');
    },
  );

  test.each(['proxy.example', '10.0.0.0/33', '300.1.1.1', '10.0.0.1,*'])(
    'refuses the trusted proxies %s',
    (proxies) => {
      expect(complaintsAbout({ TRUSTED_PROXIES: proxies })).toContain('TRUSTED_PROXIES');
    },
  );

  test('derives the address of an identity provider’s keys from its issuer', () => {
    const { identityProvider } = readConfig({ JWT_ISSUER: 'https://id.example/house/', JWT_AUDIENCE: 'dateline' });
    expect(identityProvider).toEqual({
      issuer: 'https://id.example/house/',
      audience: 'dateline',
      keysUrl: 'https://id.example/house/.well-known/jwks.json',
      roleClaim: 'role',
    });
  });

  test('refuses an identity provider without audience or without issuer', () => {
    expect(complaintsAbout({ WORKERS: '2' })).toMatch(/^WORKERS is "2": it must be 1, or auto, without DATABASE_URL/);
    expect(readConfig({ WORKERS: 'auto' }).workers).toBe(1);
    expect(complaintsAbout({ DATABASE_DIRECT_URL: 'postgres://db.example/news' })).toMatch(
      /^DATABASE_URL is .*must be set/,
    );
    expect(complaintsAbout({ DATABASE_REPLICA_URLS: 'postgres://one.example/news' })).toMatch(
      /^DATABASE_URL is .*must be set/,
    );
    expect(complaintsAbout({ DATABASE_REPLICA_URLS: 'one.example' })).toContain('DATABASE_REPLICA_URLS');
    expect(complaintsAbout({ JWT_ISSUER: 'https://id.example' })).toMatch(/^JWT_AUDIENCE is "": it must be set/);
    expect(complaintsAbout({ JWT_AUDIENCE: 'dateline' })).toMatch(/^JWT_ISSUER is "": it must be set/);
    expect(complaintsAbout({ JWT_ISSUER: 'https://who:secret@id.example', JWT_AUDIENCE: 'x' })).not.toContain('secret');
  });

  test('has each CDN’s API address and tag header', () => {
    const fastly = { CDN: 'fastly', FASTLY_SERVICE_ID: 'SvC1', FASTLY_TOKEN: 'hunter2', FASTLY_SOFT_PURGE: 'on' };
    expect(readConfig(fastly)).toMatchObject({
      cacheTagHeader: 'Surrogate-Key',
      cdn: { is: 'fastly', apiUrl: 'https://api.fastly.com', serviceId: 'SvC1', token: 'hunter2', isSoft: true },
    });
    const cloudflare = { CDN: 'cloudflare', CLOUDFLARE_ZONE_ID: 'z1', CLOUDFLARE_TOKEN: 'hunter2' };
    expect(readConfig(cloudflare)).toMatchObject({
      cacheTagHeader: 'Cache-Tag',
      cdn: { is: 'cloudflare', apiUrl: 'https://api.cloudflare.com/client/v4', zoneId: 'z1', token: 'hunter2' },
    });
    const proxied = readConfig({ ...fastly, CDN_API_URL: 'http://proxy.example/fastly/' });
    expect(proxied.cdn).toMatchObject({ apiUrl: 'http://proxy.example/fastly' });
  });

  test('refuses incomplete or foreign settings of a CDN without printing its token', () => {
    expect(complaintsAbout({ CDN: 'fastly', FASTLY_SERVICE_ID: 'x' })).toBe(
      'FASTLY_TOKEN is "": it must be set with CDN=fastly.',
    );
    expect(complaintsAbout({ CDN: 'http' })).toMatch(/^PURGE_URL is "": it must be set with CDN=http/);
    expect(complaintsAbout({ CLOUDFLARE_TOKEN: 'hunter2' })).toBe(
      'CDN is "none": it must be cloudflare where CLOUDFLARE_TOKEN is set.',
    );
    expect(complaintsAbout({ CDN: 'http', PURGE_URL: 'http://a.example', CDN_API_URL: 'http://b.example' })).toContain(
      'CDN is "http": it must be fastly or cloudflare where CDN_API_URL is set.',
    );
    const odd = complaintsAbout({ CDN: 'http', PURGE_URL: 'http://who:hunter2@a.example', PURGE_TOKEN: 'hunter2 x' });
    expect(odd).toMatch(/^PURGE_URL is wrong[\s\S]*PURGE_TOKEN is wrong/);
    expect(odd).not.toContain('hunter2');
  });

  test('describes every variable in one sentence', () => {
    for (const { name, description } of settings) expect(description, name).toMatch(/^[A-Z].*\.$/);
  });
});
