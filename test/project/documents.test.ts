/** What the documents say is what the code does: tables, limits, links, paths and commands. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { eventTypes } from '../../db/events/append.ts';
import { createBudgets } from '../../src/budgets/budgets.ts';
import { eventsOfMutations } from '../../src/caching/changes.ts';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { settings } from '../../src/config.ts';
import { MAX_NESTING, MAX_VALUES } from '../../src/graphql/limits/json-values.ts';
import { defaultLimits } from '../../src/graphql/limits/limits.ts';
import { pluginsOf } from '../../src/graphql/yoga.ts';
import { workflow } from '../../src/newsroom/workflow.ts';
import { roles } from '../../src/roles.ts';
import { createUsage } from '../../src/usage/usage.ts';
import { type Document, fileOf, readDocuments, root, whyNotRun } from '../support/documents.ts';

const documents = await readDocuments();

function textOf(name: string): string {
  const document = documents.find((candidate) => candidate.name === name);
  if (document === undefined) throw new Error(`There is no ${name}.`);
  return document.text;
}

/** The rows of the table whose head has these cells, without the head. */
function table(name: string, head: string): string[] {
  const lines = textOf(name).split('\n');
  const start = lines.indexOf(head);
  expect(start, `${name} has the table ${head}`).toBeGreaterThan(-1);
  const rest = lines.slice(start + 2);
  return rest.slice(0, rest.indexOf(''));
}

const english = new Intl.NumberFormat('en');

test('README is one page: at most 150 lines', () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

test('README leads to every document', () => {
  for (const { name } of documents) {
    if (name === 'README.md' || /^examples\/(nginx|grafana)\//.test(name)) continue;
    expect(textOf('README.md')).toContain(`(${name})`);
  }
});

test('the configuration’s table is every environment variable with its default and its meaning, in order', () => {
  const rows = settings.map(
    ({ name, standard, description }) =>
      `| \`${name}\` |${standard === '' ? '' : ` \`${standard}\``} | ${description} |`,
  );
  expect(table('docs/configuration.md', '| variable | default | |')).toEqual(rows);
});

test('the newsroom’s table of steps is the workflow, row by row and nothing more', () => {
  const rows = workflow.map(({ step, from, to, role }) => `| \`${step}\` | ${from ?? '—'} | ${to ?? '—'} | ${role} |`);
  expect(table('docs/newsroom.md', '| step | from | to | least role |')).toEqual(rows);
});

test('the newsroom’s table of roles has all of them, from the least on', () => {
  const rows = table('docs/newsroom.md', '| role | may |');
  expect(rows.map((row) => row.split(' ')[1])).toEqual(roles);
});

test('the newsroom’s table of events has every type with the mutations that append it', () => {
  const rows = table('docs/newsroom.md', '| event | appended by |').map((row) => {
    const [type, ...mutations] = [...row.matchAll(/`([\w.]+)`/g)].map(([, name]) => name);
    return [type, mutations];
  });
  const tellers = (type: string) =>
    Object.entries(eventsOfMutations).flatMap(([mutation, events]) =>
      Array.isArray(events) && events.includes(type) ? [mutation] : [],
    );
  expect(rows).toEqual(eventTypes.map((type) => [type, tellers(type)]));
});

test('the limits are those of the code', () => {
  const { maxCharacters, maxTokens, maxDepth, maxAliases, maxRootFields, maxDirectives } = defaultLimits;
  const rows = table('docs/configuration.md', '| limit | most | code |').map((row) => row.split('|')[2]?.trim());
  expect(rows.slice(1, 13)).toEqual(
    [
      ...[
        maxCharacters,
        maxTokens,
        MAX_NESTING,
        MAX_VALUES,
        MAX_NESTING,
        maxDepth,
        maxAliases,
        maxRootFields,
        maxDirectives,
      ],
      ...[defaultLimits.maxRepeatedFields, defaultLimits.maxCost, defaultLimits.maxPageSize],
    ].map((limit) => english.format(limit)),
  );
  expect(textOf('docs/configuration.md')).toContain(
    `A page has ${defaultLimits.defaultPageSize} by default; more than ${defaultLimits.maxPageSize}`,
  );
});

test('the architecture’s table of plugins is Yoga’s, in their order, with the hooks that each has', () => {
  const plugins = pluginsOf({
    config: { requestTimeoutMs: 1_000, isIntrospectionOn: true },
    logger: pino({ level: 'silent' }),
    schema: new GraphQLSchema({}),
    createContext: () => ({}),
    cache: createCoalescingCache({ maxBytes: 0, tagHeaderName: 'Cache-Tag' }),
    usage: createUsage(),
    budgets: createBudgets({ addressCostBudget: 0, tokenCostBudget: 0, trustedProxies: [] }),
  });
  const rows = Object.entries(plugins).map(([name, plugin]) => {
    const hooks = Object.keys(plugin ?? {}).map((hook) => `\`${hook}\``);
    return [`\`${name}\``, hooks.join(' ')];
  });
  const documented = table('docs/architecture.md', '| plugin | hooks | takes | passes on |');
  expect(
    documented.map((row) =>
      row
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()),
    ),
  ).toEqual(rows);
});

