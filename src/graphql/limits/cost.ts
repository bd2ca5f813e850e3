/**
 * Query cost of an operation once its variables are known, and whether each page it asks for has a size we serve.
 *
 * A field costs 1. What is inside a list costs as often as the list is long: by `first`, `last` or `ids` where they are
 * given, else by what the schema declares in `extensions.dateline.listSize`, else by a default; each id in `exclude` costs 1. A part of the answer that
 * is deferred costs for itself, too.
 */

import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, MAX_COUNT } from './operation-shape.ts';
import { askedSize, declaredSize, excludedCount, isList, type PageProblem, type PageSizeOptions } from './page-size.ts';
import { isDeferred, isSkipped, type Variables, withDefaults } from './values.ts';

export interface CostOptions extends PageSizeOptions {
  /** Length taken for a list that has no page and declares none. */
  readonly defaultListSize: number;
}

export interface OperationCost {
  /** At most `MAX_COUNT`. */
  readonly cost: number;
  readonly pageProblems: readonly PageProblem[];
}

/**
 * Each part waits for all others and goes out by itself, and what that takes grows with the square of their number.
 * A few hundred are no burden.
 */
const DEFERRED_PART_COST = 100;

/** Reading the schema calls no resolver of ours, but its answer is long. */
const INTROSPECTION_COST: Readonly<Record<string, number>> = { __schema: 5_000, __type: 100, __typename: 1 };

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
      if (isDeferred(selection.directives, variables)) sum += DEFERRED_PART_COST;
      if (selection.kind === Kind.FIELD) {
        sum += ofField(selection, parent, pageSize);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        sum += ofSet(selection.selectionSet, type, pageSize);
      } else {
        sum += ofFragment(selection.name.value, pageSize);
      }
    }
    return Math.min(MAX_COUNT, sum);
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
    const own = INTROSPECTION_COST[node.name.value];
    if (own !== undefined) return own;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) return 0;
    const asked = askedSize(node, field, variables, options, (problem) => pageProblems.push(problem));
    const type = getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) return 1;
    const excluded = excludedCount(node, field, variables);
    if (!isList(field)) return 1 + excluded + ofSet(node.selectionSet, type, asked);
    const length = asked ?? declaredSize(field) ?? pageSize ?? options.defaultListSize;
    return Math.min(MAX_COUNT, 1 + length * ofSet(node.selectionSet, type, undefined));
  };

  return {
    cost: ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, undefined),
    pageProblems,
  };
}
