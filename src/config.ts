/** Configuration from environment variables: each with its default, its validation, and one sentence for people. */

import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { IdentityProvider } from './access/identity-provider.ts';
import { type TraceSettings, traceProblems, traceSettingsOf } from './diagnostics/trace-settings.ts';
import { defaultLimits } from './graphql/limits/limits.ts';
import { type OperationMode, operationModes } from './graphql/persisted/registry.ts';
import { trustOf } from './http/client-address.ts';
import { isLoopback } from './http/cors.ts';
import type { ImageProxy } from './images/image-proxy.ts';
import { imageProxies, imageProxyOf, imageProxyProblems } from './images/settings.ts';
import type { Cdn } from './purging/cdn.ts';
import { cdnOf, cdnProblems, cdns } from './purging/settings.ts';
import type { Role } from './roles.ts';
import { defaultStreamLimits, type StreamLimits } from './streams/open-streams.ts';

/** The service's configuration, checked and with every default filled in. */
export interface Config {
  /** 0 asks the system for any free port. */
  readonly port: number;
  readonly host: string;
  /** Processes that share the port. */
  readonly workers: number;
  /** Folder of the embedded Postgres, used when there is no `databaseUrl`. */
  readonly dataDir: string;
  /** Holds a password: never log or print it. */
  readonly databaseUrl: string | undefined;
  /** Where `databaseUrl` is a pooler's in transaction mode: the server's own. */
  readonly databaseDirectUrl: string | undefined;
  /** Of streaming replicas, which answer readers. */
  readonly databaseReplicaUrls: readonly string[];
  readonly databasePoolSize: number;
  /** Readers that may wait for a connection, and as many writers. */
  readonly databaseQueue: number;
  readonly databaseQueueMs: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Title of feeds, and the publication's name in the news sitemap. */
  readonly siteName: string;
  /** Undefined where feeds name no WebSub hub. */
  readonly websubHub: string | undefined;
  readonly isDemo: boolean;
  /** Bare origins and `loopback`, or `*` alone. */
  readonly corsOrigins: readonly string[];
  /** Addresses, CIDR ranges, `loopback`, `linklocal` or `uniquelocal`. */
  readonly trustedProxies: readonly string[];
  /** Cost units a minute of one address, for whoever shows no token; 0 for no limit. */
  readonly addressCostBudget: number;
  /** Cost units a minute of one token; 0 for no limit. */
  readonly tokenCostBudget: number;
  readonly logLevel: LogLevel;
  /** An execution that takes so long is logged; 0 for none. */
  readonly slowOperationMs: number;
  /** Undefined where nobody measures. */
  readonly metrics: MetricsPlace | undefined;
  /** By OpenTelemetry's standard variables. Undefined where nothing is traced. */
  readonly tracing: TraceSettings | undefined;
  readonly statementTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly streamLimits: StreamLimits;
  readonly isGraphiqlOn: boolean;
  readonly isIntrospectionOn: boolean;
  /** Whether assistants are served at /mcp. */
  readonly isMcpOn: boolean;
  /** The least role that is told insights. */
  readonly insightsRole: Role;
  /** Whose texts of operations are taken, beside listed ones. */
  readonly operationMode: OperationMode;
  /** Of readers' responses that are cached in the process; 0 for none. */
  readonly cacheBytes: number;
  /** Seconds beyond their time in which they are sent while the database is away; 0 for never. */
  readonly staleIfErrorSeconds: number;
  /** Name of the header that tells caches the tags of an answer. */
  readonly cacheTagHeader: string;
  /** Undefined where no CDN is purged. */
  readonly cdn: Cdn | undefined;
  /** Undefined where pictures have no other address than their own. */
  readonly imageProxy: ImageProxy | undefined;
  readonly mayImportPrivately: boolean;
  /** Whether webhooks may lead to private networks. */
  readonly mayCallPrivately: boolean;
  /** Undefined where only this service's own tokens are taken. */
  readonly identityProvider: IdentityProvider | undefined;
}

/** Where metrics are. */
export interface MetricsPlace {
  /** A port of their own; undefined for `/metrics` beside the API. */
  readonly port: number | undefined;
  /** Of that port. */
  readonly host: string;
  /** Bearer token that whoever reads them shows; undefined for none. */
  readonly token: string | undefined;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The environment asks for what can't be; the message has one line for each wrong variable. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

function wholeNumber(minimum: number, maximum: number) {
  const allowed = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, allowed);
}

