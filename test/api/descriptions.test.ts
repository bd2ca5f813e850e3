/** The schema describes itself: descriptions everywhere, deprecations that lead on, roles, and nullable list items only where they are meant. */

import {
  buildSchema,
  type GraphQLResolveInfo,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { reader } from '../../src/roles.ts';
import { deprecationProblems } from '../support/deprecations.ts';

function undescribed(): string[] {
  const missing: string[] = [];
  const see = (name: string, description: string | null | undefined) => {
    if (!description || !/^\S.*[.)`?]$/s.test(description)) missing.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    see(type.name, type.description);
    if (isEnumType(type)) for (const value of type.getValues()) see(`${type.name}.${value.name}`, value.description);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) see(`${type.name}.${field.name}`, field.description);
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        see(`${type.name}.${field.name}`, field.description);
        for (const arg of field.args) see(`${type.name}.${field.name}(${arg.name}:)`, arg.description);
      }
    }
  }
  for (const directive of schema.getDirectives().filter((one) => !isSpecifiedDirective(one))) {
    see(`@${directive.name}`, directive.description);
    for (const arg of directive.args) see(`@${directive.name}(${arg.name}:)`, arg.description);
  }
  return missing;
}

test('every type, field, argument, input field, enum value and directive has a sentence as description', () => {
  expect(undescribed()).toEqual([]);
});

test('each deprecation says since when, and what to use instead', () => {
  expect(deprecationProblems(schema)).toEqual([]);
  const faulty = buildSchema(`
    enum Order { OLD @deprecated NEW }
    input Where { tag: String @deprecated(reason: "Use topic."), topic: String }
    type Query {
      good(new: Int, old: Int @deprecated(reason: "Since 0.2: use \`Query.good(new:)\` instead.")): Int
      gone: Int @deprecated(reason: "Since 0.2.1: nothing takes its place.")
      lost: Int @deprecated(reason: "Since 0.2: use \`Query.nowhere\` instead.")
      chained: Int @deprecated(reason: "Since 0.2: use \`Query.gone\` instead.")
      late: Int @deprecated(reason: "Use \`Query.good\` instead.")
    }`);
  expect(deprecationProblems(faulty)).toEqual([
    'Order.OLD doesn’t say since when, and what to use instead',
    'Where.tag doesn’t say since when, and what to use instead',
    'Query.lost leads to Query.nowhere, which isn’t there',
    'Query.chained leads to Query.gone, which is deprecated too',
    'Query.late doesn’t say since when, and what to use instead',
  ]);
});

test('no list has nullable items but nodes(ids:)', () => {
  const holes = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type))
    .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
    .filter((field) => /\[\w+\]/.test(String(field.type)))
    .map((field) => `${field.name}: ${getNamedType(field.type).name}`);
  expect(holes).toEqual(['nodes: Node']);
});

test('every field of a query whose value depends on who asks declares the roles that it takes', async () => {
  const declaring: string[] = [];
  const asking: string[] = [];
  const loaders = new Proxy({}, { get: () => ({ load: async () => null }) });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    if (type === schema.getMutationType() || type === schema.getSubscriptionType()) continue;
    for (const { name, extensions, resolve } of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${name}`;
      if (Object.hasOwn(extensions.dateline ?? {}, 'roles')) declaring.push(coordinate);
      const context = {
        loaders,
        get viewer() {
          asking.push(coordinate);
          return reader;
        },
      };
      // What it answers is of no matter, only whether it wants to know who asks.
      const answer = async () => resolve?.({}, {}, context, {} as GraphQLResolveInfo);
      await answer().catch(() => {});
    }
  }
  // A draft is also there for a preview link, insights answer with an error, and the viewer is whoever asks.
  const forEverybody = ['Query.draft', 'Query.insights', 'Query.viewer'];
  expect(asking.toSorted()).toEqual([...declaring, ...forEverybody].toSorted());
  expect(declaring).toContain('Query.tokens');
});
