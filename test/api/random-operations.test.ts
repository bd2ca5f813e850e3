/** Fuzzing: whatever is valid by the schema is answered, whoever asks, and the answer tells nothing of the inside. */

import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { expect, inject, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { seededRandom } from '../../src/demo/seeded-random.ts';
import { reader } from '../../src/roles.ts';
import { admin, analyst, editor, useNewsroom, writer } from '../support/newsroom.ts';
import { randomOperation } from '../support/random-operations.ts';
import { rounds } from '../support/rounds.ts';

const newsroom = useNewsroom(undefined, 'demo');

const viewers = [reader, analyst, writer, editor, admin];

/** Nothing that is asked for here is longer. */
const MAX_CHARACTERS = 2_000_000;
/** SQL, a stack, a path of the machine, or what Postgres says of its tables. */
const inside =
  /\bselect .* from\b|\binsert into\b|\bdelete from\b|\n\s+at |node_modules|\.ts:\d|relation "|syntax error|violates|SQLSTATE|invalid input syntax/i;

/** What draws remembers each way of drawing for as long as its property lives: half a megabyte an operation. */
const MAX_RUNS_OF_A_PROPERTY = 500;

const masked = ['INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'];

test('random operations of every role are answered below 500, within bounds, and tell nothing of the inside', {
  timeout: 900_000,
}, async () => {
  const numRuns = rounds({ short: 500, long: 10_000 });
  const seed = Math.floor(seededRandom(`${inject('seed')} operations`)() * 2 ** 31);
  process.stdout.write(`${numRuns} operations with the seed ${seed}\n`);
  let answered = 0;
  const property = () =>
    fc.asyncProperty(fc.gen(), fc.constantFrom(...viewers), async (draw, viewer) => {
      const { query, variables } = randomOperation(schema, draw);
      expect(validate(schema, parse(query)), query).toEqual([]);
      const answer = await newsroom.askAs(viewer, query, variables);
      const told = JSON.stringify(answer.errors ?? []);
      const context = `${viewer.role} ${query} ${JSON.stringify(variables)} → ${answer.status} ${told.slice(0, 2_000)}`;
      expect(answer.status, context).toBeLessThan(500);
      for (const { extensions } of answer.errors ?? []) {
        expect(masked, context).not.toContain(extensions.code);
      }
      expect(told, context).not.toMatch(inside);
      expect(JSON.stringify(answer).length, context).toBeLessThan(MAX_CHARACTERS);
      if (answer.errors === undefined) answered += 1;
    });
  for (let run = 0; run < numRuns; run += MAX_RUNS_OF_A_PROPERTY) {
    const some = { numRuns: Math.min(MAX_RUNS_OF_A_PROPERTY, numRuns - run), seed: seed + run };
    await fc.assert(property(), { ...some, endOnFailure: !inject('isLong') });
  }
  process.stdout.write(`${answered} were answered without an error\n`);
  // A test whose every operation is refused by the limits would show nothing.
  expect(answered).toBeGreaterThan(numRuns / 10);
});
