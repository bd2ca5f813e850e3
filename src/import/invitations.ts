/** What systems put into a text to have its readers sign up: Ghost's, Substack's and Squarespace's forms, and buttons that lead to theirs. */

import {
  type ElementNode,
  elementsIn,
  type HtmlNode,
  hasClass,
  parseTree,
  textIn,
  writeTree,
} from '../text/html/tree.ts';

const MAX_DEPTH = 200;

export interface Uninvited {
  readonly html: string;
  /** As `[signup]`. */
  readonly dropped: readonly string[];
}

const forms = [
  'kg-signup-card',
  'subscription-widget-wrap',
  'subscription-widget',
  'wp-block-jetpack-subscriptions',
  'sqs-block-newsletter',
];
const buttons = ['kg-button-card', 'button-wrapper'];
const isPossible = new RegExp([...forms, ...buttons].join('|'));

export function withoutInvitations(html: string): Uninvited {
  const tree = isPossible.test(html) ? parseTree(html, MAX_DEPTH) : null;
  if (tree === null) return { html, dropped: [] };
  const dropped = new Set<string>();
  const rest = uninvited(tree, dropped);
  return dropped.size === 0 ? { html, dropped: [] } : { html: writeTree(rest), dropped: [...dropped] };
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
  if (hasClass(node, ...forms)) return 'signup';
  return hasClass(node, ...buttons) && leadsToForm(node) ? 'button' : undefined;
}

/** Whether there is nothing in it but what leads to a form. */
function leadsToForm(node: ElementNode): boolean {
  const links = [...elementsIn([node])].filter(({ tag }) => tag === 'a');
  const isForm = ({ attributes }: ElementNode) => /^[^#]*#\/portal|\/subscribe(?:[?#/]|$)/.test(attributes.href ?? '');
  const lettersIn = (nodes: readonly HtmlNode[]) => textIn(nodes).replace(/\s/g, '').length;
  return links.length > 0 && links.every(isForm) && lettersIn(links) === lettersIn([node]);
}
