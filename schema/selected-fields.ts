/** Look-ahead: which fields of an object an operation selects, so that what nobody asks for isn't worked out. */

import { collectSubFields } from '@graphql-tools/utils';
import { type FieldNode, type GraphQLResolveInfo, getNamedType, isObjectType, type SelectionSetNode } from 'graphql';

/** Names of the fields selected below this one, whatever their aliases, fragments and directives. */
export function selectedFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  const type = getNamedType(info.returnType);
  if (!isObjectType(type)) return new Set();
  const { schema, fragments, variableValues, fieldNodes } = info;
  const variables = { coerced: variableValues, sources: {} };
  const { fields, patches } = collectSubFields(schema, fragments, variables, type, [...fieldNodes]);
  const nodes = [...fields.values(), ...patches.flatMap((patch) => [...patch.fields.values()])].flat();
  return new Set(nodes.map(({ name }) => name.value));
}

/** Documents are parsed once and asked many times: by field, what was found below it. */
const known = new WeakMap<FieldNode, Map<string, boolean>>();

/**
 * Whether a field is selected below this one, at the end of a path of names: a quick look that takes no notice of `@skip` and `@include`,
 * for what is right either way. What is deferred isn't selected.
 */
export function selects({ fieldNodes, fragments }: GraphQLResolveInfo, path: readonly string[]): boolean {
  const key = path.join('.');
  return fieldNodes.some((node) => {
    const answers = known.get(node) ?? new Map<string, boolean>();
    known.set(node, answers);
    const answer = answers.get(key) ?? isBelow(node.selectionSet, path, fragments, new Set());
    answers.set(key, answer);
    return answer;
  });
}

function isBelow(
  set: SelectionSetNode | undefined,
  path: readonly string[],
  fragments: GraphQLResolveInfo['fragments'],
  seen: Set<string>,
): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === 'Field')
      return selection.name.value === name && isBelow(selection.selectionSet, rest, fragments, seen);
    if (selection.directives?.some((directive) => directive.name.value === 'defer')) return false;
    if (selection.kind === 'InlineFragment') return isBelow(selection.selectionSet, path, fragments, seen);
    // However often one is spread, it is looked through once for each part of the path.
    const spread = `${path.length} ${selection.name.value}`;
    if (seen.has(spread)) return false;
    seen.add(spread);
    return isBelow(fragments[selection.name.value]?.selectionSet, path, fragments, seen);
  });
}
