/** Tools of the Model Context Protocol, made from operations: each query is one, called and described as its file has it. */

import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { parseWithin } from '../graphql/limits/document-size.ts';
import { defaultLimits } from '../graphql/limits/limits.ts';
import { type InputSchema, inputSchemaOf } from './input-schema.ts';

export interface OperationTool {
  /** The operation's name in lower case, words parted by `_`. */
  readonly name: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  /** With the address and dates of each article in it. */
  readonly query: string;
}

/** Longer names are refused by clients. */
const MAX_NAME_CHARACTERS = 64;

/** @returns null for what is no tool: another schema's, a mutation or subscription, or several operations in one text */
export function toolOf(schema: GraphQLSchema, text: string): OperationTool | null {
  const document = parsed(text);
  const operation = document && onlyQuery(document);
  const name = operation?.name?.value;
  if (!document || !operation || name === undefined || validate(schema, document).length > 0) return null;
  return {
    name: snakeCase(name).slice(0, MAX_NAME_CHARACTERS),
    description: commentOf(text) ?? `Runs the operation ${name}.`,
    inputSchema: inputSchemaOf(schema, document, operation),
    query: print(withAddresses(schema, document)),
  };
}

export function parsed(text: string): DocumentNode | null {
  try {
    return parseWithin(text, defaultLimits);
  } catch {
    return null;
  }
}

/** Null unless a document's one operation is a query. */
export function onlyQuery({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const [operation, ...others] = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const query = operation as OperationDefinitionNode | undefined;
  return others.length === 0 && query?.operation === 'query' ? query : null;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** The lines of `#` that a file begins with. */
function commentOf(text: string): string | undefined {
  const [comment = ''] = /^(?:#.*\n)*/.exec(text) ?? [];
  return comment.replaceAll(/^# ?/gm, '').replaceAll('\n', ' ').trim() || undefined;
}

/** What an article is cited by: where it is read, and since when. */
const citedBy = ['url', 'publishedAt', 'updatedAt'] as const;

/** The same with the address and dates of every article that it selects, unless a name is taken by something else. */
export function withAddresses(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave: (set) => {
          const type = info.getParentType();
          if (!type || getNamedType(type).name !== 'Article') return undefined;
          const taken = new Set(set.selections.flatMap(responseKeyOf));
          const added = citedBy.filter((name) => !taken.has(name)).map(fieldNamed);
          return added.length === 0 ? undefined : { ...set, selections: [...set.selections, ...added] };
        },
      },
    }),
  );
}

function responseKeyOf(selection: SelectionNode): readonly string[] {
  return selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [];
}

function fieldNamed(value: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value } };
}
