/** What is remembered of readers' addresses takes no more memory than it is given. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { createAnswers } from '../../src/caching/answers.ts';
import { createFastLane } from '../../src/http/fast-lane.ts';

test('long Accept headers drive out what was remembered before', async () => {
  const answers = createAnswers({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  answers.open({ until: () => () => Number.POSITIVE_INFINITY, settled: async () => {} });
  answers.cache.open();
  await answers.through('key', async () => ({ body: '{}', tags: [] }));
  const lane = createFastLane(answers, []);
  const isAnswered = (url: string, accept: string) => {
    const req = { method: 'GET', url, headers: { accept } } as IncomingMessage;
    return lane.answered(req, { req, writeHead: () => ({ end() {} }) } as unknown as ServerResponse);
  };
  const keep = (url: string, accept: string) =>
    lane.onKept(new Request(`http://dateline${url}`, { headers: { accept } }), 'key', 'application/json');

  keep('/graphql?query=first', '*/*');
  expect(isAnswered('/graphql?query=first', '*/*')).toBe(true);
  const long = `*/*, ${'x'.repeat(15_000)}`;
  for (let n = 0; n < 1_500; n += 1) keep(`/graphql?query=${n}`, long);
  expect(isAnswered('/graphql?query=1499', long)).toBe(true);
  expect(isAnswered('/graphql?query=0', long)).toBe(false);
  expect(isAnswered('/graphql?query=first', '*/*')).toBe(false);
});
