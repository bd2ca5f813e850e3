/**
 * Depth, aliases, root fields and directives of an operation, by its form alone, whatever its variables hold.
 *
 * Each fragment is measured once and its numbers reused, so that fragments spread by the million take no longer.
 */

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Counts are of the operation as executed: a fragment counts each time it is spread. */
export interface OperationShape {
  /** Levels of fields; what is below `__schema` and `__type` doesn't count. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

/** What sums up to more stays here: still a number that JSON can carry. */
export const MAX_COUNT = Number.MAX_SAFE_INTEGER;

const nothing: OperationShape = { depth: 0, aliases: 0, rootFields: 0, directives: 0 };

/** Measures one operation of a document; cyclic fragments, which validation refuses, count once. */
export function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): OperationShape {
  const fragments = fragmentsOf(document);
  const known = new Map<string, OperationShape>();

  const ofSelection = (selection: SelectionNode): OperationShape => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const inner = selection.selectionSet ? ofSet(selection.selectionSet) : nothing;
    if (selection.kind === Kind.INLINE_FRAGMENT) return inner;
    const isIntrospection = selection.name.value.startsWith('__');
    return {
      depth: isIntrospection ? 1 : inner.depth + 1,
      aliases: Math.min(MAX_COUNT, inner.aliases + (selection.alias ? 1 : 0)),
      rootFields: 1,
      directives: inner.directives,
    };
  };

  const ofSet = (set: SelectionSetNode): OperationShape =>
    set.selections.reduce((sum, selection) => {
      const one = ofSelection(selection);
      return {
        depth: Math.max(sum.depth, one.depth),
        aliases: Math.min(MAX_COUNT, sum.aliases + one.aliases),
        rootFields: Math.min(MAX_COUNT, sum.rootFields + one.rootFields),
        directives: Math.min(MAX_COUNT, sum.directives + one.directives + (selection.directives?.length ?? 0)),
      };
    }, nothing);

  const ofFragment = (name: string): OperationShape => {
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    let shape = known.get(name);
    if (shape === undefined) {
      known.set(name, nothing);
      shape = ofSet(fragment.selectionSet);
      known.set(name, shape);
    }
    return shape;
  };

  const shape = ofSet(operation.selectionSet);
  return { ...shape, directives: Math.min(MAX_COUNT, shape.directives + (operation.directives?.length ?? 0)) };
}

/** A document's fragments by name. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}