/** As GitHub makes anchors of headings. */
function anchorsOf({ text }: Document): string[] {
  const headings = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)];
  return headings.map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(documents.map((document) => [document.name, document] as const))(
  'every link of %s leads somewhere',
  (name, { text }) => {
    // Of what is a template of code the address isn't here.
    const links = [...text.replaceAll(/"\$\{[^"]*"/g, '').matchAll(/\]\(([^)]+)\)|<img src="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image ?? '',
    );
    for (const link of links) {
      if (/^https?:/.test(link)) continue;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? name : join(dirname(name), path);
      expect(existsSync(join(root, target)), `${link} in ${name}`).toBe(true);
      if (anchor === undefined) continue;
      const document = documents.find((candidate) => candidate.name === target);
      expect(document && anchorsOf(document), `${link} in ${name}`).toContain(anchor);
    }
  },
);

test.each(documents)('every path that $name names exists, or is made by its recipes', ({ text, blocks }) => {
  const paths = text.matchAll(/(?<![\w/.-])(?:src|schema|db|test|bench|examples|docs)\/[\w/.-]*\w(?!\*)\/?/g);
  const made = blocks.flatMap((block) => fileOf(block) ?? []).flatMap((file) => [file, dirname(file)]);
  const missing = [...paths]
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path)) && !made.includes(path));
  expect(missing).toEqual([]);
});

test('every folder of the maps exists, and the maps leave none out', () => {
  const named = (text: string) => [...text.matchAll(/^(\w+)\/ +\S/gm)].map(([, folder = '']) => folder);
  for (const name of ['README.md', 'docs/architecture.md']) {
    expect(named(textOf(name)), name).toEqual(
      expect.arrayContaining(['src', 'schema', 'db', 'test', 'bench', 'examples']),
    );
    for (const folder of named(textOf(name))) expect(existsSync(join(root, folder)), folder).toBe(true);
  }
});

test.each(documents.map(({ name, text }) => [name, text]))('every script that %s names exists', async (_, text) => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const named = [...text.matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

test('the blocks that can’t run in a test are these, and each says why', () => {
  const left = documents.flatMap(({ blocks }) => blocks.filter((block) => whyNotRun(block) !== undefined));
  expect(left.map((block) => `${block.document}: ${whyNotRun(block)}`)).toEqual([
    'README.md: starts the service, and runs this suite',
    'CONTRIBUTING.md: installs, and starts the service and this suite',
    'CONTRIBUTING.md: runs this suite, on a server of yours',
    'docs/caching.md: needs an account at Fastly',
    'docs/caching.md: tells of the newsroom’s last correction, which a new one has none of, and calls the CDN',
    'docs/clients.md: starts the site and a service beside it',
    'docs/importing.md: starts the service',
    'docs/importing.md: needs an address on the open internet and a folder of yours',
    'docs/importing.md: needs a newsroom with suggestions',
    'docs/operations.md: needs a container engine',
    'docs/operations.md: starts the service',
    'docs/operations.md: needs a collector',
    'docs/operations.md: needs a Postgres server with PgBouncer before it',
    'docs/operations.md: needs a Postgres server, and goes on until it is stopped',
    'docs/operations.md: needs a Postgres server with two replicas',
    'docs/operations.md: fills a database with 100,000 articles, and takes minutes',
    'docs/performance.md: installs the peers, fills a database with 100,000 articles, and wants a quiet machine for minutes',
    'docs/related-and-trending.md: belongs into a page that a browser shows',
    'docs/related-and-trending.md: wants snapshots of hours, and replays them',
    'examples/newspaper/README.md: starts the site and a service beside it',
    'examples/nginx/README.md: changes nginx of the machine; test/processes/nginx.test.ts runs its configuration and the hook',
  ]);
});

test('every block is in a language that tests run, or is another’s answer', () => {
  const answers = new Set(documents.flatMap(({ blocks }) => blocks.map(({ answer }) => answer?.line)));
  for (const { blocks } of documents) {
    for (const block of blocks) {
      const { document, line, language, mark } = block;
      const where = `${document}:${line}`;
      const isFile = fileOf(block) !== undefined;
      if (!isFile && (language === 'json' || language === 'text')) expect(answers, where).toContain(line);
      else if (isFile) expect(['ts', 'diff', 'text'], where).toContain(language);
      else expect(['', 'sh', 'graphql', 'ts', 'js', 'diff'], where).toContain(language);
      if (!isFile) expect(mark, where).toMatch(/^(admin|not-run: .+)?$/);
    }
  }
});
