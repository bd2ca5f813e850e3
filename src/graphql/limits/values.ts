/** Values of arguments and of directives' conditions, once an operation's variables are known. */

import { type DirectiveNode, Kind, type OperationDefinitionNode, type ValueNode, valueFromASTUntyped } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

export function withDefaults(operation: OperationDefinitionNode, given: Variables): Variables {
  const defaults = operation.variableDefinitions?.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  return { ...Object.fromEntries(defaults ?? []), ...given };
}

/** Null counts as missing, as it does to the resolvers. */
export function givenValue(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  // Only the length matters, and it is the same whatever the items are.
  if (node.kind === Kind.LIST) return node.values;
  return valueFromASTUntyped(node);
}

export function isDeferred(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  const defer = directives?.find(({ name }) => name.value === 'defer');
  return defer !== undefined && conditionOf(defer, variables) !== false;
}

export function isSkipped(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  return (directives ?? []).some((directive) => {
    const name = directive.name.value;
    const value = conditionOf(directive, variables);
    return (name === 'skip' && value === true) || (name === 'include' && value === false);
  });
}

function conditionOf(directive: DirectiveNode, variables: Variables): unknown {
  const condition = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  return condition && givenValue(condition, variables);
}
