/** Connections: pages of a list with a cursor on each edge, and the nodes alone beside them. */

import type { ObjectFieldsShape } from '@pothos/core';
import { builder, type TypeRef } from './builder.ts';
import type { Page } from './paging.ts';

type Types = typeof builder.$inferSchemaTypes;

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page that counts the whole list if someone asks. */
export type CountedPage<E extends { cursor: string }> = Page<E> & { readonly count: () => Promise<number> };

/** An edge; `fields` says what the edge itself knows. */
export function edgeType<Node extends object, E extends Edge<Node>>(
  name: string,
  description: string,
  node: TypeRef<Node>,
  fields?: ObjectFieldsShape<Types, E>,
): TypeRef<E> {
  return builder.objectRef<E>(name).implement({
    description,
    fields: (t) => ({
      cursor: t.string({
        description: 'Its place in the list, for `after` and `before`.',
        resolve: ({ cursor }) => cursor,
      }),
      // NOTE: Pothos can't see through the generic; E's own bound says what node is.
      node: t.field({ type: node as TypeRef<object>, description: 'What is listed.', resolve: (edge) => edge.node }),
      ...fields?.(t),
    }),
  }) as TypeRef<E>;
}

/** A connection; `fields` says what the list itself knows. */
export function connectionType<Node extends object, E extends Edge<Node>, P extends Page<E> = Page<E>>(
  name: string,
  description: string,
  node: TypeRef<Node>,
  edge: TypeRef<E>,
  fields?: ObjectFieldsShape<Types, P>,
): TypeRef<P> {
  return builder.objectRef<P>(name).implement({
    description,
    fields: (t) => ({
      edges: t.field({
        type: [edge as TypeRef<Edge<object>>],
        description: 'The page, with what each edge knows.',
        // NOTE: the same: an E is an Edge<object>.
        resolve: ({ edges }): readonly Edge<object>[] => edges,
      }),
      nodes: t.field({
        type: [node as TypeRef<object>],
        description: 'The page, without its edges.',
        resolve: ({ edges }): readonly object[] => edges.map((each) => each.node),
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Where the page stands in the list.',
        resolve: ({ pageInfo }) => pageInfo,
      }),
      ...fields?.(t),
    }),
  }) as TypeRef<P>;
}

/** A connection that knows how long its list is, and what `fields` say. */
export function countedConnectionType<
  Node extends object,
  E extends Edge<Node>,
  P extends CountedPage<E> = CountedPage<E>,
>(
  name: string,
  description: string,
  node: TypeRef<Node>,
  edge: TypeRef<E>,
  fields?: ObjectFieldsShape<Types, P>,
): TypeRef<P> {
  return connectionType<Node, E, P>(name, description, node, edge, (t) => ({
    totalCount: t.int({
      description: 'How many there are in the whole list; counted only when asked for.',
      resolve: ({ count }) => count(),
    }),
    ...fields?.(t),
  }));
}
