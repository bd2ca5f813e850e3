/** Readers and editors who ask several processes in turns, as behind a balancer, and count what fails. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

export interface LoadResult {
  readonly asked: Readonly<Record<string, number>>;
  readonly longestMs: number;
  /** What was answered with anything but what was asked for. */
  readonly failed: readonly string[];
  /** Of pieces whose publication was acknowledged. */
  readonly slugs: readonly string[];
}

const card = 'id slug headline byline topics { slug name } attributions { role source { name } }';
/** What sites ask, in the fields that every version has. */
const pages = [
  `articles(first: $first) { totalCount nodes { ${card} related(first: 3) { nodes { headline } } } }`,
  `trending(window: DAY, first: $first) { nodes { ${card} trend { rank } } }`,
  `articles(first: $first, where: { search: "harbour" }) { edges { cursor node { ${card} body } } }`,
  `topics(first: $first) { nodes { name articles(first: 2) { nodes { headline } } } }`,
  `sources(first: $first) { nodes { name articles(first: 2) { edges { node { headline } } } } }`,
].map((field) => `query page($first: Int!) { ${field} }`);
const files = ['/feeds/latest.rss', '/sitemap.xml', '/health/ready'];

const step = (name: string, input: string) => `mutation ${name}($input: ${input}!) {
  result: ${name}(input: $input) { __typename ... on Draft { id revision article { id slug } } ... on UserError { message } }
}`;
const steps = {
  create: step('createDraft', 'CreateDraftInput'),
  submit: step('submitDraft', 'DraftStepInput'),
  approve: step('approveDraft', 'DraftStepInput'),
  publish: step('publishDraft', 'PublishDraftInput'),
  withdraw: step('withdrawArticle', 'WithdrawArticleInput'),
  correct: `mutation correct($input: CorrectArticleInput!) {
    result: correctArticle(input: $input) { __typename ... on UserError { message } }
  }`,
};

interface Draft {
  readonly id: string;
  readonly revision: number;
  readonly article: { readonly id: string; readonly slug: string } | null;
}

const READERS = 4;
const EDITORS = 2;
const PAUSE_MS = 20;
/** More tell nothing new. */
const MAX_FAILURES = 20;

/**
 * Goes on until it is ended.
 *
 * @param behind addresses of the processes that are asked, which may change meanwhile; never empty
 * @param token of somebody who may publish
 */
export function balancedLoad(behind: readonly string[], token: string): { end(): Promise<LoadResult> } {
  const asked: Record<string, number> = {};
  const failed: string[] = [];
  const slugs: string[] = [];
  let [turn, longestMs, isOver] = [0, 0, false];

  const ask = async (
    path: string,
    question?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    turn += 1;
    const url = behind[turn % behind.length] ?? '';
    asked[url] = (asked[url] ?? 0) + 1;
    const begun = performance.now();
    const body = question && {
      ...{ method: 'POST', body: JSON.stringify(question) },
      headers: { 'content-type': 'application/json', ...headers },
    };
    const response = await fetch(`${url}${path}`, body);
    const text = await response.text();
    longestMs = Math.max(longestMs, Math.round(performance.now() - begun));
    if (response.status !== 200 || text.includes('"errors":'))
      throw new Error(`${response.status} ${text.slice(0, 300)}`);
    return text;
  };

  const authorization = `Bearer ${token}`;
  const mutate = async (query: string, type: string, input: object): Promise<Draft> => {
    const { result } = JSON.parse(await ask('/graphql', { query, variables: { input } }, { authorization })).data;
    if (result.__typename !== type) throw new Error(JSON.stringify(result));
    return result as Draft;
  };

  /** Half of them with a token, to whom nothing is answered that was kept. */
  const read = async (nth: number) => {
    if (nth % 8 === 0) return void (await ask(files[(nth / 8) % files.length] ?? ''));
    const question = { query: pages[nth % pages.length], variables: { first: 1 + (nth % 30) } };
    await ask('/graphql', question, nth % 2 === 0 ? { authorization } : {});
  };

  /** Each step may be answered by another version than the one before it. */
  const publish = async (nth: number) => {
    const content = {
      ...{ headline: `Quay ${randomUUID()} opens`, language: 'en' },
      body: `<p>“Quay ${nth} opens to the ferries,” the harbour master said.</p>`.repeat(20),
    };
    let draft = await mutate(steps.create, 'Draft', { content });
    const now = () => ({ draft: draft.id, expectedRevision: draft.revision });
    draft = await mutate(steps.submit, 'Draft', now());
    draft = await mutate(steps.approve, 'Draft', now());
    draft = await mutate(steps.publish, 'Draft', now());
    const { id: article, slug } = draft.article ?? { id: '', slug: '' };
    slugs.push(slug);
    const correction = {
      article,
      expectedRevision: draft.revision,
      note: 'It opens later.',
      content: { standfirst: 'Late.' },
    };
    await mutate(steps.correct, 'Article', correction);
    if (nth % 4 !== 0) return;
    slugs.splice(slugs.indexOf(slug), 1);
    await mutate(steps.withdraw, 'Draft', { article, expectedRevision: draft.revision + 1, reason: 'It is closed.' });
  };

  const again = async (work: (nth: number) => Promise<void>) => {
    for (let nth = 1; !isOver && failed.length < MAX_FAILURES; nth += 1) {
      await work(nth).catch((error: unknown) =>
        failed.push(`${String(error)} ${String((error as Error).cause ?? '')}`),
      );
      await wait(PAUSE_MS);
    }
  };
  const all = Promise.all([
    ...Array.from({ length: READERS }, () => again(read)),
    ...Array.from({ length: EDITORS }, () => again(publish)),
  ]);
  return {
    async end() {
      isOver = true;
      await all;
      return { asked, longestMs, failed, slugs };
    },
  };
}
