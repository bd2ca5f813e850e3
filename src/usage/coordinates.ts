/** Schema coordinates that an operation uses (`Article.slug`, `Query.articles(first:)`, `TopicOrder.NAME`), and those deprecated. */

import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Fields, arguments, input fields and enum values that stand in a document. A field of an interface is one of all types that
 * implement it. What is in the values of variables isn't known.
 */
export function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const owners = () => {
    const parent = types.getParentType();
    if (!parent) return [];
    const implementing = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
    return [parent, ...implementing].map(({ name }) => name);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        if (types.getFieldDef()) for (const owner of owners()) found.add(`${owner}.${name.value}`);
      },
      Argument: ({ name }) => {
        const field = types.getFieldDef();
        if (field && !types.getDirective())
          for (const owner of owners()) found.add(`${owner}.${field.name}(${name.value}:)`);
      },
      ObjectField: ({ name }) => {
        const owner = getNamedType(types.getParentInputType());
        if (owner && isInputObjectType(owner)) found.add(`${owner.name}.${name.value}`);
      },
      EnumValue: ({ value }) => {
        const owner = getNamedType(types.getInputType());
        if (owner && isEnumType(owner)) found.add(`${owner.name}.${value}`);
      },
    }),
  );
  return found;
}

/** Why each coordinate that the schema deprecates is; null for those that aren't. */
export function allCoordinates(schema: GraphQLSchema): Map<string, string | null> {
  const all = new Map<string, string | null>();
  const add = (coordinate: string, { deprecationReason }: { deprecationReason?: string | null | undefined }) =>
    all.set(coordinate, deprecationReason ?? null);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(`${type.name}.${field.name}`, field);
        for (const argument of field.args) add(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, field);
    } else if (isEnumType(type)) {
      for (const value of type.getValues()) add(`${type.name}.${value.name}`, value);
    }
  }
  return all;
}
