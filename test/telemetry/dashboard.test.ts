/** The dashboard and the alerting rules of examples/grafana: every expression is one, over metrics and labels that there are. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { type Metrics, startMetrics } from '../../src/telemetry/metrics.ts';
import { root } from '../support/documents.ts';

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const file = (name: string) => readFile(join(root, name), 'utf8');
const { panels } = JSON.parse(await file('examples/grafana/dashboard.json')) as { panels: Panel[] };
const { groups } = parse(await file('examples/grafana/alerts.yaml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const operations = await file('docs/operations.md');

const expressions = [
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }): [string, string] => [title, expr])),
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
];

/** As the table of docs/operations.md has them: the labels of each metric. */
const documented = new Map(
  [...operations.matchAll(/^\| (`dateline_[^|]+) \|([^|]*)\|/gm)].flatMap(([, names = '', labels = '']) => {
    const inTicks = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    return inTicks(names).map((name): [string, string[]] => [name, inTicks(labels)]);
  }),
);

let metrics: Metrics;
/** What /metrics has, by the type of each. */
let types: Map<string, string>;
beforeAll(async () => {
  const cache = createCoalescingCache({ maxBytes: 0, tagHeaderName: 'Cache-Tag' });
  metrics = await startMetrics({ cache, readiness: async () => ({ ready: true }), newsroom: () => undefined });
  const text = await metrics.render();
  types = new Map([...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]));
});
afterAll(() => metrics.close());

/** Grafana fills its variables in before Prometheus sees an expression. */
const filledIn = (expr: string) => expr.replaceAll('$__rate_interval', '5m').replaceAll(/\$\w+/g, 'x');

/** Texts of the nodes of an expression's tree that are of a kind. */
function nodes(expr: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) =>
      void ((type.isError ? 'error' : type.name) === kind && found.push(expr.slice(from, to))),
  });
  return found;
}

test('the documented metrics of Dateline are those of /metrics', () => {
  const own = [...types.keys()].filter((name) => name.startsWith('dateline_'));
  expect([...documented.keys()].toSorted()).toEqual(own.toSorted());
  expect(own.length).toBeGreaterThan(15);
});

test('the table says each way in which the cache answers', () => {
  const { counts } = createCoalescingCache({ maxBytes: 0, tagHeaderName: 'Cache-Tag' });
  const [row = ''] = /^\| `dateline_cache_requests_total`.+$/m.exec(operations) ?? [];
  expect(Object.keys(counts).filter((result) => !row.includes(`(\`${result}\`)`))).toEqual([]);
});

test('every metric of Dateline is on the dashboard', () => {
  const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join('\n');
  expect([...documented.keys()].filter((name) => !shown.includes(name))).toEqual([]);
});

describe.each(expressions)('%s', (_, given) => {
  const expr = filledIn(given);

  test('is an expression of PromQL', () => {
    expect(nodes(expr, 'error')).toEqual([]);
  });

  test('asks for metrics that there are, by labels that they have', () => {
    const names = nodes(expr, 'Identifier');
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const metric = name.replace(/_(bucket|sum|count)$/, (part, _kind, at) =>
        types.get(name.slice(0, at)) === 'histogram' ? '' : part,
      );
      expect(types.has(metric), name).toBe(true);
    }
    const labels = new Set([
      'job',
      'instance',
      'le',
      ...names.flatMap(
        (name) => documented.get(name.replace(/_(bucket|sum|count)$/, '')) ?? documented.get(name) ?? [],
      ),
    ]);
    for (const label of nodes(expr, 'LabelName')) expect([...labels]).toContain(label);
  });
});

test.each(rules.map(({ alert, annotations }): [string, string] => [alert, annotations.runbook]))(
  '%s leads to its runbook',
  (_, runbook) => {
    const [document, anchor] = runbook.split('#');
    expect(document).toBe('docs/operations.md');
    const titles = [...operations.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
    const anchors = titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(anchors).toContain(anchor);
  },
);
