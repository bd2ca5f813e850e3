/** An operation whose list is read page by page: the same one, with the list's `first` and `after` as variables of our own. */

import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { givenValue, type Variables } from '../graphql/limits/values.ts';
import { refusal } from '../http/refusal.ts';
import type { Path, RowList } from './row-list.ts';
import { valueAt } from './table.ts';

export interface PagedOperation {
  readonly query: string;
  /** Variables of a page that begins behind a cursor. */
  variablesOf(first: number, after: string | null): Variables;
  /** The cursor behind which the next page begins; null for the last one. */
  nextOf(data: unknown): string | null;
}

const names = { first: 'datelineFirst', after: 'datelineAfter', page: 'datelinePage' } as const;

/** How many rows an operation's page asks for; undefined where it leaves that to the service. */
export function askedRows({ connection }: RowList, variables: Variables): number | undefined {
  if (connection === undefined) return undefined;
  const { first, last } = argumentsOf(connection.node, variables);
  if (typeof last === 'number' && last > 0) return last;
  return typeof first === 'number' ? first : undefined;
}

/**
 * @param variables with their defaults
 * @throws GraphQLError 400 for a list that is read from its end
 */
export function pagedOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  connection: NonNullable<RowList['connection']>,
  variables: Variables,
): PagedOperation {
  const { last, after } = argumentsOf(connection.node, variables);
  if (last != null)
    throw refusal(400, 'Give `first` instead of `last`: many rows are read from the start of a list.', {
      code: 'BAD_USER_INPUT',
      argumentPath: ['last'],
    });
  const own = withPaging(document, operation, connection.node);
  return {
    query: print(own.document),
    variablesOf: (first, next) => ({
      ...Object.fromEntries(Object.entries(variables).filter(([name]) => own.used.has(name))),
      [names.first]: first,
      [names.after]: next ?? after ?? null,
    }),
    nextOf: (data) => nextPage(data, connection.path),
  };
}

function nextPage(data: unknown, path: Path): string | null {
  const page = valueAt(data, [...path, names.page]) as { hasNextPage?: boolean; endCursor?: string | null } | null;
  return page?.hasNextPage === true ? (page.endCursor ?? null) : null;
}

function argumentsOf({ arguments: given = [] }: FieldNode, variables: Variables): Record<string, unknown> {
  return Object.fromEntries(given.map(({ name, value }) => [name.value, givenValue(value, variables)]));
}

/** Without the other operations of the document, and without variables that nothing uses any more. */
function withPaging(document: DocumentNode, operation: OperationDefinitionNode, node: FieldNode) {
  const paged = visit(document, {
    OperationDefinition: (each) => (each === operation ? undefined : null),
    Field: (each) => (each === node ? pagedField(each) : undefined),
  });
  const used = new Set<string>();
  visit(paged, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  const definitions = paged.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? {
          ...definition,
          variableDefinitions: [
            ...(definition.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
            ...ours.variableDefinitions,
          ],
        }
      : definition,
  );
  return { document: { ...paged, definitions }, used };
}

function pagedField(node: FieldNode): FieldNode {
  const others = (node.arguments ?? []).filter(({ name }) => name.value !== 'first' && name.value !== 'after');
  const selections = [...(node.selectionSet?.selections ?? []), ...ours.selections];
  return {
    ...node,
    arguments: [...others, ...ours.arguments],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** Written as GraphQL, so that its parts needn't be spelled out as nodes. */
const ours = partsOf(
  `query ($${names.first}: Int!, $${names.after}: String) {
    list(first: $${names.first}, after: $${names.after}) { ${names.page}: pageInfo { hasNextPage endCursor } }
  }`,
);

function partsOf(text: string) {
  const [operation] = parse(text, { noLocation: true }).definitions as [OperationDefinitionNode];
  const [list] = operation.selectionSet.selections as [FieldNode & { readonly selectionSet: SelectionSetNode }];
  return {
    variableDefinitions: operation.variableDefinitions ?? [],
    arguments: (list.arguments ?? []) as readonly ArgumentNode[],
    selections: list.selectionSet.selections,
  };
}