/** Whatever may be asked at all must be affordable. */
const costBudget = wholeNumber(0, 999_999_999).refine(
  (value) => value === 0 || value >= defaultLimits.maxCost,
  `must be 0, for no limit, or at least ${defaultLimits.maxCost}, the most that one operation may cost`,
);

const onOrOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on');

const databaseUrl = z
  .string()
  .refine((text) => text === '' || isDatabaseUrl(text), 'must begin with postgres:// or postgresql:// and name a host')
  .transform((text) => text || undefined);

/** Each is asked four times a second by each process. */
const MAX_REPLICAS = 16;
const databaseUrls = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((url) => url !== ''))
  .refine(
    (all) => all.every(isDatabaseUrl),
    'must be addresses that begin with postgres:// or postgresql://, with commas between',
  )
  .refine((all) => all.length <= MAX_REPLICAS, `must be ${MAX_REPLICAS} at the most`);

function isDatabaseUrl(text: string): boolean {
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text);
}

function isBareAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !/[?#]/.test(text) && !url.username && !url.password;
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
}

/** A browser sends an origin without a path, so one with a path would silently never match. */
function isOrigin(text: string): boolean {
  return (
    text === '*' ||
    text === 'loopback' ||
    text === 'none' ||
    (isBareAddress(text) && URL.parse(text)?.origin === text) ||
    isAppsOrigin(text)
  );
}

/** Of an app or a browser's extension, which sends it as it stands: "capacitor://localhost", "chrome-extension://…". */
function isAppsOrigin(text: string): boolean {
  const [, scheme = '', port = '0'] = /^([a-z][a-z\d+.-]*):\/\/[a-z\d_-][a-z\d._-]*(?::(\d{1,5}))?$/.exec(text) ?? [];
  return appSchemes.test(scheme) && Number(port) <= MAX_PORT;
}

const MAX_PORT = 65_535;
/** Those that are known, and names of one's own as they are registered, a domain backwards: any other may be https with a slip. */
const appSchemes =
  /^(?:capacitor|ionic|tauri|electron|app|asset|wry|(?:chrome|moz|safari-web|ms-browser)-extension|vscode-webview|[a-z][a-z\d-]+(?:\.[a-z\d-]+){2,})$/;

const list = z.string().transform((text) => text.split(',').flatMap((part) => part.trim() || []));

const origins = list
  .refine(
    (all) => all.every(isOrigin),
    'must be bare origins such as https://news.example or capacitor://localhost, with commas between, loopback, or *',
  )
  .refine(
    (all) => all.length <= 1 || !(all.includes('*') || all.includes('none')),
    'must be either * or none alone or a list of origins',
  );

function areProxies(names: readonly string[]): boolean {
  try {
    trustOf(names);
    return true;
  } catch {
    return false;
  }
}

const cdnId = z.string().regex(/^[A-Za-z0-9]{0,100}$/, 'must be letters and digits');
const secret = z.string().regex(/^[!-~]{0,1000}$/, 'must be printable ASCII without spaces');

function setting<Shape extends z.ZodType>(shape: Shape, standard: string, description: string) {
  return { shape, standard, description };
}

