/** The schema builder: what all types share, and no type. */

import SchemaBuilder, { type ObjectFieldsShape, type ObjectRef } from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import { encodeId, type NodeType } from '../src/ids.ts';
import type { Context, MutationContext } from './context.ts';
import { idempotencyPlugin } from './idempotency.ts';
import { decodeId, expectFewIds } from './ids.ts';
import { loadNodes, type NodeRows } from './nodes.ts';

interface TypesWith<ContextOfResolvers extends Context> {
  Context: ContextOfResolvers;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Date; Output: Date };
    URL: { Input: URL; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
}

const pothos = new SchemaBuilder<TypesWith<Context>>({
  plugins: [RelayPlugin, idempotencyPlugin],
  defaultFieldNullability: false,
  relay: {
    // NOTE: of nodes alone, which are all made by `nodeType` below.
    encodeGlobalID: (type, id) => encodeId(type as NodeType, Number(id)),
    decodeGlobalID: (globalId) => decodeId(globalId),
    idFieldOptions: { description: 'Opaque and the same for ever: `node(id:)` finds the object again.' },
    nodeTypeOptions: { description: 'Anything that can be fetched again by its id.' },
    nodeQueryOptions: {
      description: 'The object with this id, or null if there is none that the public may see.',
      args: { id: { description: 'An id that this service gave out.' } },
    },
    nodesQueryOptions: {
      description: 'The objects with these ids, in the same order; null where there is none that the public may see.',
      args: { ids: { description: 'At most 100 ids that this service gave out.' } },
      resolve: (_, { ids }, _context, _info, resolveNodes) => {
        expectFewIds(ids);
        return resolveNodes([...ids]);
      },
    },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether the list goes on behind this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there is something before this page.' },
    startCursorFieldOptions: {
      description: 'Cursor of the first edge; null on an empty page. Goes into `before`, where a list has that.',
    },
    endCursorFieldOptions: { description: 'Cursor of the last edge; null on an empty page. Goes into `after`.' },
  },
});

type MutationBuilder = PothosSchemaTypes.SchemaBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<TypesWith<MutationContext>>
>;

/**
 * Nodes are made by {@link nodeType}, whose names are those that ids know. Only the resolvers of mutation fields get the
 * database: what a query reads past the loaders would be in no note of what its answer is made from.
 */
// NOTE: Pothos knows one context for all fields.
export const builder = pothos as unknown as Omit<
  typeof pothos,
  'node' | 'nodeRef' | 'mutationField' | 'mutationFields'
> &
  Pick<MutationBuilder, 'mutationField'>;

type Types = typeof pothos.$inferSchemaTypes;
export type TypeRef<Row> = ObjectRef<Types, Row>;

/** An object type that `node(id:)` finds again. */
export function nodeType<Type extends NodeType & keyof NodeRows>(
  name: Type,
  options: { readonly description: string; readonly fields: ObjectFieldsShape<Types, NodeRows[Type]> },
): TypeRef<NodeRows[Type]> {
  const ref = pothos.objectRef<NodeRows[Type]>(name);
  // NOTE: Pothos can't see through the generic; every row of a node has an id.
  pothos.node(ref as TypeRef<{ readonly id: number }>, {
    description: options.description,
    id: { resolve: ({ id }) => id },
    loadManyWithoutCache: (ids, context) => loadNodes(name, ids, context),
    fields: options.fields as ObjectFieldsShape<Types, { readonly id: number }>,
  });
  return ref;
}

builder.mutationType({ description: 'What callers may do, one after the other.' });

builder.queryType({ description: 'Everything here is what the public may see, whoever asks.' });

builder.subscriptionType({
  description: 'What callers hear as it happens, over server-sent events; what readers may not see is left out.',
});
