/** Response cache: after every mutation of the schema, and after its jobs, no cached answer is stale. */

import { getNamedType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { eventsOfMutations } from '../../src/caching/changes.ts';
import { type Change, inOrder, newsroomChanges } from '../support/mutations.ts';
import { rounds } from '../support/rounds.ts';
import { useStaleCheck } from '../support/stale-answers.ts';

const staleCheck = useStaleCheck();

const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
let changes: Readonly<Record<string, Change>> | undefined;
const changeOf = (name: string) => {
  changes ??= newsroomChanges(staleCheck.newsroom, staleCheck.subjects);
  return changes[name] as Change;
};

test('every mutation declares its events, and has a case here', () => {
  changeOf('');
  expect(Object.keys(eventsOfMutations).sort()).toEqual([...mutations].sort());
  expect(Object.keys(changes ?? {}).sort()).toEqual([...mutations].sort());
});

/** Those of the newsroom, which readers are told nothing of. */
const ofNewsroom =
  /^(Draft|Revision|Event|AccessToken|CreatedToken|Webhook|Viewer|Preview|Saved|Suggested|NewSource|TopicSuggestion|AskedSearch|Turnaround|StepHours)|^(Mutation|Subscription)$/;
const newsroomFields = [
  'drafts',
  'topicSuggestions',
  'askedSearches',
  'events',
  'tokens',
  'webhooks',
  'webhookDeliveries',
  'turnaround',
];

test('every field of readers is queried here, with each of its arguments', () => {
  const info = new TypeInfo(schema);
  const asked = new Set<string>();
  const visitor = visitWithTypeInfo(info, {
    Field: ({ name, arguments: given }) => {
      asked.add(`${info.getParentType()?.name}.${name.value}`);
      for (const argument of given ?? [])
        asked.add(`${info.getParentType()?.name}.${name.value}(${argument.name.value})`);
    },
    ObjectField: ({ name }) => void asked.add(`${getNamedType(info.getParentInputType())?.name}.${name.value}`),
  });
  for (const { query } of staleCheck.questions) visit(parse(query), visitor);
  const known = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__') && !ofNewsroom.test(type.name),
  );
  const missing = known.flatMap((type) => {
    if (!isObjectType(type) || type.getInterfaces().some(({ name }) => name === 'UserError')) return [];
    const fields = Object.values(type.getFields()).filter(({ name }) => !newsroomFields.includes(name));
    return fields.flatMap(({ name, args }) =>
      [name, ...args.map((argument) => `${name}(${argument.name})`)].map((each) => `${type.name}.${each}`),
    );
  });
  expect(missing.filter((each) => !asked.has(each))).toEqual([]);
});

describe('no cached answer is stale after the mutation, and after its jobs:', () => {
  for (const name of inOrder(mutations)) {
    test(name, async () => {
      const { all, after, left } = await staleCheck.check(name, changeOf(name));
      const isReaders =
        typeof eventsOfMutations[name] !== 'string' &&
        !/draft\.(?!(un)?sched)|token|webhook/.test(String(eventsOfMutations[name]));
      expect(after < all, `${after} of ${all} are left`).toBe(
        isReaders || ['publishDraft', 'importDocument', 'acceptSuggestions'].includes(name),
      );
      // Of some of the questions, as in a short run, it may be less.
      expect(after, 'not all is thrown away').toBeGreaterThan(all * rounds({ short: 1 / 20, long: 1 / 5 }));
      if (/Article$|Draft$/.test(name)) expect(left).toContain('articles of schools');
      process.stdout.write(`${name}: ${after} of ${all} answers are kept\n`);
    });
  }
  test('all of it is over', () => staleCheck.checkAll());
});