const table = {
  PORT: setting(wholeNumber(0, 65_535), '4000', 'Port to listen on; 0 takes any free one.'),
  HOST: setting(
    z.string().regex(/^[\w.:-]+$/, 'must be a host name or an IP address'),
    '127.0.0.1',
    'Address to listen on; 0.0.0.0 is reachable from other machines.',
  ),
  WORKERS: setting(
    z.string().regex(/^(auto|[1-9]\d?)$/, 'must be auto, or a whole number from 1 to 99'),
    '1',
    'Processes that share the port, on a Postgres server; auto takes one for each processor. Each has its own cache, connections and streams.',
  ),
  DATA_DIR: setting(z.string(), '.dateline', 'Folder of the embedded Postgres, used when DATABASE_URL is not set.'),
  DATABASE_URL: setting(databaseUrl, '', 'Address of a Postgres server; without it an embedded Postgres is used.'),
  DATABASE_DIRECT_URL: setting(
    databaseUrl,
    '',
    'Address of the server itself, where DATABASE_URL is a pooler’s in transaction mode (PgBouncer): for LISTEN, migrations and commands.',
  ),
  DATABASE_REPLICA_URLS: setting(
    databaseUrls,
    '',
    'Addresses of streaming replicas of DATABASE_URL, with commas between, which answer readers as long as they have all that is known; each has a pool of DATABASE_POOL_SIZE.',
  ),
  DATABASE_POOL_SIZE: setting(
    wholeNumber(1, 1_000),
    '10',
    'Most connections to the Postgres server at once: a third, three at the most, are pipelined for hot reads; of the rest writers leave readers a third.',
  ),
  DATABASE_QUEUE: setting(
    wholeNumber(0, 100_000),
    '200',
    'Most statements of readers that wait for a connection, and transactions of writers; more are refused with 503.',
  ),
  DATABASE_QUEUE_MS: setting(
    wholeNumber(1, 600_000),
    '3000',
    'Milliseconds that one waits for a connection before it is refused with 503.',
  ),
  PUBLIC_URL: setting(
    z
      .string()
      .refine((text) => text === '' || isBareAddress(text), 'must be an http:// or https:// address without ? or #')
      // As headers and XML need it: without letters that a URL has to spell otherwise.
      .transform((text) => URL.parse(text)?.href.replace(/(?<!\/)\/+$/, '') ?? ''),
    '',
    'Address that readers see in links and feeds; http://localhost:<PORT> if not set.',
  ),
  SITE_NAME: setting(
    z.string().max(200, 'must have at most 200 characters'),
    'Dateline',
    'Name of the publication, in feeds and the news sitemap.',
  ),
  WEBSUB_HUB: setting(
    z
      .string()
      .refine((text) => text === '' || isWebAddress(text), 'must be an http:// or https:// address')
      .transform((text) => URL.parse(text)?.href),
    '',
    'Address of the WebSub hub that feeds name, and that is told when they change; none if not set.',
  ),
  DEMO: setting(onOrOff, 'on', 'Whether an empty database is filled with a demo newsroom.'),
  CORS_ORIGINS: setting(
    origins,
    '',
    'Origins whose browser pages or apps (`capacitor://localhost`) may call the API, with commas between; `*` for all, `loopback` for this machine’s (so while HOST and PUBLIC_URL are), `none`.',
  ),
  TRUSTED_PROXIES: setting(
    list.refine(areProxies, 'must be addresses or ranges such as 10.0.0.0/8, or loopback, with commas between'),
    '',
    'Proxies before it, whose X-Forwarded-For names the reader: addresses, CIDR ranges, loopback.',
  ),
  COST_BUDGET: setting(
    costBudget,
    '60000000',
    'Cost units a minute that one address may spend without a token, what is cached aside; 0 is no limit, nor one of wrong tokens.',
  ),
  TOKEN_COST_BUDGET: setting(costBudget, '60000000', 'Cost units a minute that one token may spend; 0 is no limit.'),
  LOG_LEVEL: setting(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`), 'info', 'Least serious log line.'),
  SLOW_OPERATION_MS: setting(
    wholeNumber(0, 600_000),
    '1000',
    'Milliseconds from which on an operation is logged as slow, by name and hash; 0 logs none.',
  ),
  METRICS_PORT: setting(
    z
      .string()
      .regex(/^\d{0,5}$/, 'must be a whole number from 0 to 65535')
      .transform((text) => (text === '' ? undefined : Number(text)))
      .refine((port) => port === undefined || port <= 65_535, 'must be a whole number from 0 to 65535'),
    '',
    'Port of its own for /metrics, for Prometheus; without it they are off, or beside the API with METRICS_TOKEN.',
  ),
  METRICS_HOST: setting(
    z.string().regex(/^[\w.:-]+$/, 'must be a host name or an IP address'),
    '127.0.0.1',
    'Address that METRICS_PORT listens on.',
  ),
  METRICS_TOKEN: setting(
    secret.refine((text) => text === '' || text.length >= 16, 'must have at least 16 characters'),
    '',
    'Bearer token that whoever reads /metrics must show.',
  ),
  STATEMENT_TIMEOUT_MS: setting(wholeNumber(1, 600_000), '4000', 'Milliseconds after which Postgres ends a statement.'),
  REQUEST_TIMEOUT_MS: setting(wholeNumber(1, 600_000), '5000', 'Milliseconds after which a request is given up.'),
  MAX_STREAMS: setting(
    wholeNumber(0, 1_000_000),
    String(defaultStreamLimits.most),
    'Most streams (subscriptions, live tags) open in a process; more are refused with 503.',
  ),
  MAX_STREAMS_PER_TOKEN: setting(
    wholeNumber(0, 1_000_000),
    String(defaultStreamLimits.mostPerToken),
    'Most streams open with one token; more are refused with 429.',
  ),
  MAX_STREAMS_PER_ADDRESS: setting(
    wholeNumber(0, 1_000_000),
    String(defaultStreamLimits.mostPerAddress),
    'Most streams open from one address without a token; more are refused with 429.',
  ),
  GRAPHIQL: setting(onOrOff, 'on', 'Whether browsers find GraphiQL at /graphql.'),
  INTROSPECTION: setting(onOrOff, 'on', 'Whether the schema may be read through the API.'),
  MCP: setting(onOrOff, 'on', 'Whether assistants are served at /mcp, by the Model Context Protocol.'),
  INSIGHTS: setting(
    z.enum(['open', 'analysts'], 'must be open or analysts'),
    'open',
    'Who is told insights: open tells whoever may read, analysts only the role ANALYST and above.',
  ),
  OPERATIONS: setting(
    z.enum(operationModes, `must be one of ${operationModes.join(', ')}`),
    'open',
    'Whose operations are taken: open takes any, listed only listed ones, listed-for-readers any of the newsroom.',
  ),
  CACHE_MB: setting(
    wholeNumber(0, 100_000),
    '64',
    'Megabytes of readers’ responses cached in the process, and beside that a quarter of it for them compressed and a quarter for what many of them are made of; 0 caches none.',
  ),
  STALE_IF_ERROR_S: setting(
    wholeNumber(0, 86_400),
    '60',
    'Seconds that cached answers are sent beyond their time while the database is away; 0 sends none.',
  ),
  CACHE_TAG_HEADER: setting(
    z.string().regex(/^([A-Za-z][A-Za-z0-9-]{0,50})?$/, 'must be the name of a header'),
    '',
    'Header that names an answer’s tags to caches; Surrogate-Key (spaces between) with CDN=fastly, else Cache-Tag.',
  ),
  CDN: setting(
    z.enum(cdns, `must be one of ${cdns.join(', ')}`),
    'none',
    'What is purged of what changes: none, fastly, cloudflare, or http for PURGE_URL.',
  ),
  FASTLY_SERVICE_ID: setting(cdnId, '', 'Fastly’s service in front, with CDN=fastly.'),
  FASTLY_TOKEN: setting(secret, '', 'Token that may purge it (scope purge_select).'),
  FASTLY_SOFT_PURGE: setting(onOrOff, 'off', 'Whether Fastly marks answers stale rather than throwing them away.'),
  CLOUDFLARE_ZONE_ID: setting(cdnId, '', 'Cloudflare’s zone in front, with CDN=cloudflare.'),
  CLOUDFLARE_TOKEN: setting(secret, '', 'Token that may purge it (permission Cache Purge).'),
  CDN_API_URL: setting(
    z.string().refine((text) => text === '' || isBareAddress(text), 'must be an http:// or https:// address without ?'),
    '',
    'Where the API of Fastly or Cloudflare is reached, if not at its own address.',
  ),
  PURGE_URL: setting(
    z.string().refine((text) => text === '' || isWebAddress(text), 'must be an http:// or https:// address'),
    '',
    'Address that is sent {"tags": […]} by POST, with CDN=http.',
  ),
  PURGE_TOKEN: setting(secret, '', 'Bearer token that it is sent with; none if not set.'),
  IMAGE_PROXY: setting(
    z.enum(imageProxies, `must be one of ${imageProxies.join(', ')}`),
    'none',
    'What makes pictures of other sizes and formats: none, imgproxy, thumbor or cloudinary.',
  ),
  IMAGE_PROXY_URL: setting(
    z.string().refine((text) => text === '' || isBareAddress(text), 'must be an http:// or https:// address without ?'),
    '',
    'Where readers reach it; with cloudinary, https://res.cloudinary.com/<cloud name>.',
  ),
  IMAGE_PROXY_KEY: setting(
    secret,
    '',
    'What links are signed with: imgproxy’s key in hex, Thumbor’s SECURITY_KEY, Cloudinary’s API secret.',
  ),
  IMAGE_PROXY_SALT: setting(secret, '', 'Imgproxy’s salt in hex.'),
  IMAGE_PROXY_HASH: setting(
    z.enum(['sha1', 'sha256'], 'must be sha1 or sha256'),
    'sha1',
    'How Cloudinary’s links are signed; sha256 makes its long signatures.',
  ),
  IMPORT_ALLOW_PRIVATE: setting(onOrOff, 'off', 'Whether imports may fetch from private networks, for development.'),
  WEBHOOK_ALLOW_PRIVATE: setting(onOrOff, 'off', 'Whether webhooks may lead to private networks, for development.'),
  JWT_ISSUER: setting(
    z
      .string()
      .refine((text) => text === '' || isBareAddress(text), 'must be an http:// or https:// address without ? or #'),
    '',
    'Identity provider whose JWTs are taken as bearer tokens, exactly as their claim "iss" has it.',
  ),
  JWT_AUDIENCE: setting(z.string(), '', 'What those JWTs must name as "aud"; needed with JWT_ISSUER.'),
  JWT_JWKS_URL: setting(
    z.string().refine((text) => text === '' || isWebAddress(text), 'must be an http:// or https:// address'),
    '',
    'Where its public keys are; <JWT_ISSUER>/.well-known/jwks.json if not set.',
  ),
  JWT_ROLE_CLAIM: setting(z.string(), 'role', 'Claim that holds the role: READER, ANALYST, WRITER, EDITOR or ADMIN.'),
};

type Table = typeof table;
type Shapes = { [Name in keyof Table]: Table[Name]['shape'] };

/** Every variable with its default (as text, empty for none) and its meaning, for the table of docs/configuration.md. */
export const settings: readonly { readonly name: string; readonly standard: string; readonly description: string }[] =
  Object.entries(table).map(([name, { standard, description }]) => ({ name, standard, description }));

// NOTE: fromEntries forgets which shape belongs to which name; the mapped type says it again.
const environment = z
  .object(Object.fromEntries(Object.entries(table).map(([name, { shape }]) => [name, shape])) as Shapes)
  .refine((given) => !given.JWT_ISSUER || given.JWT_AUDIENCE, {
    path: ['JWT_AUDIENCE'],
    message: 'must be set where JWT_ISSUER is, or tokens for the house’s other services would do here',
  })
  .refine((given) => given.JWT_ISSUER || !(given.JWT_AUDIENCE || given.JWT_JWKS_URL), {
    path: ['JWT_ISSUER'],
    message: 'must be set where JWT_AUDIENCE or JWT_JWKS_URL is',
  })
  .refine((given) => ['1', 'auto'].includes(given.WORKERS) || given.DATABASE_URL !== undefined, {
    path: ['WORKERS'],
    message: 'must be 1, or auto, without DATABASE_URL: an embedded database belongs to one process',
  })
  .refine((given) => given.DATABASE_DIRECT_URL === undefined || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_URL'],
    message: 'must be set where DATABASE_DIRECT_URL is',
  })
  .refine((given) => given.DATABASE_REPLICA_URLS.length === 0 || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_URL'],
    message: 'must be set where DATABASE_REPLICA_URLS is',
  })
  .superRefine((given, context) => {
    for (const [name, message] of cdnProblems(given)) context.addIssue({ code: 'custom', path: [name], message });
    for (const [name, message] of imageProxyProblems(given))
      context.addIssue({ code: 'custom', path: [name], message });
  });

/**
 * Reads the configuration from the environment; an unset or blank variable means its default.
 *
 * @throws InvalidConfig with a line for each wrong variable: its name, what it holds, and what is allowed.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(settings.map(({ name, standard }) => [name, env[name]?.trim() || standard]));
  const result = environment.safeParse(given);
  const ofTraces = traceProblems(env);
  if (!result.success || ofTraces.length > 0) {
    const own = result.error?.issues.map((issue) => explain(String(issue.path[0]), issue, given)) ?? [];
    throw new InvalidConfig([...own, ...ofTraces].join('\n'));
  }
  const value = result.data;
  return {
    port: value.PORT,
    host: value.HOST,
    workers: workersOf(value),
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    databaseDirectUrl: value.DATABASE_DIRECT_URL,
    databaseReplicaUrls: value.DATABASE_REPLICA_URLS,
    databasePoolSize: value.DATABASE_POOL_SIZE,
    publicUrl: value.PUBLIC_URL || `http://localhost:${value.PORT}`,
    siteName: value.SITE_NAME,
    websubHub: value.WEBSUB_HUB,
    isDemo: value.DEMO,
    corsOrigins: corsOriginsOf(value),
    trustedProxies: value.TRUSTED_PROXIES,
    addressCostBudget: value.COST_BUDGET,
    tokenCostBudget: value.TOKEN_COST_BUDGET,
    logLevel: value.LOG_LEVEL,
    slowOperationMs: value.SLOW_OPERATION_MS,
    metrics: metricsOf(value),
    tracing: traceSettingsOf(env),
    databaseQueue: value.DATABASE_QUEUE,
    databaseQueueMs: value.DATABASE_QUEUE_MS,
    statementTimeoutMs: value.STATEMENT_TIMEOUT_MS,
    requestTimeoutMs: value.REQUEST_TIMEOUT_MS,
    streamLimits: {
      most: value.MAX_STREAMS,
      mostPerToken: value.MAX_STREAMS_PER_TOKEN,
      mostPerAddress: value.MAX_STREAMS_PER_ADDRESS,
    },
    isGraphiqlOn: value.GRAPHIQL,
    isIntrospectionOn: value.INTROSPECTION,
    isMcpOn: value.MCP,
    insightsRole: value.INSIGHTS === 'analysts' ? 'ANALYST' : 'READER',
    operationMode: value.OPERATIONS,
    cacheBytes: value.CACHE_MB * 1_000_000,
    staleIfErrorSeconds: value.STALE_IF_ERROR_S,
    cacheTagHeader: value.CACHE_TAG_HEADER || (value.CDN === 'fastly' ? 'Surrogate-Key' : 'Cache-Tag'),
    cdn: cdnOf(value),
    imageProxy: imageProxyOf(value),
    mayImportPrivately: value.IMPORT_ALLOW_PRIVATE,
    mayCallPrivately: value.WEBHOOK_ALLOW_PRIVATE,
    identityProvider: identityProviderOf(value),
  };
}

