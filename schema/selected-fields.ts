/** Look-ahead: which fields of an object an operation selects, so that what nobody asks for isn't worked out. */

import { collectSubFields } from '@graphql-tools/utils';
import { type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql';

/** Names of the fields selected below this one, whatever their aliases, fragments and directives. */
export function selectedFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  const type = getNamedType(info.returnType);
  if (!isObjectType(type)) return new Set();
  const { schema, fragments, variableValues, fieldNodes } = info;
  const { fields, patches } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes]);
  const nodes = [...fields.values(), ...patches.flatMap((patch) => [...patch.fields.values()])].flat();
  return new Set(nodes.map(({ name }) => name.value));
}
