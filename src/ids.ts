/** Ids of the graph: a type and a number inside, opaque outside. */

const nodeTypes = ['Article', 'Topic', 'Source', 'Draft', 'Revision'] as const;
export type NodeType = (typeof nodeTypes)[number];

export function encodeId(type: string, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** @returns null for anything that {@link encodeId} never gave out */
export function parseId(globalId: string): { typename: NodeType; id: string } | null {
  const [, typename, id] =
    /^([A-Z][A-Za-z]*):([1-9]\d{0,9})$/.exec(Buffer.from(globalId, 'base64url').toString()) ?? [];
  const type = nodeTypes.find((name) => name === typename);
  if (type === undefined || id === undefined || Number(id) > 2_147_483_647) return null;
  return { typename: type, id };
}

/** The number in an id of a type that isn't a node. @returns null for anything else */
export function numberIn(type: 'Event' | 'Webhook' | 'WebhookDelivery', globalId: string): number | null {
  const [, typename, id] =
    /^([A-Z][A-Za-z]*):([1-9]\d{0,9})$/.exec(Buffer.from(globalId, 'base64url').toString()) ?? [];
  return typename === type && Number(id) <= 2_147_483_647 ? Number(id) : null;
}
