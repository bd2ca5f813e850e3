/** Golden tests: each operation of schema/operations gives the result, and sends the SQL, that stand in test/golden. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExamples } from '../../src/graphql/example-operations.ts';
import { demoNow, useDemoNewsroom } from '../support/demo.ts';

const operations = await readExamples(join(import.meta.dirname, '../../schema/operations'));

/** The same within a topic that has others below it, and articles that have only those. */
const topics = ['weather'];
const withinTopic = operations
  .filter(({ name }) => ['search', 'who-we-cite'].includes(name))
  .map((operation) => ({
    ...operation,
    name: `${operation.name}-in-a-topic`,
    variables: { ...operation.variables, ...(operation.name === 'search' && { text: 'storm' }), topics },
  }));

/** The demo's present, where an operation goes by the clock. */
const present = { before: demoNow.toISOString() };
const dated = operations.map((operation) =>
  operation.name === 'what-rose' ? { ...operation, variables: { ...operation.variables, ...present } } : operation,
);

/** The engines' numbers differ behind the third digit. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;
}

function asWritten(statements: readonly string[]): string {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n');
  return `${statements.map(lines).sort().join(';\n\n')};\n`;
}

describe('the result and the SQL are those in test/golden for', () => {
  const newsroom = useDemoNewsroom();

  for (const { name, query, variables } of [...dated, ...withinTopic]) {
    test(name, async () => {
      newsroom.statements.length = 0;
      const { status, ...answer } = await newsroom.ask(query, variables);
      expect(status).toBe(200);
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data).length, 'something worth reading').toBeGreaterThan(1000);
      await expect(`${JSON.stringify(answer, rounded, 2)}\n`).toMatchFileSnapshot(`../golden/${name}.json`);
      await expect(asWritten(newsroom.statements)).toMatchFileSnapshot(`../golden/${name}.sql`);
    });
  }
});
