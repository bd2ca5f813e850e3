/**
 * Unknown names in input objects of variables, found before the executor coerces them: it quotes the whole object for each of
 * the first fifty, and 50 times a megabyte holds the process up for a second.
 */

import {
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type GraphQLType,
  getNullableType,
  isInputObjectType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import type { Variables } from './values.ts';

interface UnknownName {
  /** Begins with `variables` and ends with the name. */
  readonly path: readonly (string | number)[];
  /** That doesn't have it. */
  readonly type: GraphQLInputObjectType;
}

/** The first of them in the order of the operation's variables; what a variable's type doesn't go into isn't looked at. */
export function unknownNameIn(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): UnknownName | undefined {
  for (const { variable, type } of variableDefinitions) {
    const name = variable.name.value;
    const found = unknownIn(variables[name], typeFromAST(schema, type), ['variables', name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownIn(value: unknown, given: GraphQLType | undefined, path: UnknownName['path']): UnknownName | undefined {
  const type = given && getNullableType(given);
  if (typeof value !== 'object' || value === null) return undefined;
  if (isListType(type)) {
    if (!Array.isArray(value)) return unknownIn(value, type.ofType, path);
    for (const [index, item] of value.entries()) {
      const found = unknownIn(item, type.ofType, [...path, index]);
      if (found !== undefined) return found;
    }
  } else if (isInputObjectType(type) && !Array.isArray(value)) {
    const fields = type.getFields();
    for (const [name, inner] of Object.entries(value)) {
      const at = [...path, name];
      if (!Object.hasOwn(fields, name)) return { path: at, type };
      const found = unknownIn(inner, fields[name]?.type, at);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
