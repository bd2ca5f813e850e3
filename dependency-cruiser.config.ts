/**
 * The folder rule, for dependency-cruiser (`npm run check`): what may import what, and no cycles.
 * It reads the sources with swc, which sees imports of types as well: dependency-cruiser knows no TypeScript 7.
 * What would hide an import from it is forbidden by no-re-exports.grit.
 */

/**
 * Every folder and loose file of db/, src/ and schema/, lowest first: each may import only what stands before it, so
 * that no circle of folders can exist. A new one is written after all that it imports.
 */
export const layers = [
  'db/types.ts',
  'db/engine',
  'db/dump',
  'db/events',
  'db/access',
  'db/catalogue',
  'db/articles',
  'db/quotes',
  'db/drafts',
  'db/related',
  'db/trending',
  'db/insights',
  'db/webhooks',
  'db/usage',
  'db/loaders.ts',
  'db/persisted-operations.ts',
  'db/views',
  'db/budgets',
  'db/seed.ts',
  'db/tidy.ts',
  'db/health',
  'db/migrations',
  // The rules: all that schema/ may know, and what that rests on.
  'src/roles.ts',
  'src/errors.ts',
  'src/ids.ts',
  'src/repeat.ts',
  'src/diagnostics',
  'src/time',
  'src/memory',
  'src/attribution',
  'src/text',
  'src/events',
  'src/compression',
  'src/caching',
  'src/http',
  'src/budgets',
  'src/replicas',
  'src/streams',
  'src/live',
  'src/usage',
  'src/access',
  'src/outbound',
  'src/related',
  'src/search',
  'src/site',
  'src/export',
  'src/import',
  'src/newsroom',
  'src/images',
  'src/preview',
  'src/webhooks',
  'src/graphql',
  'src/tables',
  'src/mcp',
  'src/packages',
  'src/graphiql',
  'schema',
  // The service around them, and the commands.
  'src/evaluate',
  'src/purging',
  'src/views',
  'src/config.ts',
  'src/doctor',
  'src/demo',
  'src/feeds',
  'src/commands',
  'src/server.ts',
  'src/telemetry',
  'src/service',
  'src/start.ts',
  'src/main.js',
];

/** What these import is bound by more than the order. */
const bounds = [
  {
    name: 'attribution-alone',
    comment: 'src/attribution is a package of its own: it imports nothing from elsewhere in the project.',
    from: { path: '^src/attribution/' },
    to: { path: '^(src|schema|db)/', pathNot: '^src/attribution/' },
  },
  {
    name: 'schema-knows-rules',
    comment:
      'schema/ imports db/ and the rules in src/, the limits of requests among them: neither HTTP nor importers.',
    from: { path: '^schema/' },
    to: { path: '^src/(http|import|graphql)/', pathNot: '^src/graphql/limits/limits\\.ts$' },
  },
  {
    name: 'schema-from-the-start',
    comment: 'In src/, only start.ts and server.ts import schema/.',
    from: { path: '^src/', pathNot: '^src/(start|server)\\.ts$' },
    to: { path: '^schema/' },
  },
  {
    name: 'sql-in-db',
    comment: 'SQL is written in db/.',
    from: { path: '^(src|schema|examples)/' },
    to: { path: libraries('kysely', 'pg', 'pg-boss', '@electric-sql/pglite') },
  },
  {
    name: 'graphql-not-in-db',
    comment: 'db/ knows no GraphQL.',
    from: { path: '^db/' },
    to: { path: libraries('graphql', 'graphql-[^/]+', '@graphql-[^/]+/[^/]+', '@pothos/[^/]+') },
  },
  {
    name: 'types-in-schema',
    comment: 'GraphQL types are written in schema/; a server that the benchmarks compare with has its own.',
    from: { path: '^(src|db|examples|bench)/', pathNot: '^bench/peers/' },
    to: { path: libraries('@pothos/[^/]+') },
  },
  {
    name: 'examples-know-the-api',
    comment: 'Examples know Dateline by its API alone.',
    from: { path: '^examples/' },
    to: { path: '^(src|schema|db|bench)/' },
  },
  {
    name: 'graphiql-in-the-browser',
    comment: 'GraphiQL runs in browsers: of the service it knows the types of what is in its page.',
    from: { path: '^graphiql/' },
    to: { path: '^(src|schema|db|bench|examples)/', pathNot: '^src/graphiql/page-data\\.ts$' },
  },
  {
    name: 'no-bench-or-examples',
    comment: 'The service rests on neither its benchmarks nor its examples, nor on what runs in browsers.',
    from: { path: '^(src|schema|db)/' },
    to: { path: '^(bench|examples|graphiql)/' },
  },
  {
    name: 'telemetry-when-configured',
    comment: 'Metrics and traces are imported where they are configured, by import(), so that no start waits for them.',
    from: { path: '^(src|schema|db)/', pathNot: '^src/telemetry/' },
    to: { path: ['^src/telemetry/', libraries('prom-client', '@opentelemetry/[^/]+')], dynamic: false },
  },
  {
    name: 'no-development-package',
    comment:
      'What runs rests on no package of development: an installation may leave those out. The diff of schemas is development.',
    from: { path: '^(src|schema|db)/', pathNot: '^src/commands/schema\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-test',
    comment: 'Nothing but tests and their configuration imports test/.',
    from: { pathNot: '^(test/|vitest[.]config[.]ts$)' },
    to: { path: '^test/' },
  },
  {
    name: 'no-cycle',
    comment: 'No file imports itself by way of others. Types count.',
    from: {},
    to: { circular: true },
  },
];

const listed = layers.map(pathOf);

const unlisted = [
  { name: 'in-no-layer', from: { path: '^(src|schema|db)/', pathNot: listed }, to: {} },
  { name: 'in-no-layer', from: { path: '^(src|schema|db)/', pathNot: listed, orphan: true }, to: {} },
  { name: 'in-no-layer', from: {}, to: { path: '^(src|schema|db)/', pathNot: listed } },
].map((rule) => ({ ...rule, comment: 'Every file has its place in layers.' }));

export default {
  forbidden: [...layers.slice(0, -1).map(order), ...bounds, ...unlisted].map((rule) => ({
    ...rule,
    severity: 'error',
  })),
  options: {
    parser: 'swc',
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/(fixtures|golden)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

function order(layer: string, place: number) {
  return {
    name: `order: ${layer}`,
    comment: 'A folder imports only what stands before it in layers.',
    from: { path: pathOf(layer) },
    to: { path: layers.slice(place + 1).map(pathOf) },
  };
}

function pathOf(layer: string): string {
  return /\.[jt]s$/.test(layer) ? `^${layer.replace('.', '\\.')}$` : `^${layer}/`;
}

/** As they are found, and as they are written where they can't be. */
function libraries(...names: string[]): string {
  return `(^|/node_modules/|^node_modules/)(${names.join('|')})(/|$)`;
}
