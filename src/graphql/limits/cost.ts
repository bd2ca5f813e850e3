/**
 * Query cost of an operation once its variables are known, and whether each page it asks for has a size we serve.
 *
 * A field costs 1. What is inside a list costs as often as the list is long: by `first`, `last` or `ids` where they are
 * given, else by what the schema declares in `extensions.dateline.listSize`, else by a default; each id in `exclude` costs 1. A part of the answer that
 * is deferred costs for itself, too; so does what a field works out beside its answer, where it declares that (`extra-cost.ts`).
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
import { extraCostOf } from './extra-cost.ts';
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
  /** The part of it that has been worked for, however short the answer is; undefined where no field declares any. */
  readonly extra: number | undefined;
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
  const pageProblems: PageProblem[] = [];
  let hasExtra = false;
  const cost = sumOf(schema, document, operation, given, {
    ...options,
    report: (problem) => pageProblems.push(problem),
    extraOf: (...args) => {
      const extra = extraCostOf(...args);
      hasExtra ||= extra !== undefined;
      return extra ?? 0;
    },
  });
  const plain = { ...options, report: () => {}, extraOf: () => 0 };
  const extra = hasExtra ? cost - sumOf(schema, document, operation, given, plain) : undefined;
  return { cost, extra, pageProblems };
}

interface SumOptions extends CostOptions {
  report(problem: PageProblem): void;
  extraOf(...args: Parameters<typeof extraCostOf>): number;
}

function sumOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
  options: SumOptions,
): number {
  const fragments = fragmentsOf(document);
  const variables = withDefaults(operation, given);
  const known = new Map<string, number>();

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
    const asked = askedSize(node, field, variables, options, options.report);
    const type = getNamedType(field.type);
    const once = 1 + options.extraOf(node, field, variables);
    if (node.selectionSet === undefined || !isCompositeType(type)) return once;
    const excluded = excludedCount(node, field, variables);
    if (!isList(field)) return once + excluded + ofSet(node.selectionSet, type, asked);
    const length = asked ?? declaredSize(field) ?? pageSize ?? options.defaultListSize;
    return Math.min(MAX_COUNT, once + length * ofSet(node.selectionSet, type, undefined));
  };

  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, undefined);
}
