/** Examples of a newsroom of its own: what they ask for by a slug of the demo is asked for by one that is there. */

import { setTimeout as wait } from 'node:timers/promises';
import { type ExampleSlugs, exampleSlugs, type NamedSlugs } from '../../db/catalogue/example-slugs.ts';
import type { Db } from '../../db/engine/database.ts';
import type { ExampleOperation } from '../graphql/example-operations.ts';

type Variables = Readonly<Record<string, unknown>>;

const kinds = ['articles', 'topics', 'sources'] as const;
type Kind = (typeof kinds)[number];

/** What the `slug` of an operation is one of, by its name. */
const kindOfSlug: Readonly<Record<string, Kind>> = {
  'article-page': 'articles',
  'topic-page': 'topics',
  'source-page': 'sources',
};

const KEPT_MS = 10_000;
/** The page doesn't wait longer for them; who comes when they are found gets them. */
const WAIT_MS = 300;

/**
 * @param dbOf undefined until there is a newsroom
 * @returns the examples as they fit it; as they are where it can't be asked, or takes its time
 */
export function ownExamplesOf(dbOf: () => Db | undefined, examples: readonly ExampleOperation[]) {
  let kept: { readonly until: number; readonly own: Promise<readonly ExampleOperation[]> } | undefined;
  return (): Promise<readonly ExampleOperation[]> => {
    const db = dbOf();
    if (db === undefined) return Promise.resolve(examples);
    if (kept === undefined || kept.until < performance.now())
      kept = { until: performance.now() + KEPT_MS, own: ownExamples(db, examples).catch(() => examples) };
    return Promise.race([kept.own, wait(WAIT_MS, examples, { ref: false })]);
  };
}

export async function ownExamples(db: Db, examples: readonly ExampleOperation[]): Promise<ExampleOperation[]> {
  const all = examples.map((example) => ({ example, named: namedIn(example) }));
  const of = (kind: Kind) => all.flatMap(({ named }) => named[kind]);
  const found = await exampleSlugs(db, { articles: of('articles'), topics: of('topics'), sources: of('sources') });
  return all.map(({ example, named }) => {
    const isThere = kinds.every((kind) => named[kind].every((slug) => found.there[kind].includes(slug)));
    return isThere ? example : { ...example, variables: fitted(example, found) };
  });
}

function namedIn({ name, variables = {} }: ExampleOperation): NamedSlugs {
  const named = { articles: [] as string[], topics: [] as string[], sources: [] as string[] };
  const kind = kindOfSlug[name];
  if (kind !== undefined && typeof variables.slug === 'string') named[kind].push(variables.slug);
  if (Array.isArray(variables.topics)) named.topics.push(...variables.topics.map(String));
  const source = slugOf(variables.source);
  if (source !== undefined) named.sources.push(source);
  return named;
}

function slugOf(value: unknown): string | undefined {
  const slug: unknown = typeof value === 'object' && value !== null && 'slug' in value ? value.slug : undefined;
  return typeof slug === 'string' ? slug : undefined;
}

/** Where the newsroom has none of a kind it stays as it is, but for a filter, which goes. */
function fitted({ name, variables = {} }: ExampleOperation, { article, topic, source }: ExampleSlugs): Variables {
  const slugs = { articles: article, topics: topic, sources: source };
  const own = kindOfSlug[name] && slugs[kindOfSlug[name]];
  const { topics, ...rest } = variables;
  return {
    ...rest,
    ...(own && { slug: own }),
    ...(topics !== undefined && topic !== null && { topics: [topic] }),
    ...(variables.source !== undefined && source !== null && { source: { slug: source } }),
  };
}
