/** Rebuilding related articles: the same result as one by one, resuming, and readers and writers meanwhile. */

import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { awaitWithin } from '../../db/engine/timeouts.ts';
import { replaceCorpus } from '../../db/related/corpus.ts';
import { enqueueRelate, waitingToRelate } from '../../db/related/relate-queue.ts';
import { relatedArticles } from '../../db/related/related.ts';
import { ANALYSIS } from '../../src/related/analyse.ts';
import { relateManyAtOnce } from '../../src/related/jobs.ts';
import { type RebuildProgress, rebuildRelated } from '../../src/related/rebuild.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { countedCorpus, insertInvented, inventedText, keptLists } from '../support/related.ts';
import { randomOf, rounds } from '../support/rounds.ts';

const phases = ['reading texts', 'weighing the corpus', 'relating'] as const;
const taken = Math.floor(randomOf('phase of a rebuild')() * 3);
/** At full length all of a rebuild, and else one that chance takes: two different ones for two different shifts. */
const tried = (shift: 0 | 1) =>
  phases.filter((_, at) => at === (taken + shift) % 3 || rounds({ short: 1, long: 3 }) === 3);
const few = 20;
const many = 260;
let ids: number[];

const small = useNewsroom(async (db) => insertInvented(db, 0, few).then(() => rebuildRelated(db)));
const newsroom = useNewsroom(async (db) => {
  ids = await insertInvented(db, 0, many);
  await rebuildRelated(db);
});

async function stored(db: Db) {
  const { rows } = await sql`
    select article_id, place, related_id, score, reasons from related_article order by article_id, place
  `.execute(db);
  return rows;
}

async function models(db: Db) {
  const { rows } = await sql<{ id: number; dimensions: number; articles: number; vectors: string }>`
    select id, dimensions, articles, encode(vectors, 'base64') as vectors from related_model order by id
  `.execute(db);
  return rows;
}

describe('relating one by one', () => {
  /** Each event twice: the second report has a third of the first one's words replaced. */
  const report = (number: number) => {
    const first = inventedText(number >> 1);
    if (number % 2 === 0) return first;
    const words = (text: string) => text.match(/\p{L}+(?![^<]*>)/gu) ?? [];
    const [known, fresh] = [words(first.body), words(inventedText(500 + number).body)];
    return {
      headline: known.slice(0, 3).join(' '),
      body: `<p>${[...fresh.slice(0, 10), ...known.slice(10)].join(' ')}.</p>`,
    };
  };
  let reports: number[];
  const grown = useNewsroom(async (db) => {
    reports = await insertInvented(db, 0, 120, report);
    await relateArticles(db, reports);
  });

  test('gives the same corpus statistics as a rebuild, and nearly the same first related articles', async () => {
    const { db } = grown;
    const before = { lists: await keptLists(db), ...(await countedCorpus(db)) };
    expect(before.lists.size).toBe(120);
    await rebuildRelated(db);
    const { corpus, frequencies } = await countedCorpus(db);
    expect(corpus).toEqual(before.corpus);
    expect(frequencies).toEqual(before.frequencies);
    const lists = await keptLists(db);
    // The first twenty were measured in hardly any corpus, and what came later was measured against them in a larger one.
    const settled = reports.slice(20);
    const same = settled.filter((id) => before.lists.get(id)?.[0] === lists.get(id)?.[0]);
    expect(same.length).toBeGreaterThanOrEqual(settled.length * 0.95);
    const twins = reports.filter((id, index) => lists.get(id)?.[0] === reports[index ^ 1]);
    expect(twins.length).toBeGreaterThanOrEqual(120 * 0.95);
  });

  test('takes at most twenty statements an article, as many in a small corpus as in a large one', async () => {
    const cost = async ({ db, statements }: typeof newsroom, from: number) => {
      const [first, second] = await insertInvented(db, from, from + 2);
      // The first finds the model loaded by none.
      await relateArticles(db, [first as number]);
      statements.length = 0;
      await relateArticles(db, [second as number]);
      const count = statements.length;
      await db
        .deleteFrom('article')
        .where('id', 'in', [first as number, second as number])
        .execute();
      await rebuildRelated(db, undefined, true);
      return count;
    };
    const atFew = await cost(small, 1000);
    expect(await cost(newsroom, 2000)).toBe(atFew);
    expect(atFew).toBeGreaterThan(5);
    expect(atFew).toBeLessThanOrEqual(20);
  });
});

