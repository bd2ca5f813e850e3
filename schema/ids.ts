/** Ids of the graph: a type and a number inside, opaque outside. */

import { badInput } from '../src/bad-input.ts';

const nodeTypes = ['Article', 'Topic', 'Source'] as const;
export type NodeType = (typeof nodeTypes)[number];

/** How many ids `nodes` takes: as many as a page holds. */
const mostIds = 100;

export function encodeId(type: string, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** @throws BAD_USER_INPUT for anything that {@link encodeId} never gave out */
export function decodeId(globalId: string): { typename: NodeType; id: string } {
  const [, typename, id] =
    /^([A-Z][A-Za-z]*):([1-9]\d{0,9})$/.exec(Buffer.from(globalId, 'base64url').toString()) ?? [];
  const type = nodeTypes.find((name) => name === typename);
  if (type === undefined || id === undefined || Number(id) > 2_147_483_647) {
    throw badInput(`${JSON.stringify(globalId)} is not an id that this service gave out.`, ['id']);
  }
  return { typename: type, id };
}

/** The number in an id that has to be of one type. */
export function idOf(type: NodeType, globalId: string, path: readonly string[]): number {
  const decoded = decodeId(globalId);
  if (decoded.typename !== type) throw badInput(`This is the id of a ${decoded.typename}, not of a ${type}.`, path);
  return Number(decoded.id);
}

export function loadNodes<Id>(ids: readonly Id[], resolveNodes: (ids: Id[]) => Promise<unknown[]>): Promise<unknown[]> {
  if (ids.length > mostIds) throw badInput(`At most ${mostIds} ids at once; these are ${ids.length}.`, ['ids']);
  return resolveNodes([...ids]);
}
