/** The one list that an operation selects: where its rows stand in the result, and which columns they have. */

import { collectFields } from '@graphql-tools/utils';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isList } from '../graphql/limits/page-size.ts';
import type { Variables } from '../graphql/limits/values.ts';
import { refusal } from '../http/refusal.ts';

/** Response keys, one within the other. */
export type Path = readonly string[];

export interface RowList {
  /** From the result to the list: `['articles', 'nodes']`. */
  readonly path: Path;
  /** Leaves of what the list hangs on, from the result: the same in each row. */
  readonly shared: readonly Path[];
  /** Leaves of a row, from the row. */
  readonly own: readonly Path[];
  /** The connection that the list is a page of, with the path to it; undefined for a list that comes whole. */
  readonly connection: { readonly node: FieldNode; readonly path: Path } | undefined;
}

/** A field of a result, with all that is selected of it under that name. */
interface Selected {
  readonly path: Path;
  readonly nodes: readonly FieldNode[];
  readonly type: GraphQLNamedType;
  readonly isList: boolean;
}

type FieldsOf = (parent: Pick<Selected, 'path' | 'type'>, sets: readonly SelectionSetNode[]) => Selected[];

const MAX_NAMES_SHOWN = 5;
/** Of a page: what is about the list, not about what it hangs on. */
const pageLists = new Set(['edges', 'nodes']);

/**
 * @param operation of a valid document
 * @param variables with their defaults
 * @throws GraphQLError 400 `NOT_ONE_LIST`, with the names of the lists there are, when there is none, or more than one side by side
 */
export function rowListOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): RowList {
  const fieldsOf = fieldsIn(schema, fragments, variables);
  const lists: { readonly list: Selected; readonly parents: readonly Selected[] }[] = [];
  const shared: Path[] = [];
  const look = (parent: Pick<Selected, 'path' | 'type'>, sets: SelectionSetNode[], parents: Selected[]): void => {
    const fields = fieldsOf(parent, sets);
    const isPage = fields.some(({ isList: isOne, nodes: [node] }) => isOne && pageLists.has(node?.name.value ?? ''));
    for (const field of fields) {
      if (field.isList) lists.push({ list: field, parents });
      else if (isPage) continue;
      else if (isLeafType(field.type)) shared.push(field.path);
      else look(field, setsOf(field), [...parents, field]);
    }
  };
  const root = schema.getRootType(operation.operation);
  if (root) look({ path: [], type: root }, [operation.selectionSet], []);

  const [only, ...others] = lists;
  if (only === undefined || others.length > 0) throw notOneList(lists.map(({ list }) => list.path));
  const { list, parents } = only;
  const parent = parents.at(-1);
  const isPage = pageLists.has(list.nodes[0]?.name.value ?? '');
  const [node] = parent?.nodes ?? [];
  return {
    path: list.path,
    shared,
    own: isLeafType(list.type) ? [[]] : leavesOf({ ...list, path: [] }, fieldsOf),
    connection: isPage && parent && node ? { node, path: parent.path } : undefined,
  };
}

/** All fields by response key, of whichever type an abstract one turns out to be. */
function fieldsIn(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): FieldsOf {
  const known = Object.fromEntries(fragments);
  return ({ path, type }, sets) => {
    const selectionSet: SelectionSetNode = {
      kind: Kind.SELECTION_SET,
      selections: sets.flatMap(({ selections }) => selections),
    };
    const found = new Map<string, Selected>();
    for (const object of objectTypes(schema, type)) {
      const { fields, patches } = collectFields(
        schema,
        known,
        { coerced: variables, sources: {} },
        object,
        selectionSet,
      );
      for (const [key, nodes] of [fields, ...patches.map((patch) => patch.fields)].flatMap((each) => [...each])) {
        const field = object.getFields()[nodes[0]?.name.value ?? ''];
        if (field === undefined || found.has(key)) continue;
        found.set(key, { path: [...path, key], nodes, type: getNamedType(field.type), isList: isList(field) });
      }
    }
    return [...found.values()];
  };
}

function objectTypes(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

function setsOf({ nodes }: Pick<Selected, 'nodes'>): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function leavesOf(parent: Selected, fieldsOf: FieldsOf): Path[] {
  return fieldsOf(parent, setsOf(parent)).flatMap((field) =>
    isLeafType(field.type) ? [field.path] : leavesOf(field, fieldsOf),
  );
}

function notOneList(paths: readonly Path[]): Error {
  const names = paths.slice(0, MAX_NAMES_SHOWN).map((path) => path.join('.'));
  if (paths.length > MAX_NAMES_SHOWN) names.push('…');
  const message =
    paths.length === 0
      ? 'A file has the rows of a list, and this operation selects none.'
      : `A file has the rows of one list, and this operation selects ${paths.length}: ${names.join(', ')}. Ask for one of them.`;
  return refusal(400, message, { code: 'NOT_ONE_LIST', lists: names });
}
