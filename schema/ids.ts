/** Global ids as arguments: anything that this service never gave out is refused by name. */

import { type NodeType, parseId } from '../src/ids.ts';
import { badInput } from './bad-input.ts';
import { shortList } from './inputs.ts';

/** How many ids `nodes` takes: as many as a page holds. */
const MAX_IDS = 100;

/** @throws BAD_USER_INPUT for anything that this service never gave out */
export function decodeId(globalId: string, path: readonly string[] = ['id']): { typename: NodeType; id: string } {
  const decoded = parseId(globalId);
  if (decoded === null) {
    throw badInput(`${JSON.stringify(globalId)} is not an id that this service gave out.`, path);
  }
  return decoded;
}

/** The number in an id that has to be of one type. */
export function idOf(type: NodeType, globalId: string, path: readonly string[]): number {
  const decoded = decodeId(globalId, path);
  if (decoded.typename !== type) throw badInput(`This is the id of a ${decoded.typename}, not of a ${type}.`, path);
  return Number(decoded.id);
}

/** @returns the numbers of articles, each once and ascending; @throws BAD_USER_INPUT for too many, or any other id */
export function articleIds(ids: readonly string[] | null | undefined, path: readonly string[]): number[] | undefined {
  const distinct = shortList(ids?.map(String), path);
  return distinct && [...new Set(distinct.map((id) => idOf('Article', id, path)))].sort((a, b) => a - b);
}

/** @throws BAD_USER_INPUT for more than `nodes` takes */
export function expectFewIds(ids: readonly unknown[]): void {
  if (ids.length > MAX_IDS) throw badInput(`At most ${MAX_IDS} ids at once; these are ${ids.length}.`, ['ids']);
}