describe('a corpus that is large enough', () => {
  test('has a model, and every text a vector in it', async () => {
    const { db } = newsroom;
    const model = (await models(db)).at(-1);
    expect(model).toMatchObject({ articles: many });
    const texts = await db.selectFrom('article_text').select(['model_id', 'meaning']).execute();
    expect(texts).toHaveLength(many);
    for (const { model_id, meaning } of texts) {
      expect(model_id).toBe(model?.id);
      expect(meaning).toHaveLength(model?.dimensions ?? 0);
    }
    expect(await models(small.db)).toEqual([]);
  });

  test('gives the same model and the same lists when it is rebuilt', async () => {
    const { db } = newsroom;
    const before = { lists: await stored(db), model: (await models(db)).at(-1) };
    expect(await rebuildRelated(db)).toEqual({ articles: many, isResumed: false });
    const model = (await models(db)).at(-1);
    expect(model?.id).not.toBe(before.model?.id);
    expect(model?.vectors).toBe(before.model?.vectors);
    expect(await stored(db)).toEqual(before.lists);
  });
});

test('a transaction that waits for long work lets the server know that its process isn’t frozen', async () => {
  const { db, statements } = small;
  const isTold = () => statements.some((statement) => /^select 1$/.test(statement));
  statements.length = 0;
  const work = async () => {
    while (!isTold()) await new Promise(setImmediate);
    return 'done';
  };
  await expect(db.transaction().execute((trx) => awaitWithin(trx, work(), 1))).resolves.toBe('done');
  const failed = Promise.reject(new Error('The work failed.'));
  await expect(db.transaction().execute((trx) => awaitWithin(trx, failed))).rejects.toThrow('The work failed.');
});

describe('a rebuild that is stopped', () => {
  /** At the beginning of the phase; when relating, at its end, behind lists that are written. */
  const stoppedIn = (phase: RebuildProgress['phase']) => (progress: RebuildProgress) => {
    if (progress.phase === phase && (phase !== 'relating' || progress.done === progress.all))
      throw new Error('Stopped.');
  };

  test.each(tried(0))('while %s is resumed by the next call, with the same result', async (phase) => {
    const { db } = newsroom;
    const before = await stored(db);
    await expect(rebuildRelated(db, stoppedIn(phase))).rejects.toThrow('Stopped.');
    expect((await keptLists(db)).size).toBe(many);
    const again = await rebuildRelated(db);
    expect(again.isResumed).toBe(true);
    if (phase === 'relating') expect(again.articles).toBeLessThan(many);
    else expect(again.articles).toBe(many);
    expect(await stored(db)).toEqual(before);
    expect((await rebuildRelated(db)).isResumed).toBe(false);
  });

  test('can begin anew instead, and tells how far it is while texts are placed, too', async () => {
    const { db } = newsroom;
    await expect(rebuildRelated(db, stoppedIn('relating'))).rejects.toThrow('Stopped.');
    const weighed: number[] = [];
    const tell = ({ phase, done }: RebuildProgress) => void (phase === 'weighing the corpus' && weighed.push(done));
    expect(await rebuildRelated(db, tell, true)).toEqual({ articles: many, isResumed: false });
    expect(weighed).toContain(many / 2);
    expect(weighed.at(-1)).toBe(many);
  });
});

