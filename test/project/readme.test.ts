import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settings } from '../../src/config.ts';
import { workflow } from '../../src/newsroom/workflow.ts';
import { fillWithDemo } from '../support/demo.ts';
import { useNewsroom, writer } from '../support/newsroom.ts';

const root = join(import.meta.dirname, '../..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const newsroom = useNewsroom(fillWithDemo);

/** Weights are printed to two places. */
function rounded(key: string, value: unknown): unknown {
  return key === 'weight' ? Number((value as number).toFixed(2)) : value;
}

test('the README lists every environment variable with its default and its meaning', () => {
  for (const { name, standard, description } of settings) {
    expect(readme).toContain(`| \`${name}\` |${standard === '' ? '' : ` \`${standard}\``} | ${description} |`);
  }
});

test('the README’s table of steps is the workflow, row by row and nothing more', () => {
  const rows = readme.match(/^\| `\w+` \| (?:[A-Z_]+|—) \| [A-Z_]+ \| [A-Z]+ \|$/gm);
  expect(rows).toEqual(
    workflow.map(({ step, from, to, role }) => `| \`${step}\` | ${from ?? '—'} | ${to} | ${role} |`),
  );
});

test('the README’s first query has the answer that stands under it', async () => {
  const [, body = ''] = /curl http:\S+ -H '[^']+' -d '([^']+)'/.exec(readme) ?? [];
  const [, answer = ''] = /```json\n([^`]+)```/.exec(readme) ?? [];
  const { data, errors } = await newsroom.ask((JSON.parse(body) as { query: string }).query);
  expect(JSON.parse(JSON.stringify({ data, errors }, rounded))).toEqual(JSON.parse(answer));
});

test('the README’s draft can be made as it stands there', async () => {
  const [, query = ''] = /```graphql\n(mutation \{ createDraft[\s\S]+?)\nmutation/.exec(readme) ?? [];
  const { data, errors } = await newsroom.askAs(writer, query);
  expect([data, errors]).toMatchObject([{ createDraft: { __typename: 'Draft' } }, undefined]);
});

test('every script that the README names exists', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const [, name] of readme.matchAll(
    /npm (?:run )?(start|test|dev|check|generate|bench|import|migrate|evaluate|related|token|purges)\b/g,
  )) {
    expect(Object.keys(scripts)).toContain(name);
  }
});
