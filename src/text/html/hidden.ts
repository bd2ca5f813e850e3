/**
 * Text that a page itself hides from its readers: honeypots, previews of mails, notices for programs alone. It isn't the
 * piece's, and nobody may read it in a body either.
 *
 * What only waits to be shown stays: what a script unfolds (tabs, "read more"), what an in-page link leads to, pictures and
 * players that load late, and a text that is hidden as a whole until its fonts or a consent are there.
 */

import { type ElementNode, element, elementsIn, type HtmlNode, hasClass, styleOf, textIn } from './tree.ts';

/** For a glance at the source: most bodies hide nothing. */
const mayHide =
  /\bhidden\b|display\s*:\s*none|visibility\s*:|-9\d{3,}|font-size\s*:\s*0|mso-hide|sr-only|screen-reader-text/i;

const unfolding =
  /(?:^|[\s_-])(?:tabs?|tab-?(?:pane|panel|content)|accordion|collaps\w*|fold\w*|expand\w*|more|read-?more|spoiler|toggle\w*|slides?|slider|carousel|swiper|gallery|lazy\w*|defer\w*|drawer|paywall\w*|unveil|reveal\w*)(?=$|[\s_-])/i;
const media = new Set(['img', 'picture', 'video', 'audio', 'iframe', 'object', 'embed', 'amp-img', 'noscript']);
const inline = /^(?:span|a|sup|sub|i|b|em|strong|small|font)$/;
/** Of headings' links to themselves and of icons. */
const signs = /^[\s#¶§🔗↗→»\u200b]*$/u;

/** The tree without what its page hides; `lose` is told of each. */
export function withoutHidden(
  nodes: readonly HtmlNode[],
  html: string,
  lose: (part: string) => void,
): readonly HtmlNode[] {
  if (!mayHide.test(html)) return nodes;
  const contents = new Map<ElementNode, Content>();
  const all = contentOf(nodes, contents).characters;
  return pruned(nodes, { controlled: controlledIn(nodes), contents, all, lose });
}

/** What stands in an element; told once for all, so that nested ones aren't gone through again and again. */
interface Content {
  readonly characters: number;
  readonly hasMedia: boolean;
}

interface Shown {
  /** Ids of what something else on the page shows. */
  readonly controlled: ReadonlySet<string>;
  readonly contents: ReadonlyMap<ElementNode, Content>;
  /** Characters of the whole. */
  readonly all: number;
  readonly lose: (part: string) => void;
}

const MAX_SIGN_CHARACTERS = 10;

function pruned(nodes: readonly HtmlNode[], shown: Shown): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === 'string') return [node];
    if (isHidden(node) && !isWaiting(node, shown)) {
      shown.lose(`${node.tag} hidden`);
      return [];
    }
    // Its id may be where a link leads.
    const { characters = 0, hasMedia = false } = shown.contents.get(node) ?? {};
    const mayBeSign = node.attributes['aria-hidden'] === 'true' && !hasMedia && characters <= MAX_SIGN_CHARACTERS;
    const isSign = mayBeSign && signs.test(textIn([node]));
    return [element(node.tag, node.attributes, isSign ? [] : pruned(node.children, shown))];
  });
}

/** Programs that read aloud skip what is `aria-hidden`, and readers see it: it stays. */
function isHidden(node: ElementNode): boolean {
  // Players and counters are told by what they show.
  if (media.has(node.tag)) return false;
  const { hidden } = node.attributes;
  if (hidden !== undefined && hidden !== 'until-found') return true;
  if (inline.test(node.tag) && hasClass(node, 'sr-only', 'visually-hidden', 'screen-reader-text')) return true;
  const style = styleOf(node);
  return (
    /^none/.test(style.get('display') ?? '') ||
    /^hidden/.test(style.get('visibility') ?? '') ||
    /^-9\d{3,}/.test(style.get('left') ?? style.get('text-indent') ?? '') ||
    /^0(?:px|pt|em)?(?!\S)/.test(style.get('font-size') ?? '') ||
    style.get('mso-hide') === 'all'
  );
}

/** Whether it will be seen: in a line nothing waits. */
function isWaiting(node: ElementNode, { controlled, contents, all }: Shown): boolean {
  const { characters = 0, hasMedia = false } = contents.get(node) ?? {};
  if (hasMedia || inline.test(node.tag)) return hasMedia;
  const { role, class: classes = '', id, 'aria-labelledby': label } = node.attributes;
  const isUnfolded = role === 'tabpanel' || label !== undefined || unfolding.test(classes) || unfolding.test(id ?? '');
  return isUnfolded || (id !== undefined && controlled.has(id)) || characters * 2 >= all;
}

function controlledIn(nodes: readonly HtmlNode[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { attributes } of elementsIn(nodes)) {
    const named = [
      attributes['aria-controls'],
      attributes['data-target'],
      attributes['data-bs-target'],
      attributes.href,
    ];
    for (const each of named) for (const id of each?.split(/\s+/) ?? []) ids.add(id.replace(/^#/, ''));
  }
  return ids;
}

function contentOf(nodes: readonly HtmlNode[], contents: Map<ElementNode, Content>): Content {
  let characters = 0;
  let hasMedia = false;
  for (const node of nodes) {
    if (typeof node === 'string') characters += node.trim().length;
    else {
      const own = node.tag === 'script' || node.tag === 'style' ? [] : node.children;
      const inner = contentOf(own, contents);
      contents.set(node, inner);
      characters += inner.characters;
      hasMedia ||= inner.hasMedia || media.has(node.tag);
    }
  }
  return { characters, hasMedia };
}
