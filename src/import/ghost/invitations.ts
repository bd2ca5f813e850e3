/** Cards of a Ghost post that invite to sign up: a form for the letter, and buttons that open Ghost's own portal. */

import { type ElementNode, elementsIn, type HtmlNode, hasClass, parseTree, writeTree } from '../../text/html/tree.ts';

const MAX_DEPTH = 200;

export interface Uninvited {
  readonly html: string;
  /** As `[signup]`. */
  readonly dropped: readonly string[];
}

export function withoutInvitations(html: string): Uninvited {
  const tree = /kg-signup-card|#\/portal/.test(html) ? parseTree(html, MAX_DEPTH) : null;
  if (tree === null) return { html, dropped: [] };
  const dropped = new Set<string>();
  return { html: writeTree(uninvited(tree, dropped)), dropped: [...dropped] };
}

function uninvited(nodes: readonly HtmlNode[], dropped: Set<string>): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === 'string') return [node];
    const card = invitation(node);
    if (card === undefined) return [{ ...node, children: uninvited(node.children, dropped) }];
    dropped.add(`[${card}]`);
    return [];
  });
}

function invitation(node: ElementNode): string | undefined {
  if (hasClass(node, 'kg-signup-card')) return 'signup';
  return hasClass(node, 'kg-button-card') && leadsToPortal(node) ? 'button' : undefined;
}

const leadsToPortal = (node: ElementNode) =>
  [...elementsIn([node])].some(({ tag, attributes }) => tag === 'a' && /^[^#]*#\/portal/.test(attributes.href ?? ''));
