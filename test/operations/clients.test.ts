/** Persisted operations with unmodified clients: Apollo Client, urql, graphql-request and plain fetch. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, cacheExchange, fetchExchange, formatDocument, stringifyDocument } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { type DocumentNode, print } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { afterEach, describe, expect, test } from 'vitest';
import { deleteOperation, insertOperations, listedOperations } from '../../db/persisted-operations.ts';
import { WhoWeCiteDocument } from '../../schema/client/graphql.js';
import { builtInOperations } from '../../src/graphql/persisted/built-in.ts';
import { operationsOfManifest } from '../../src/graphql/persisted/files.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import type { OperationMode } from '../../src/graphql/persisted/registry.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { root } from '../support/documents.ts';
import { type OperationsServer, serveOperations } from '../support/operations-server.ts';

const run = promisify(execFile);

const newsroom = useDemoNewsroom();
let server: OperationsServer;
/** What clients sent, in order: `GET hash`, `POST text hash`. */
let sent: string[] = [];

async function serve(mode: OperationMode, texts: string[] = []): Promise<void> {
  server = await serveOperations(newsroom, mode, { texts });
  sent = [];
}
afterEach(async () => {
  await server.close();
  for (const { hash } of await listedOperations(newsroom.db)) await deleteOperation(newsroom.db, hash);
});

const watched: typeof fetch = (input, init) => {
  const { method = 'GET', body } = init ?? {};
  const what = decodeURIComponent(`${input} ${body ?? ''}`);
  const parts = [method, /\bquery(=|":)/.test(what) && 'text', what.includes('sha256Hash') && 'hash'];
  sent.push(parts.filter(Boolean).join(' '));
  return fetch(input, init);
};

const three = { first: 3 };

function apollo() {
  const cache = new InMemoryCache();
  const link = ApolloLink.from([
    new PersistedQueryLink({ sha256: hashOf, useGETForHashedQueries: true }),
    new HttpLink({ uri: `${server.url}/graphql`, fetch: watched }),
  ]);
  return new ApolloClient({ cache, link });
}

/** As Apollo's generate-persisted-query-manifest writes it: of the text that the client sends, with its `__typename`s. */
function apolloManifest(): string {
  const body = print(new InMemoryCache().transformDocument(WhoWeCiteDocument));
  const operation = { id: hashOf(body), name: 'whoWeCite', type: 'query', body };
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] });
}

test('plain fetch sends the hash that a typed document has', async () => {
  await serve(
    'listed',
    (await builtInOperations(join(import.meta.dirname, '../../schema/operations'))).map(({ body }) => body),
  );
  // Its type has it too, without which this line is an error.
  const { hash } = WhoWeCiteDocument.__meta__;
  const search = new URLSearchParams({ documentId: hash, variables: JSON.stringify(three) });
  const { data } = (await (await fetch(`${server.url}/graphql?${search}`)).json()) as { data: object };
  expect(Object.keys(data)).toEqual(['sources']);
});

describe('Apollo Client', () => {
  test('sends the text where the hash is unknown, and then the hash alone (APQ)', async () => {
    await serve('open');
    const { data } = await apollo().query({ query: WhoWeCiteDocument, variables: three });
    expect(data?.sources.nodes).toHaveLength(3);
    const client = apollo();
    await client.query({ query: WhoWeCiteDocument, variables: three });
    expect(sent).toEqual(['GET hash', 'POST text hash', 'GET hash']);
    expect(client.cache.readQuery({ query: WhoWeCiteDocument, variables: three })).toEqual(data);
  });

  test('sends no text for operations of its manifest, and is refused others', async () => {
    await serve('listed');
    await expect(apollo().query({ query: WhoWeCiteDocument, variables: three })).rejects.toThrow(
      'listed operations only',
    );
    const { operations, problems } = operationsOfManifest({ name: 'manifest.json', text: apolloManifest() });
    expect(problems).toEqual([]);
    await insertOperations(newsroom.db, operations);
    sent = [];
    const { data } = await apollo().query({ query: WhoWeCiteDocument, variables: three });
    expect(data?.sources.nodes).toHaveLength(3);
    expect(sent).toEqual(['GET hash']);
  });
});

function urql() {
  return new Client({
    url: `${server.url}/graphql`,
    fetch: watched,
    exchanges: [cacheExchange, persistedExchange({ preferGetForPersistedQueries: 'force' }), fetchExchange],
  });
}

describe('urql', () => {
  test('sends the text where the hash is unknown, and then the hash alone (APQ)', async () => {
    await serve('open');
    const { data, error } = await urql().query(WhoWeCiteDocument, three);
    expect(error).toBeUndefined();
    expect(data?.sources.nodes).toHaveLength(3);
    await urql().query(WhoWeCiteDocument, three);
    expect(sent).toEqual(['GET hash', 'GET text hash', 'GET hash']);
  });

  test('sends no text for listed operations', async () => {
    await serve('listed', [stringifyDocument(formatDocument<DocumentNode>(WhoWeCiteDocument) as DocumentNode)]);
    const { data, error } = await urql().query(WhoWeCiteDocument, three);
    expect(error).toBeUndefined();
    expect(data?.sources.nodes).toHaveLength(3);
    expect(sent).toEqual(['GET hash']);
  });
});

test('graphql-request sends the texts of typed documents, which are accepted where they are listed', async () => {
  await serve('listed', [print(WhoWeCiteDocument)]);
  const data = await new GraphQLClient(`${server.url}/graphql`).request(WhoWeCiteDocument, three);
  expect(data.sources.nodes).toHaveLength(3);
});

test('the package is packed with JavaScript and declarations, and a fresh app uses it', async () => {
  const known = await builtInOperations(join(root, 'schema/operations'));
  await serve(
    'listed',
    known.map(({ body }) => body),
  );
  const folder = await mkdtemp(join(tmpdir(), 'dateline-app-'));
  try {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, join(root, 'schema/client')], {
      cwd: folder,
    });
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    const names = ['graphql.d.ts', 'graphql.js', 'package.json', 'persisted-documents.json'];
    expect(files.map(({ path }) => path).toSorted()).toEqual(names);
    const installed = join(folder, 'node_modules/@dateline/client');
    await mkdir(installed, { recursive: true });
    await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
    for (const name of ['graphql', '@graphql-typed-document-node']) {
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const app = `import { WhoWeCiteDocument } from '@dateline/client';
const url = new URL('${server.url}/graphql');
url.searchParams.set('documentId', WhoWeCiteDocument.__meta__.hash);
url.searchParams.set('variables', '{"first":3}');
const { data } = await (await fetch(url)).json();
console.log(data.sources.nodes.length);
`;
    await writeFile(join(folder, 'app.js'), app);
    expect((await run(process.execPath, [join(folder, 'app.js')])).stdout).toBe('3\n');
    const typed = `import { WhoWeCiteDocument, type WhoWeCiteQueryVariables } from '@dateline/client';
const variables: WhoWeCiteQueryVariables = { first: 3 };
export const hash: string = WhoWeCiteDocument.__meta__.hash;
// @ts-expect-error a number
export const wrong: number = WhoWeCiteDocument.__meta__.hash;
export { variables };
`;
    await writeFile(join(folder, 'app.ts'), typed);
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--ignoreConfig',
      '--types',
      '',
      join(folder, 'app.ts'),
    ];
    await run(join(root, 'node_modules/.bin/tsc'), options, { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
