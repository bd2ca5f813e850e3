/** Pieces on their whole way to readers, through the API: how many a second with one client and with eight, and what each costs. */

import pg from 'pg';
import { insertAccessToken } from '../db/access/access-tokens.ts';
import { transact } from '../db/engine/transact.ts';
import { nobody } from '../db/events/append.ts';
import { newAccessToken } from '../src/access/access-tokens.ts';
import { type BenchArticle, benchArticles } from './articles.ts';
import { dataOf } from './ask.ts';
import { sources, topics } from './catalogue.ts';
import { type BenchPlace, benchPlace, makeDatabase, withDatabase } from './database.ts';
import { insertSources, insertTopics } from './load.ts';
import { processStat } from './process-stat.ts';
import { startDateline } from './servers.ts';

const CLIENTS = [1, 8];
const WARM_UP_PIECES = 100;
const PIECES = 400;
const MIN_PIECES_PER_SECOND = 150;

interface PublishingRate {
  readonly clients: number;
  readonly piecesPerSecond: number;
  /** Of the service for a piece, its jobs included, and the embedded engine, which is in it. */
  readonly serviceCpuMs: number;
  /** Of a server's processes for this database; 0 where they are on another machine. */
  readonly postgresCpuMs: number;
}

export interface PublishingRates {
  readonly engine: 'server' | 'embedded';
  readonly pieces: number;
  readonly rates: readonly PublishingRate[];
}

/** In a database of its own, with the catalogue of the benchmark's newsroom. Linux alone says what another process takes. */
export async function measurePublishingRates(
  env: NodeJS.ProcessEnv,
  tell: (text: string) => void,
): Promise<PublishingRates> {
  const place = benchPlace(env, 'publish');
  await makeDatabase(place);
  const token = await prepare(place);
  const service = await startDateline(place, { env: { REQUEST_TIMEOUT_MS: '60000' } });
  const pieces = [...benchArticles(CLIENTS.length * (WARM_UP_PIECES + PIECES), new Date())];
  const publish = publisherAt(service.url, token);
  try {
    const rates: PublishingRate[] = [];
    for (const clients of CLIENTS) {
      tell(`publishes ${PIECES} pieces, ${clients} at a time`);
      await publishAll(pieces.splice(0, WARM_UP_PIECES), clients, publish);
      const before = await cpuTaken(place, service.pid);
      const startedAt = performance.now();
      await publishAll(pieces.splice(0, PIECES), clients, publish);
      const seconds = (performance.now() - startedAt) / 1000;
      const after = await cpuTaken(place, service.pid);
      rates.push({
        clients,
        piecesPerSecond: PIECES / seconds,
        serviceCpuMs: (after.serviceMs - before.serviceMs) / PIECES,
        postgresCpuMs: (after.postgresMs - before.postgresMs) / PIECES,
      });
    }
    return { engine: place.serverUrl === undefined ? 'embedded' : 'server', pieces: PIECES, rates };
  } finally {
    await service.stop();
  }
}

/** @returns an editor's token */
function prepare(place: BenchPlace): Promise<string> {
  return withDatabase(place, {}, async ({ db }) => {
    await insertTopics(db);
    await insertSources(db);
    const { token, sha256 } = newAccessToken();
    const given = { name: 'Bench', role: 'EDITOR', sha256, expiresInHours: null } as const;
    await transact(db, (trx) => insertAccessToken(trx, nobody, given));
    return token;
  });
}

type Publish = (piece: BenchArticle) => Promise<void>;

/** So many clients, each with one piece after the other. */
async function publishAll(pieces: readonly BenchArticle[], clients: number, publish: Publish): Promise<void> {
  const left = pieces.values();
  const work = async () => {
    for (const piece of left) await publish(piece);
  };
  await Promise.all(Array.from({ length: clients }, work));
}

interface DraftNow {
  readonly id: string;
  readonly revision: number;
}

const steps = ['submitDraft', 'approveDraft', 'publishDraft'] as const;
const inputTypes = { submitDraft: 'DraftStepInput', approveDraft: 'DraftStepInput', publishDraft: 'PublishDraftInput' };
const draftNow = '__typename ... on Draft { id revision }';

function publisherAt(url: string, token: string): Publish {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const mutate = async (field: string, inputType: string, input: object): Promise<DraftNow> => {
    const query = `mutation ($input: ${inputType}!) { ${field}(input: $input) { ${draftNow} } }`;
    const body = JSON.stringify({ query, variables: { input } });
    const response = await fetch(url, { method: 'POST', headers, body });
    const draft = dataOf<Record<string, DraftNow>>(field, await response.text())[field];
    if (draft?.id === undefined) throw new Error(`${field}: ${JSON.stringify(draft)}`);
    return draft;
  };
  return async (piece) => {
    let draft = await mutate('createDraft', 'CreateDraftInput', { content: contentOf(piece) });
    for (const step of steps) {
      draft = await mutate(step, inputTypes[step], { draft: draft.id, expectedRevision: draft.revision });
    }
  };
}

function contentOf({ headline, standfirst, body, language, topicIds, attributions }: BenchArticle) {
  return {
    ...{ headline, standfirst, body, language },
    topics: topicIds.map((id) => topics[id - 1]?.slug),
    attributions: attributions.map(({ role, sourceId, quote }) => ({
      role,
      quote,
      source: sources[sourceId - 1]?.slug,
    })),
  };
}

async function cpuTaken({ databaseUrl }: BenchPlace, pid: number): Promise<{ serviceMs: number; postgresMs: number }> {
  const serviceMs = processStat(pid).cpuMicroseconds / 1000;
  if (databaseUrl === undefined) return { serviceMs, postgresMs: 0 };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return { serviceMs, postgresMs: rows.reduce((sum, row) => sum + msOf(row.pid), 0) };
  } finally {
    await client.end();
  }
}

/** Of a process that may have ended by now, or be another machine's. */
function msOf(pid: number): number {
  try {
    return processStat(pid).cpuMicroseconds / 1000;
  } catch {
    return 0;
  }
}

export function arePiecesPublishedFastEnough({ engine, rates }: PublishingRates): boolean {
  return engine === 'embedded' || rates.some(({ piecesPerSecond }) => piecesPerSecond >= MIN_PIECES_PER_SECOND);
}

export function publishingRatesText({ engine, pieces, rates }: PublishingRates): string {
  return [
    `Publishing ${pieces} pieces, from the draft to the article, ${engine} engine (goal on a server: ${MIN_PIECES_PER_SECOND}/s):`,
    ...rates.map(
      ({ clients, piecesPerSecond, serviceCpuMs, postgresCpuMs }) =>
        `  ${clients} at a time: ${piecesPerSecond.toFixed(1)} a second; CPU of a piece: service ${serviceCpuMs.toFixed(1)} ms, Postgres ${postgresCpuMs.toFixed(1)} ms`,
    ),
  ].join('\n');
}
