/** A schema as SDL, with its descriptions, in the order of names: printed once, and then remembered. */

import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

const printed = new WeakMap<GraphQLSchema, string>();

export function sdlOf(schema: GraphQLSchema): string {
  const sdl = printed.get(schema) ?? printSchema(lexicographicSortSchema(schema));
  printed.set(schema, sdl);
  return sdl;
}
