/** Extra cost of a field, beside that of the fields of its answer: what the schema declares in `extensions.dateline.extraCost`. */

import { type FieldNode, type GraphQLField, valueFromASTUntyped } from 'graphql';
import type { Variables } from './values.ts';

/** Of a field's arguments, with their defaults and as the caller wrote them: nothing has been coerced. */
type ExtraCost = (args: Variables) => number;

/** Undefined for a field that declares none. */
export function extraCostOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Variables,
): number | undefined {
  const { extraCost } = (field.extensions.dateline ?? {}) as { readonly extraCost?: ExtraCost };
  if (extraCost === undefined) return undefined;
  const given = (node.arguments ?? []).flatMap(({ name, value }) => {
    const found: unknown = valueFromASTUntyped(value, variables);
    return found == null ? [] : [[name.value, found]];
  });
  const defaults = field.args.map(({ name, defaultValue }) => [name, defaultValue]);
  return extraCost(Object.fromEntries([...defaults, ...given]));
}
