/** JSON Schema of an operation's variables, as a tool's input: types, limits by name, defaults, and the schema's own descriptions. */

import {
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** An object's, as a tool has it. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
  readonly [keyword: string]: unknown;
}

const scalars: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  DateTime: { type: 'string', format: 'date-time' },
  URL: { type: 'string', format: 'uri' },
  JSON: {},
};

/** @param document valid, with one operation */
export function inputSchemaOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): InputSchema {
  const uses = descriptionsOfUses(schema, document);
  const inThemselves: Definitions = new Map();
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const { variable, type: node, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node) as GraphQLInputType;
    const description = uses.get(name);
    properties[name] = {
      ...ofType(type, inThemselves, []),
      ...(description && { description }),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    };
    if (isNonNullType(type) && defaultValue === undefined) required.push(name);
  }
  const definitions = inThemselves.size > 0 && { $defs: Object.fromEntries(inThemselves) };
  return { type: 'object', properties, required, additionalProperties: false, ...definitions };
}

/** Of types that have fields of their own type, by their names: the others stand where they are used. */
type Definitions = Map<string, JsonSchema>;

/** @param around the objects that it stands in */
function ofType(
  type: GraphQLInputType,
  inThemselves: Definitions,
  around: readonly GraphQLInputObjectType[],
): JsonSchema {
  if (isNonNullType(type)) return ofType(type.ofType, inThemselves, around);
  if (isListType(type)) return { type: 'array', items: ofType(type.ofType, inThemselves, around) };
  if (isEnumType(type)) {
    const values = type.getValues();
    const told = values.map(({ name, description }) => (description ? `${name}: ${description}` : name));
    return { type: 'string', enum: values.map(({ name }) => name), description: told.join('\n') };
  }
  if (!isInputObjectType(type)) return scalars[type.name] ?? { type: 'string' };
  if (!around.includes(type)) return ofObject(type, inThemselves, around);
  if (!inThemselves.has(type.name)) {
    inThemselves.set(type.name, {});
    inThemselves.set(type.name, ofObject(type, inThemselves, []));
  }
  return { $ref: `#/$defs/${type.name}` };
}

function ofObject(
  type: GraphQLInputObjectType,
  inThemselves: Definitions,
  around: readonly GraphQLInputObjectType[],
): JsonSchema {
  const fields = Object.values(type.getFields());
  const ofField = (own: GraphQLInputType) => ofType(own, inThemselves, [...around, type]);
  return {
    type: 'object',
    ...(type.description && { description: type.description }),
    properties: Object.fromEntries(
      fields.map(({ name, type: own, description }) => [
        name,
        { ...ofField(own), ...(description && { description }) },
      ]),
    ),
    required: fields
      .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
      .map(({ name }) => name),
    additionalProperties: false,
    ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
  };
}

/** By variable: what the argument or field that takes it says of itself. */
function descriptionsOfUses(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const info = new TypeInfo(schema);
  /** Of the fields around: what "any of these" is about stands there. */
  const around: string[] = [];
  const note = (name: string, description: string | null | undefined) => {
    const all = [...around, description ?? ''].filter((each) => each !== '').join(' ');
    if (all !== '' && !found.has(name)) found.set(name, all);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Argument: ({ value }) => {
        if (value.kind === 'Variable') note(value.name.value, info.getArgument()?.description);
      },
      ObjectField: {
        enter: ({ name, value }) => {
          const parent = info.getParentInputType();
          const { description } = (isInputObjectType(parent) && parent.getFields()[name.value]) || {};
          if (value.kind === 'Variable') note(value.name.value, description);
          around.push(description ?? '');
        },
        leave: () => void around.pop(),
      },
    }),
  );
  return found;
}
