/**
 * Soak: readers, writers, importers, streams and purges for ten minutes, beside one another. Memory stays, nothing fails, nothing is
 * left undone. `SOAK_MINUTES` takes another time.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import {
  ApproveDraftDocument,
  CorrectArticleDocument,
  CreateDraftDocument,
  ImportDocumentDocument,
  PublishDraftDocument,
  SubmitDraftDocument,
  WithdrawArticleDocument,
} from '../../schema/client/graphql.js';
import { useCdn } from '../support/cdn.ts';
import { freePort, heapBytes } from '../support/heap.ts';
import { as, openService, type RunningService } from '../support/running-service.ts';
import { until } from '../support/until.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? '10');
/** Caches fill and code is compiled before that. */
const WARM_UP_PART = 0.3;
const MAX_GROWTH = 1.05;
/** How often the heap is looked at behind that: what fills ends, and what leaks goes on. */
const LOOKS = 4;
/** More tell nothing new. */
const MAX_FAILURES = 5;
const TOKEN = 'a-token-of-the-scraper';

const cdn = useCdn();

/** The value of a series of /metrics; 0 where it isn't there. */
async function scraped(url: string): Promise<(name: string) => number> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const lines = (await response.text()).split('\n');
  return (name) =>
    lines
      .filter((line) => line.startsWith(name))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

const lists = [
  'articles(first: $first)',
  'articles(first: $first, where: { topics: { anyOf: ["health"] } })',
  'trending(window: DAY, first: $first)',
];

/** The same few operations, as sites have them; one of four by somebody whose answers nobody keeps. */
async function read({ url, writer }: RunningService, nth: number): Promise<void> {
  const list = lists[nth % lists.length] ?? '';
  const query = `query page($first: Int!) { page: ${list} { nodes { id headline topics { name } related(first: 3) { nodes { headline } } } } }`;
  const variables = { first: 1 + (nth % 30) };
  if (nth % 4 === 0) {
    await writer.request(query, variables);
    return;
  }
  const response = await fetch(
    `${url}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`,
  );
  const { errors } = (await response.json()) as { errors?: readonly object[] };
  if (response.status !== 200 || errors) throw new Error(`${response.status} ${JSON.stringify(errors)}`);
}

/** A piece from its draft until it is withdrawn again. */
async function write({ writer, editor }: RunningService, nth: number): Promise<void> {
  // Few, so that what is kept of bodies is full behind the warm-up.
  const body = `<p>${`Quay ${nth % 30} was opened to the ferries. `.repeat(40)}</p>`;
  const content = { headline: `Quay ${nth} opens`, body, language: 'en' };
  let draft = as((await writer.request(CreateDraftDocument, { input: { content } })).createDraft, 'Draft');
  const step = () => ({ draft: draft.id, expectedRevision: draft.revision });
  draft = as((await writer.request(SubmitDraftDocument, { input: step() })).submitDraft, 'Draft');
  draft = as((await editor.request(ApproveDraftDocument, { input: step() })).approveDraft, 'Draft');
  draft = as((await editor.request(PublishDraftDocument, { input: step() })).publishDraft, 'Draft');
  const article = draft.article?.id ?? '';
  const input = {
    article,
    expectedRevision: draft.revision,
    note: 'It opened later.',
    content: { standfirst: 'Late.' },
  };
  as((await editor.request(CorrectArticleDocument, { input })).correctArticle, 'Article');
  const withdrawal = { article, expectedRevision: draft.revision + 1, reason: 'It is closed.' };
  as((await editor.request(WithdrawArticleDocument, { input: withdrawal })).withdrawArticle, 'Draft');
}

async function importOne({ writer }: RunningService, nth: number): Promise<void> {
  const text = `Pier ${nth} waits for the tide\n\n${`The pier was closed on Monday, the harbour master said. `.repeat(500)}`;
  as((await writer.request(ImportDocumentDocument, { input: { text } })).importDocument, 'Draft');
}

async function follow({ url }: RunningService): Promise<void> {
  const gone = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { articlePublished { headline } }' }),
    signal: gone.signal,
  });
  if (response.status !== 200) throw new Error(`A stream was answered with ${response.status}.`);
  await wait(500);
  gone.abort();
}

test.runIf(inject('isLong'))(
  'memory stays, nothing fails and nothing is left undone',
  { timeout: (MINUTES + 5) * 60_000 },
  async () => {
    const inspected = await freePort();
    const service = await openService({
      settings: {
        NODE_OPTIONS: `--inspect=127.0.0.1:${inspected}`,
        DEMO: 'on',
        CACHE_MB: '4',
        METRICS_TOKEN: TOKEN,
        CDN: 'http',
        PURGE_URL: `${cdn.url}/purge`,
        PURGE_TOKEN: 'x',
        COST_BUDGET: '0',
        TOKEN_COST_BUDGET: '0',
      },
    });
    const failures: string[] = [];
    const done = { read: 0, write: 0, imported: 0, followed: 0 };
    try {
      /** All of it at once, for a part of the time; resolves when the last of it has ended. */
      const load = async (part: number) => {
        const end = performance.now() + part * MINUTES * 60_000;
        const loop = async (
          what: keyof typeof done,
          work: (service: RunningService, nth: number) => Promise<void>,
          pauseMs: number,
        ) => {
          while (performance.now() < end && failures.length < MAX_FAILURES) {
            done[what] += 1;
            await work(service, done[what]).catch((error: unknown) =>
              failures.push(`${what}: ${String(error).slice(0, 300)}`),
            );
            await wait(pauseMs);
          }
        };
        await Promise.all([
          ...Array.from({ length: 4 }, () => loop('read', read, 10)),
          ...Array.from({ length: 2 }, () => loop('write', write, 100)),
          loop('imported', importOne, 500),
          ...Array.from({ length: 3 }, () => loop('followed', follow, 50)),
        ]);
      };
      const left = async () => {
        const value = await scraped(service.url);
        const jobs = value('dateline_jobs{queue="relate"') + value('dateline_jobs{queue="suggest"');
        return jobs + value('dateline_purge_events_behind') + value('dateline_streams_open');
      };
      const quiet = async () => {
        expect(await until(async () => (await left()) === 0, 'the end of all work')).toBe(true);
        return heapBytes(inspected);
      };
      await load(WARM_UP_PART);
      const warm = await quiet();
      const heaps = [warm];
      for (let look = 0; look < LOOKS; look += 1) {
        await load((1 - WARM_UP_PART) / LOOKS);
        heaps.push(await quiet());
      }
      const after = heaps.at(-1) ?? 0;
      process.stdout.write(`soak: ${JSON.stringify({ ...done, heaps, growth: after / warm })}\n`);
      expect(failures).toEqual([]);
      const value = await scraped(service.url);
      expect(value('dateline_jobs{queue="dead-letter"')).toBe(0);
      expect(value('dateline_graphql_errors_total')).toBe(0);
      expect(value('dateline_health_warnings')).toBe(0);
      expect(cdn.asked.length).toBeGreaterThan(0);
      expect(after / warm).toBeLessThan(MAX_GROWTH);
    } finally {
      await service.close();
    }
  },
);
