/** Response cache: cost of misses, as throughput of article pages with caching and without. */

import { type BenchPlace, withDatabase } from './database.ts';
import { landmarksOf } from './questions.ts';
import { interleaved, medianPart } from './rounds.ts';
import { startForMisses } from './servers.ts';
import { articlePages, load, mediansOf, type Speed } from './throughput.ts';

/** So many that a hiccup of the machine is one of many. */
const ROUNDS = 15;
const ROUND_SECONDS = 2;
const CONNECTIONS = 64;
/** The part of what the service does without caching that misses have to reach. */
const MIN_PART_OF_UNCACHED = 0.85;

export interface MissCost {
  /** How many different pages are asked for. */
  readonly questions: number;
  /** Medians of the rounds. */
  readonly caching: Speed;
  readonly plain: Speed;
  /** The median of what a round's misses were of its answers without caching. */
  readonly part: number;
}

export async function measureMisses(place: BenchPlace): Promise<MissCost> {
  const pages = await withDatabase(place, {}, async ({ db }) => articlePages(await landmarksOf(db)));
  // Those who ask the same at the same time would share one making: a variable that nobody reads tells them apart.
  const bodiesOf = (connection: number) =>
    pages.map(({ query, variables }) => JSON.stringify({ query, variables: { ...variables, connection } }));
  const service = await startForMisses(place);
  const run = (url: string) => () => load({ url, connections: CONNECTIONS, seconds: ROUND_SECONDS, bodiesOf });
  const runs = { caching: run(service.caching), plain: run(service.plain) };
  try {
    // What is measured is a process that has been up for a while.
    await interleaved(3, runs);
    const { caching, plain } = await interleaved(ROUNDS, runs);
    return {
      questions: pages.length,
      caching: mediansOf(caching),
      plain: mediansOf(plain),
      part: medianPart(caching, plain),
    };
  } finally {
    await service.stop();
  }
}

export function areMissesFastEnough({ part }: MissCost): boolean {
  return part >= MIN_PART_OF_UNCACHED;
}

export function missesText({ questions, caching, plain, part }: MissCost): string {
  const [misses, without] = [caching, plain].map(
    ({ requestsPerSecond }) => `${Math.round(requestsPerSecond)} requests/s`,
  );
  return `Article pages that aren't cached (${questions} different, ${CONNECTIONS} connections): ${misses}; without caching ${without}; ${(part * 100).toFixed(0)} %`;
}
