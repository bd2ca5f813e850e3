/** What a mutation that was done under its key before is answered with: what it made, as that is now. */

import { type GraphQLOutputType, getNamedType, isUnionType } from 'graphql';
import { NotFound } from '../src/errors.ts';
import type { Context } from './context.ts';
import { asResult } from './error-result.ts';
import { loadNodes } from './nodes.ts';

/** The nodes that mutations make. */
const madeTypes = ['Article', 'Draft', 'Source', 'Topic'] as const;
/** Their result is what is gone. */
const asItWas: ReadonlySet<string> = new Set(['deleteDraft', 'deleteSource', 'deleteTopic']);

/**
 * A node is loaded anew, since what hangs on its row is; everything else, such as a token's secret, is as it was.
 *
 * @returns a NotFound where the node is gone, or isn't the caller's to see any more
 */
export async function answeredAgain(
  mutation: string,
  type: GraphQLOutputType,
  kept: unknown,
  context: Context,
): Promise<unknown> {
  const made = nodeTypeOf(type);
  if (made === undefined || asItWas.has(mutation) || !hasId(kept)) return kept;
  const [node = null] = await loadNodes(made, [String(kept.id)], context);
  return node ?? asResult(new NotFound(made));
}

function nodeTypeOf(type: GraphQLOutputType): (typeof madeTypes)[number] | undefined {
  const named = getNamedType(type);
  const names = isUnionType(named) ? named.getTypes().map(({ name }) => name) : [named.name];
  return madeTypes.find((name) => names.includes(name));
}

function hasId(kept: unknown): kept is { readonly id: number } {
  return typeof kept === 'object' && kept !== null && 'id' in kept && typeof kept.id === 'number';
}
