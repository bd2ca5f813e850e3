/**
 * Owns what an operation costs once its variables are known, and whether each page it asks for has a size we serve.
 *
 * A field costs 1. What is inside a list costs as often as the list is long: by `first`, `last` or `ids` where they are
 * given, else by what the schema declares in `extensions.dateline.listSize`, else by a default. A part of the answer that
 * is deferred costs for itself, too.
 */

import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { fragmentsOf, MANY } from './operation-shape.ts';

export interface CostOptions {
  readonly maxPageSize: number;
  /** Length of a page whose `first` and `last` are both missing. */
  readonly defaultPageSize: number;
  /** Length taken for a list that has no page and declares none. */
  readonly defaultListSize: number;
}

export interface PageProblem {
  readonly field: string;
  /** `first`, `last`, `ids`, or `first and last` when both are given. */
  readonly argument: 'first' | 'last' | 'ids' | 'first and last';
  readonly given: number;
}

export interface OperationCost {
  /** At most `MANY`. */
  readonly cost: number;
  readonly pageProblems: readonly PageProblem[];
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Each part waits for all others and goes out by itself, and what that takes grows with the square of their number.
 * A few hundred are no burden.
 */
const partCost = 100;

/** Reading the schema calls no resolver of ours, but its answer is long. */
const introspectionCost: Readonly<Record<string, number>> = { __schema: 5_000, __type: 100, __typename: 1 };

/**
 * Adds up one operation of a valid document. Each fragment is walked once for each page size it is spread under.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
  options: CostOptions,
): OperationCost {
  const fragments = fragmentsOf(document);
  const variables = withDefaults(operation, given);
  const known = new Map<string, number>();
  const pageProblems: PageProblem[] = [];

  /** `pageSize` is that of the connection whose `edges` and `nodes` this set may select. */
  const ofSet = (set: SelectionSetNode, parent: GraphQLNamedType | undefined, pageSize: number | undefined): number => {
    let sum = 0;
    for (const selection of set.selections) {
      if (isSkipped(selection.directives, variables)) continue;
      if (isDeferred(selection.directives, variables)) sum += partCost;
      if (selection.kind === Kind.FIELD) {
        sum += ofField(selection, parent, pageSize);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        sum += ofSet(selection.selectionSet, type, pageSize);
      } else {
        sum += ofFragment(selection.name.value, pageSize);
      }
    }
    return Math.min(MANY, sum);
  };

  const ofFragment = (name: string, pageSize: number | undefined): number => {
    const key = `${name} ${pageSize}`;
    let cost = known.get(key);
    const fragment = fragments.get(name);
    if (cost === undefined && fragment !== undefined) {
      known.set(key, 0);
      cost = ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), pageSize);
      known.set(key, cost);
    }
    return cost ?? 0;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined, pageSize: number | undefined): number => {
    const own = introspectionCost[node.name.value];
    if (own !== undefined) return own;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) return 0;
    const asked = askedSize(node, field);
    const type = getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) return 1;
    if (!isList(field)) return 1 + ofSet(node.selectionSet, type, asked);
    const length = asked ?? declaredSize(field) ?? pageSize ?? options.defaultListSize;
    return Math.min(MANY, 1 + length * ofSet(node.selectionSet, type, undefined));
  };

  /** The size that a field's arguments ask for; undefined if it takes no such argument. */
  const askedSize = (node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined => {
    const argument = (name: 'first' | 'last' | 'ids'): unknown => {
      const definition = field.args.find((arg) => arg.name === name);
      if (definition === undefined) return undefined;
      const value = node.arguments?.find((arg) => arg.name.value === name)?.value;
      return (value && constantOf(value, variables)) ?? definition.defaultValue;
    };
    const ids = argument('ids');
    if (Array.isArray(ids)) {
      if (ids.length > options.maxPageSize)
        pageProblems.push({ field: field.name, argument: 'ids', given: ids.length });
      return ids.length;
    }
    const first = argument('first');
    const last = argument('last');
    for (const [name, size] of [
      ['first', first],
      ['last', last],
    ] as const) {
      if (typeof size === 'number' && (size < 1 || size > options.maxPageSize)) {
        pageProblems.push({ field: field.name, argument: name, given: size });
      }
    }
    if (typeof first === 'number' && typeof last === 'number') {
      pageProblems.push({ field: field.name, argument: 'first and last', given: first });
    }
    const size = first ?? last;
    if (typeof size === 'number') return Math.max(0, size);
    return field.args.some(({ name }) => name === 'first' || name === 'last')
      ? (declaredSize(field) ?? options.defaultPageSize)
      : undefined;
  };

  return {
    cost: ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, undefined),
    pageProblems,
  };
}

function isList(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(field.type instanceof GraphQLNonNull ? field.type.ofType : field.type);
}

/** `extensions: { dateline: { listSize: 12 } }` on a field: about how long its list is. */
function declaredSize(field: GraphQLField<unknown, unknown>): number | undefined {
  const declared = field.extensions.dateline as { readonly listSize?: unknown } | undefined;
  return typeof declared?.listSize === 'number' ? declared.listSize : undefined;
}

function withDefaults(operation: OperationDefinitionNode, given: Variables): Variables {
  const defaults = operation.variableDefinitions?.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  return { ...Object.fromEntries(defaults ?? []), ...given };
}

/** Null counts as missing, as it does to the resolvers. */
function constantOf(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  // Only the length matters, and it is the same whatever the items are.
  if (node.kind === Kind.LIST) return node.values;
  return valueFromASTUntyped(node);
}

function isDeferred(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  const defer = directives?.find(({ name }) => name.value === 'defer');
  return defer !== undefined && conditionOf(defer, variables) !== false;
}

function isSkipped(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  return (directives ?? []).some((directive) => {
    const name = directive.name.value;
    const value = conditionOf(directive, variables);
    return (name === 'skip' && value === true) || (name === 'include' && value === false);
  });
}

function conditionOf(directive: DirectiveNode, variables: Variables): unknown {
  const condition = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  return condition && constantOf(condition, variables);
}
