/** Pages too deep or too large to make a tree of. */

import { excessOf } from '../../text/html/tree.ts';
import { RefusedInput } from '../imported-document.ts';

/** Levels of nesting; Readability takes time with the cube of it, and real pages stay below a hundred. */
const MAX_DEPTH = 200;
/** Elements, texts and comments; a long page with hundreds of comments has 20,000. */
const MAX_NODES = 50_000;

/**
 * Before a tree is built, which takes time with the square of either.
 *
 * @throws {RefusedInput} for more than any article has
 */
export function refuseExcess(html: string): void {
  const excess = excessOf(html, { depth: MAX_DEPTH, nodes: MAX_NODES });
  if (excess === 'depth')
    throw new RefusedInput(`The page is nested more than ${MAX_DEPTH} levels deep, which no article is.`);
  if (excess === 'nodes')
    throw new RefusedInput(
      `The page has more than ${MAX_NODES.toLocaleString('en')} elements and texts, which no article has.`,
    );
}
