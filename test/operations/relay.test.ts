/** Relay: its compiler takes the schema, and its store pages connections. */

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type ConcreteRequest,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  Network,
  RecordSource,
  type RequestParameters,
  Store,
  type Variables,
} from 'relay-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertOperations } from '../../db/persisted-operations.ts';
import { operationsOfManifest } from '../../src/graphql/persisted/files.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { type OperationsServer, serveOperations } from '../support/operations-server.ts';

const newsroom = useDemoNewsroom();
const root = join(import.meta.dirname, '../..');
/** What the compiler makes of the project in `fixtures/relay`. */
let project: string;
let server: OperationsServer;
let environment: Environment;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'dateline-relay-'));
  await cp(join(import.meta.dirname, '../fixtures/relay'), project, { recursive: true });
  await cp(join(root, 'schema/schema.graphql'), join(project, 'schema.graphql'));
  await writeFile(join(project, 'persisted.json'), '{}');
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await mkdir(join(project, 'artifacts'));
  const compiler = join(root, 'node_modules/.bin/relay-compiler');
  await promisify(execFile)(compiler, ['relay.config.json'], { cwd: project });
  const text = await readFile(join(project, 'persisted.json'), 'utf8');
  const { operations, problems } = operationsOfManifest({ name: 'persisted.json', text });
  expect(problems).toEqual([]);
  await insertOperations(newsroom.db, operations);
  server = await serveOperations(newsroom, 'listed');
  environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
});

afterAll(async () => {
  await server?.close();
  await rm(project, { recursive: true, force: true });
});

/** As an app has it: the compiler left the id and took the text away. */
async function ask({ id, text }: RequestParameters, variables: Variables) {
  expect(text).toBeNull();
  const params = new URLSearchParams({ documentId: id ?? '', variables: JSON.stringify(variables) });
  return (await fetch(`${server.url}/graphql?${params}`)).json();
}

async function artifact(name: string): Promise<ConcreteRequest> {
  return (await import(/* @vite-ignore */ join(project, 'artifacts', `${name}.graphql.js`))).default;
}

test('the Relay compiler accepts the schema, and the store appends the next page of a connection by node(id:)', async () => {
  const query = await artifact('topicQuery');
  const variables = { slug: 'mayoral-election' };
  const first = await fetchQuery(environment, query, variables).toPromise();
  expect(first).toHaveProperty('topic.id');
  const topic = (first as { topic: { id: string } }).topic.id;
  environment.retain(createOperationDescriptor(getRequest(query), variables));
  const connection = () => {
    const record = environment.getStore().getSource().get(`client:${topic}:__topicList_articles_connection`);
    return record as unknown as { edges: { __refs: string[] }; pageInfo: { __ref: string } };
  };
  expect(connection().edges.__refs).toHaveLength(2);
  const source = environment.getStore().getSource();
  const { endCursor } = source.get(connection().pageInfo.__ref) as unknown as { endCursor: string };

  // What usePaginationFragment's loadNext does: the refetch query, which finds the topic by its global id.
  await fetchQuery(environment, await artifact('topicListPage'), {
    id: topic,
    count: 3,
    cursor: endCursor,
  }).toPromise();
  const edges = connection().edges.__refs;
  expect(edges).toHaveLength(5);
  const nodes = edges.map(
    (edge) => (environment.getStore().getSource().get(edge) as unknown as { node: { __ref: string } }).node.__ref,
  );
  expect(new Set(nodes).size).toBe(5);
  for (const node of nodes)
    expect(environment.getStore().getSource().get(node)).toMatchObject({ __id: node, id: node });
});
