/** An operation as a typed document (TypedDocumentNode): TypeScript for any GraphQL client, with the types of answer and variables. */

import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isTypeSubTypeOf,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import { templateOf } from './share.ts';

/** @throws {Error} for what is no GraphQL, or has no operation */
export function asTypedDocument(query: string, schema: GraphQLSchema): string {
  const { operation, fragments } = documentIn(query);
  const name = operation.name?.value ?? 'document';
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation}.`);
  const result = objectOf({ schema, fragments }, root, [operation.selectionSet], '');
  const variables = (operation.variableDefinitions ?? []).map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    const isOptional = !isNonNullType(type) || defaultValue !== undefined;
    return `  readonly ${variable.name.value}${isOptional ? '?' : ''}: ${type ? inputOf(type, '  ') : 'unknown'};\n`;
  });
  return `import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';

export type ${typeName} = ${result};

export type ${typeName}Variables = {${variables.length > 0 ? `\n${variables.join('')}` : ''}};

export const ${name} = parse(${templateOf(query.trim())}) as TypedDocumentNode<${typeName}, ${typeName}Variables>;
`;
}

function documentIn(query: string) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  try {
    for (const definition of parse(query).definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      if (definition.kind === Kind.OPERATION_DEFINITION) operation ??= definition;
    }
  } catch {
    throw new Error('The query is no GraphQL yet.');
  }
  if (operation === undefined) throw new Error('There is no operation to copy.');
  return { operation, fragments };
}

interface Known {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** A field by its response key, with all that is selected of it. */
interface Selected {
  readonly node: FieldNode;
  readonly sets: SelectionSetNode[];
  /** Whether a directive may leave it out. */
  isOptional: boolean;
}

function objectOf(known: Known, type: GraphQLNamedType, sets: readonly SelectionSetNode[], indent: string): string {
  if (isObjectType(type)) return objectLiteral(known, type, sets, indent);
  if (!isAbstractType(type)) return 'unknown';
  const members = known.schema.getPossibleTypes(type).map((one) => objectLiteral(known, one, sets, indent));
  return [...new Set(members)].join(' | ');
}

function objectLiteral(known: Known, type: GraphQLObjectType, sets: readonly SelectionSetNode[], indent: string) {
  const fields = new Map<string, Selected>();
  for (const set of sets) collect(known, type, set, false, fields);
  const lines = [...fields].map(([key, { node, sets: inner, isOptional }]) => {
    const field = type.getFields()[node.name.value];
    const name = `${indent}  readonly ${key}${isOptional ? '?' : ''}`;
    if (node.name.value === '__typename') return `${name}: '${type.name}';\n`;
    return `${name}: ${field ? outputOf(known, field.type, inner, `${indent}  `) : 'unknown'};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function collect(
  known: Known,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  isOptional: boolean,
  into: Map<string, Selected>,
): void {
  for (const node of selections) {
    const mayBeLeftOut = isOptional || (node.directives?.length ?? 0) > 0;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const found = into.get(key) ?? { node, sets: [], isOptional: mayBeLeftOut };
      if (node.selectionSet) found.sets.push(node.selectionSet);
      found.isOptional &&= mayBeLeftOut;
      into.set(key, found);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? known.fragments.get(node.name.value) : node;
    const condition = fragment?.typeCondition && known.schema.getType(fragment.typeCondition.name.value);
    if (fragment === undefined || (condition && !isTypeSubTypeOf(known.schema, type, condition as GraphQLObjectType)))
      continue;
    collect(known, type, fragment.selectionSet, mayBeLeftOut, into);
  }
}

function outputOf(known: Known, type: GraphQLType, sets: readonly SelectionSetNode[], indent: string): string {
  if (!isNonNullType(type)) return `${nonNullOf(known, type, sets, indent)} | null`;
  return nonNullOf(known, type.ofType, sets, indent);
}

function nonNullOf(known: Known, type: GraphQLType, sets: readonly SelectionSetNode[], indent: string): string {
  if (isListType(type)) return `ReadonlyArray<${outputOf(known, type.ofType, sets, indent)}>`;
  return leafOf(type as GraphQLNamedType) ?? objectOf(known, type as GraphQLNamedType, sets, indent);
}

/** Null for anything else. */
function leafOf(type: GraphQLNamedType): string | null {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name }) => `'${name}'`)
      .join(' | ');
  return scalars[type.name] ?? null;
}

const scalars: Readonly<Record<string, string>> = {
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  String: 'string',
  ID: 'string',
  DateTime: 'string',
  URL: 'string',
  JSON: 'unknown',
};

function inputOf(type: GraphQLType, indent: string): string {
  if (!isNonNullType(type)) return `${nonNullInputOf(type, indent)} | null`;
  return nonNullInputOf(type.ofType, indent);
}

function nonNullInputOf(type: GraphQLType, indent: string): string {
  if (isListType(type)) return `ReadonlyArray<${inputOf(type.ofType, indent)}>`;
  const named = type as GraphQLNamedType;
  if (!isInputObjectType(named)) return leafOf(named) ?? 'unknown';
  const lines = Object.values(named.getFields()).map((field) => {
    const isOptional = !isNonNullType(field.type) || field.defaultValue !== undefined;
    return `${indent}  readonly ${field.name}${isOptional ? '?' : ''}: ${inputOf(field.type, `${indent}  `)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
