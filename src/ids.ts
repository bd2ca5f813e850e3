/** Global ids of the graph: a type and a number inside, opaque base64url outside. */

import { MAX_INTEGER } from '../db/engine/keyset.ts';

/** Types that `node(id:)` finds again; how, and for whom, is in schema/nodes.ts. */
export const nodeTypes = ['Article', 'Topic', 'Source', 'Quote', 'Draft', 'Revision'] as const;
export type NodeType = (typeof nodeTypes)[number];

/** Types that have an id and are no nodes: only the fields that take such an id find them. */
type PlainType = 'Event' | 'Webhook' | 'WebhookDelivery';

export function encodeId(type: NodeType | PlainType, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** @returns null for anything that {@link encodeId} never gave out for a node */
export function parseId(globalId: string): { typename: NodeType; id: string } | null {
  const { type, id } = partsOf(globalId);
  const typename = nodeTypes.find((name) => name === type);
  return typename === undefined || id === undefined ? null : { typename, id };
}

/** The number in an id of a type that isn't a node. @returns null for anything else */
export function numberIn(type: PlainType, globalId: string): number | null {
  const { type: found, id } = partsOf(globalId);
  return found === type && id !== undefined ? Number(id) : null;
}

function partsOf(globalId: string): { readonly type?: string; readonly id?: string } {
  const [, type, id] = /^([A-Z][A-Za-z]*):([1-9]\d{0,9})$/.exec(Buffer.from(globalId, 'base64url').toString()) ?? [];
  return type === undefined || id === undefined || Number(id) > MAX_INTEGER ? {} : { type, id };
}
