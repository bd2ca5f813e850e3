/**
 * Repeated fields: how often a document selects what it has selected already.
 *
 * Validation compares every two fields that end up at one place of the answer, so its time grows with the square of
 * this number: 480 repetitions kept it busy for half a second.
 */

import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';

/** Fields at a place where another one of their definition is; fragments that are spread are counted by themselves. */
export function repeatedFields(document: DocumentNode): number {
  let count = 0;
  for (const definition of document.definitions) {
    if ('selectionSet' in definition && definition.selectionSet) count += repeatedIn([definition.selectionSet]);
  }
  return count;
}

function repeatedIn(sets: readonly SelectionSetNode[]): number {
  const places = new Map<string, FieldNode[]>();
  for (const field of sets.flatMap(fieldsOf)) {
    const name = (field.alias ?? field.name).value;
    const others = places.get(name);
    if (others === undefined) places.set(name, [field]);
    else others.push(field);
  }
  let count = 0;
  for (const fields of places.values()) {
    count += fields.length - 1;
    count += repeatedIn(fields.flatMap(({ selectionSet }) => selectionSet ?? []));
  }
  return count;
}

function fieldsOf(set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection;
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}