describe('while a rebuild runs', () => {
  test.runIf(inject('serverUrl') !== null)('searches by meaning are answered by what was before', async () => {
    const { db } = newsroom;
    await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
    await indexAll(db);
    const [, text = ''] = /<p>(.+)\.<\/p>/.exec(inventedText(0).body) ?? [];
    const search = async () => {
      const query =
        'query ($search: String) { articles(where: { search: $search, isSemantic: true }) { edges { foundBy } } }';
      const { data, errors } = await newsroom.ask<{ articles: { edges: unknown[] } }>(query, { search: text });
      expect(errors).toBeUndefined();
      return data?.articles.edges;
    };
    const before = await search();
    expect(before).toContainEqual({ foundBy: 'MEANING' });
    const emptied = db.transaction().execute(async (trx) => {
      await replaceCorpus(trx, [], ANALYSIS);
      expect(await search()).toEqual(before);
      throw new Error('Enough.');
    });
    await expect(emptied).rejects.toThrow('Enough.');
  });

  test('every article has its list at every moment', async () => {
    const { db } = newsroom;
    let isRunning = true;
    const rebuilding = rebuildRelated(db).finally(() => {
      isRunning = false;
    });
    let looks = 0;
    while (isRunning) {
      const lists = await relatedArticles(
        db,
        ids.slice(0, 50).map((id) => ({ id, first: 6 })),
      );
      expect(lists.filter(({ rows }) => rows.length < 6 || rows.some(({ reasons }) => reasons.length === 0))).toEqual(
        [],
      );
      looks += 1;
      // The embedded engine answers without a turn of the event loop, which the rebuild waits for.
      await new Promise(setImmediate);
    }
    await rebuilding;
    expect(looks).toBeGreaterThan(1);
  });

  test.each(tried(1))('an article that is related during %s keeps its list', async (phase) => {
    const { db } = newsroom;
    const before = await countedCorpus(db);
    let coming: Promise<number[]> | undefined;
    await rebuildRelated(db, (progress) => {
      if (progress.phase !== phase || coming !== undefined) return;
      coming = insertInvented(db, 3000, 3001).then(async (made) => {
        await relateArticles(db, made);
        return made;
      });
    });
    const [id] = (await coming) as [number];
    const lists = await keptLists(db);
    expect(lists.get(id)?.length).toBeGreaterThan(0);
    expect([...lists.values()].filter((list) => list.includes(id)).length).toBeGreaterThan(0);
    expect((await countedCorpus(db)).corpus.articles).toBe(many + 1);
    await db.updateTable('article').set({ withdrawn_at: new Date() }).where('id', '=', id).execute();
    await relateArticles(db, [id]);
    expect(await countedCorpus(db)).toEqual(before);
    await db.deleteFrom('article').where('id', '=', id).execute();
  });
});

test('what waits is related together where it is much of the newsroom, and what is to come waits on', async () => {
  const { db } = small;
  const rows = await db.selectFrom('article').select('id').orderBy('id').execute();
  const wait = (from: number, to: number, at?: Date) =>
    db.transaction().execute((trx) =>
      enqueueRelate(
        trx,
        rows.slice(from, to).map(({ id }) => id),
        at,
      ),
    );
  const waiting = async () => (await waitingToRelate(db)).articles;
  await db.deleteFrom('pgboss.job' as never).execute();
  const before = await stored(db);
  await wait(0, 4);
  await relateManyAtOnce(db, () => {}, 2);
  expect(await waiting()).toBe(4);
  await wait(4, 12);
  await wait(12, few, new Date(Date.now() + 3_600_000));
  await db.deleteFrom('related_article').execute();
  await relateManyAtOnce(db, () => {}, 2);
  expect(await waiting()).toBe(0);
  const { rows: left } = await sql<{
    count: number;
  }>`select count(*)::int from pgboss.job where name = 'relate'`.execute(db);
  expect(left).toEqual([{ count: few - 12 }]);
  expect(await stored(db)).toEqual(before);
});
