/** The schema describes itself: descriptions everywhere, and nullable list items only where they are meant. */

import {
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

test('no list has nullable items but nodes(ids:)', () => {
  const holes = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type))
    .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
    .filter((field) => /\[\w+\]/.test(String(field.type)))
    .map((field) => `${field.name}: ${getNamedType(field.type).name}`);
  expect(holes).toEqual(['nodes: Node']);
});
