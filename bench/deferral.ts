/**
 * What it buys that deferred fields wait for the first part: CPU until that is out, on the embedded engine, where all statements
 * share the one process, so that the figure is the same however busy the machine is.
 */

import type { Plugin } from 'graphql-yoga';
import { pino } from 'pino';
import { openDatabase } from '../db/engine/connect.ts';
import { migrate } from '../db/engine/migrate.ts';
import { createLoaders } from '../db/loaders.ts';
import { schema } from '../schema/schema.ts';
import { createReads } from '../src/caching/reads.ts';
import { seedDemo } from '../src/demo/seed.ts';
import { createDatelineYoga, type DatelineYoga, pluginsOf, type YogaOptions } from '../src/graphql/yoga.ts';
import { reader } from '../src/roles.ts';
import { interleaved, median } from './rounds.ts';

const ROUNDS = 25;

/** An article, and behind it what a page has below the fold. */
const query = `query ($slug: String!) {
  article(by: { slug: $slug }) { slug headline body topics { name } attributions { source { name } } leadImage { url } }
  ... @defer {
    trending(first: 20) { nodes { slug topics { name } attributions { source { name } } } }
    topics(first: 20) { nodes { name articles(first: 10) { totalCount nodes { slug topics { name } } } } }
  }
}`;

/** CPU in milliseconds. */
interface PartsCost {
  readonly first: number;
  readonly all: number;
}

export interface DeferralCost {
  readonly waiting: PartsCost;
  readonly atOnce: PartsCost;
}

/** On the demo newsroom, in memory. */
export async function measureDeferral(): Promise<DeferralCost> {
  const { db, close } = await openDatabase({ dataDir: 'memory://', poolSize: 1, statementTimeoutMs: 0 });
  try {
    await migrate(db);
    await seedDemo(db, new Date());
    const rows = await db.selectFrom('published_article').select('slug').limit(ROUNDS).execute();
    const slugs = rows.flatMap(({ slug }) => slug ?? []);
    const loaders = createLoaders(db);
    const options: YogaOptions = {
      config: { requestTimeoutMs: 60_000, isIntrospectionOn: true },
      logger: pino({ level: 'silent' }),
      schema,
      createContext: () => ({
        db,
        reads: createReads(),
        loaders,
        viewer: reader,
        publicUrl: 'http://yoga',
        previewDraftId: null,
      }),
    };
    const none: Plugin = {};
    const waiting = createDatelineYoga(options);
    const atOnce = createDatelineYoga(options, { ...pluginsOf(options), deferral: none });
    let asked = 0;
    const ask = (yoga: DatelineYoga) => () => {
      asked += 1;
      return costOf(yoga, slugs[Math.floor(asked / 2) % slugs.length] ?? '');
    };
    const runs = { waiting: ask(waiting), atOnce: ask(atOnce) };
    await interleaved(5, runs);
    const costs = await interleaved(ROUNDS, runs);
    return { waiting: medians(costs.waiting), atOnce: medians(costs.atOnce) };
  } finally {
    await close();
  }
}

async function costOf(yoga: DatelineYoga, slug: string): Promise<PartsCost> {
  const before = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
    body: JSON.stringify({ query, variables: { slug } }),
  });
  let text = '';
  let first: number | undefined;
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('"data"')) first ??= spent();
  }
  if (first === undefined || text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return { first, all: spent() };
}

function medians(costs: readonly PartsCost[]): PartsCost {
  return { first: median(costs.map(({ first }) => first)), all: median(costs.map(({ all }) => all)) };
}

export function deferralText({ waiting, atOnce }: DeferralCost): string {
  const told = ({ first, all }: PartsCost) =>
    `${first.toFixed(1)} ms until the first part, ${all.toFixed(1)} ms in all`;
  return `deferred fields wait for the first part: ${told(waiting)}; all at once: ${told(atOnce)}`;
}
