/** The table of the workflow, against rules written by hand. */

import { describe, expect, test } from 'vitest';
import { rowOf, type Step, workflow } from '../../src/newsroom/workflow.ts';
import { type RuledStep, rules } from '../support/workflow-rules.ts';

test('the table has exactly the rules written by hand', () => {
  const byHand = Object.entries(rules).flatMap(([step, byState]) =>
    Object.entries(byState).map(([from, [role, to]]) => ({ step, from, to, role })),
  );
  const all = [{ step: 'create', from: null, to: 'IN_PROGRESS', role: 'WRITER' }, ...byHand];
  const sorted = (rows: readonly { step: string; from: string | null }[]) =>
    rows.toSorted((a, b) => `${a.step} ${a.from}`.localeCompare(`${b.step} ${b.from}`));
  expect(sorted(workflow)).toEqual(sorted(all));
});

describe.each(['IN_PROGRESS', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED'] as const)(
  'from the state %s',
  (from) => {
    test.each(Object.keys(rules) as RuledStep[])('rowOf finds %s if and only if there is a rule for it', (step) => {
      const [role, to] = rules[step][from] ?? [];
      expect(rowOf(step, from)).toEqual(role === undefined ? null : { step, from, to, role });
    });
  },
);

test('without a draft only create is a step, for WRITER', () => {
  expect(rowOf('create', null)).toEqual({ step: 'create', from: null, to: 'IN_PROGRESS', role: 'WRITER' });
  expect(rowOf('create', 'IN_PROGRESS')).toBeNull();
  for (const step of Object.keys(rules) as Step[]) expect(rowOf(step, null), step).toBeNull();
});