/** For what takes long, or needs a session: past a pooler. */
export function directly(config: Config): Config {
  return { ...config, databaseUrl: config.databaseDirectUrl ?? config.databaseUrl, databaseDirectUrl: undefined };
}

function workersOf({ WORKERS, DATABASE_URL }: z.infer<typeof environment>): number {
  if (WORKERS !== 'auto') return Number(WORKERS);
  return DATABASE_URL === undefined ? 1 : availableParallelism();
}

function metricsOf(value: z.infer<typeof environment>): MetricsPlace | undefined {
  const { METRICS_PORT: port, METRICS_HOST: host, METRICS_TOKEN } = value;
  const token = METRICS_TOKEN || undefined;
  return port === undefined && token === undefined ? undefined : { port, host, token };
}

/** While nobody but this machine reaches the service, front ends that are developed on it may call. */
function corsOriginsOf({ CORS_ORIGINS, HOST, PUBLIC_URL }: z.infer<typeof environment>): readonly string[] {
  if (CORS_ORIGINS.length > 0) return CORS_ORIGINS.filter((origin) => origin !== 'none');
  const isOurs = isLoopback(`http://${HOST.includes(':') ? `[${HOST}]` : HOST}`);
  return isOurs && (PUBLIC_URL === '' || isLoopback(PUBLIC_URL)) ? ['loopback'] : [];
}

function identityProviderOf(value: z.infer<typeof environment>): IdentityProvider | undefined {
  const issuer = value.JWT_ISSUER;
  if (issuer === '') return undefined;
  const keysUrl = value.JWT_JWKS_URL || `${issuer.replace(/(?<!\/)\/+$/, '')}/.well-known/jwks.json`;
  return { issuer, audience: value.JWT_AUDIENCE, keysUrl, roleClaim: value.JWT_ROLE_CLAIM };
}

/** Addresses may hold a password anywhere when they are mistyped, so what they hold is not shown at all, nor what tokens are. */
function explain(name: string, issue: { message: string }, given: Readonly<Record<string, string>>): string {
  const isSecret = /_(URL|TOKEN|KEY|SALT)$/.test(name) || name === 'JWT_ISSUER' || name === 'WEBSUB_HUB';
  const held =
    isSecret && given[name] !== '' ? 'is wrong (what it holds is not shown)' : `is ${JSON.stringify(given[name])}`;
  return `${name} ${held}: it ${issue.message}.`;
}
