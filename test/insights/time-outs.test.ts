/** Insights that run into a time-out: the error names the field that was slow, and says what to narrow. */

import { expect, test, vi } from 'vitest';
import { useNewsroom, yogaOver } from '../support/newsroom.ts';

const newsroom = useNewsroom();

interface Failure {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: object;
}

/** Asks a service whose database does this with the answers to statements of diversity and corrections. */
async function failuresOf(fate: () => Promise<never>, query: string) {
  const slow = new WeakSet<object>();
  const db = newsroom.db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      if (/effective_sources|median_hours/.test(JSON.stringify(node))) slow.add(queryId);
      return node;
    },
    transformResult: ({ result, queryId }) => (slow.has(queryId) ? fate() : Promise.resolve(result)),
  });
  const response = await yogaOver(db).fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { errors?: Failure[] }).errors;
}

const spread = 'spread: diversity(groupBy: []) { articles }';
const wrong = 'wrong: corrections(groupBy: []) { articles }';
const advice = 'Take a shorter span in `where.publishedAt`, or fewer topics in `where.topics`.';

test('a statement that is given up names its field', async () => {
  const canceled = () => Promise.reject(Object.assign(new Error('canceling statement'), { code: '57014' }));
  for (const [field, place] of [
    [spread, 'insights.spread'],
    [wrong, 'insights.wrong'],
  ] as const) {
    expect(await failuresOf(canceled, `{ insights { ${field} } }`)).toMatchObject([
      {
        message: `The database took too long to answer \`${place}\`. ${advice}`,
        path: place.split('.'),
        extensions: { code: 'TIMEOUT' },
      },
    ]);
  }
});

test('a request that is given up names the fields that it waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let waiting = 0;
    const never = () => {
      waiting += 1;
      if (waiting === 2) vi.runOnlyPendingTimers();
      return new Promise<never>(() => {});
    };
    expect(await failuresOf(never, `{ insights { ${spread} ${wrong} } }`)).toEqual([
      {
        message: `The request took longer than 20000 ms and was given up, waiting for \`insights.spread\`, \`insights.wrong\`. ${advice}`,
        extensions: { code: 'TIMEOUT', milliseconds: 20_000, fields: ['insights.spread', 'insights.wrong'] },
      },
    ]);
  } finally {
    vi.useRealTimers();
  }
});
