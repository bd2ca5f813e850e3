/**
 * Text that a page itself hides from its readers: honeypots, previews of mails, notices for programs alone. It isn't the
 * piece's, and nobody may read it in a body either.
 *
 * What only waits to be shown stays: what a script unfolds (tabs, "read more"), what an in-page link leads to, pictures and
 * players that load late, and a text that is hidden as a whole until its fonts or a consent are there.
 */

import { isCounter } from './pictures.ts';
import { withNotesOpen } from './popovers.ts';
import { type ElementNode, element, elementsIn, type HtmlNode, hasClass, styleOf, textIn } from './tree.ts';

/** For a glance at the source: most bodies hide nothing. */
const mayHide =
  /\bhidden\b|<dialog|\bpopover\b|display\s*:\s*none|visibility\s*:|-9\d{3,}|-\d{5,}|-999|clip\s*:|font-size\s*:\s*0|mso-hide|sr-only|screen-reader-text/i;

/** Classes and ids of what unfolds, in the languages that pages name theirs in. */
const unfolding = new RegExp(
  `(?:^|[\\s_-])(?:(?:${[
    'tabs?|tab-?(?:pane|panel|content)|panels?|slides?|slider|carousel|swiper|gallery|spoiler|drawer',
    '(?:read|show|view|see)?[_-]?more|more-?(?:text|content)|faqs?|answers?|transcripts?|wow',
    '(?:mehr|weiter)[_-]?lesen|lire-?la-?suite|voir-?plus|leer-?m[aá]s|ver-?m[aá]s|seguir-?leyendo|leggi-?tutto',
    'l(?:eia|er)-?mais|lees-?(?:meer|verder)|l[aäe]s-?mer|czytaj-?(?:dalej|wi[eę]cej)',
  ].join(
    '|',
  )})\\d*|(?:a[ck]+orde|collaps|(?:auf|aus)klapp|fold|expand|toggle|lazy|defer|paywall|unveil|reveal|fade|animate)\\w*)(?=$|[\\s_-])`,
  'i',
);
const media = new Set(['img', 'picture', 'video', 'audio', 'iframe', 'object', 'embed', 'amp-img']);
const inline = /^(?:span|a|sup|sub|i|b|em|strong|small|font)$/;
/** Of headings' links to themselves and of icons. */
const signs = /^[\s#¶§🔗↗→»\u200b]*$/u;

/** The tree without what its page hides; `lose` is told of each. What is hidden piece by piece and leaves nothing stays. */
export function withoutHidden(
  nodes: readonly HtmlNode[],
  html: string,
  lose: (part: string) => void,
): readonly HtmlNode[] {
  if (!mayHide.test(html)) return nodes;
  const open = withoutClosed(withNotesOpen(nodes), lose);
  const contents = new Map<ElementNode, Content>();
  const all = contentOf(open, contents).characters;
  const lost: string[] = [];
  const shown = { controlled: controlledIn(open), contents, all, lose: (part: string) => lost.push(part) };
  const left = pruned(open, shown);
  const { characters, hasMedia } = contentOf(left, new Map());
  if (characters === 0 && !hasMedia) return open;
  for (const part of lost) lose(part);
  return left;
}

/** Whatever is in them: dialogs and popovers lie above a page and are no part of its text, but for notes that its sentences open. */
function withoutClosed(nodes: readonly HtmlNode[], lose: (part: string) => void): readonly HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === 'string') return [node];
    if (!isClosed(node)) return [element(node.tag, node.attributes, withoutClosed(node.children, lose))];
    lose(`${node.tag} hidden`);
    return [];
  });
}

/** An element by what its tag says. */
type Tag = Pick<ElementNode, 'tag' | 'attributes'>;

/**
 * Whether it is a dialog or a popover that isn't open. A `popover` of any other value is an older script's, with the words
 * that it shows.
 */
export function isClosed(node: Tag): boolean {
  const { open, popover } = node.attributes;
  const isDialog = node.tag === 'dialog';
  const isPopover = popover !== undefined && /^(?:auto|manual|hint)?$/i.test(popover.trim());
  return ((isDialog && open === undefined) || (isPopover && !isDialog)) && !isDisplayed(node);
}

/** Whether a browser shows nothing of it as it stands, were it to be unfolded later or not. */
export function isUnshown(node: Tag): boolean {
  return isClosed(node) || isHiddenByAttribute(node) || /^none/.test(styleOf(node).get('display') ?? '');
}

function isHiddenByAttribute(node: Tag): boolean {
  const { hidden } = node.attributes;
  return hidden !== undefined && hidden !== 'until-found' && !isDisplayed(node);
}

/** What is hidden by an attribute alone is seen where its style says how. */
function isDisplayed(node: Tag): boolean {
  return /^(?!none|inherit|initial|unset|revert)./.test(styleOf(node).get('display') ?? '');
}

/** What stands in an element; told once for all, so that nested ones aren't gone through again and again. */
interface Content {
  readonly characters: number;
  readonly hasMedia: boolean;
  /** Something in it is seen although the whole has no size or isn't visible. */
  readonly hasSize: boolean;
  readonly hasVisible: boolean;
}

interface Shown {
  /** Ids of what something else on the page shows. */
  readonly controlled: ReadonlySet<string>;
  readonly contents: ReadonlyMap<ElementNode, Content>;
  /** Characters of the whole. */
  readonly all: number;
  readonly lose: (part: string) => void;
}

const nothing: Content = { characters: 0, hasMedia: false, hasSize: false, hasVisible: false };
const MAX_SIGN_CHARACTERS = 10;
/** Of a text that is hidden as a whole: what is seen beside it is a heading or a notice. */
const MIN_SHARE_OF_WHOLE = 0.9;
/** Half of a text as long as that is the rest of it, and no note. */
const MIN_REST_CHARACTERS = 1_000;

function pruned(nodes: readonly HtmlNode[], shown: Shown): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === 'string') return [node];
    if (isHidden(node, shown) && !isWaiting(node, shown)) {
      shown.lose(`${node.tag} hidden`);
      return [];
    }
    // Its id may be where a link leads.
    const { characters, hasMedia } = shown.contents.get(node) ?? nothing;
    const mayBeSign = node.attributes['aria-hidden'] === 'true' && !hasMedia && characters <= MAX_SIGN_CHARACTERS;
    const isSign = mayBeSign && signs.test(textIn([node]));
    return [element(node.tag, node.attributes, isSign ? [] : pruned(node.children, shown))];
  });
}

/**
 * Programs that read aloud skip what is `aria-hidden`, and readers see it: it stays. So does a block that isn't visible yet,
 * since animations begin so.
 */
function isHidden(node: ElementNode, { contents }: Shown): boolean {
  // Players and counters are told by what they show.
  if (media.has(node.tag) || node.tag === 'noscript') return false;
  if (isHiddenByAttribute(node) || isForListeners(node)) return true;
  const style = styleOf(node);
  const { hasSize, hasVisible } = contents.get(node) ?? nothing;
  return (
    /^none/.test(style.get('display') ?? '') ||
    (/^hidden/.test(style.get('visibility') ?? '') && inline.test(node.tag) && !hasVisible) ||
    ['left', 'top', 'text-indent'].some((side) => /^-(?:9\d{3,}|\d{5,}|999+r?em)/.test(style.get(side) ?? '')) ||
    /^rect\((?:[01](?:px)?[ ,]*){4}\)/.test(style.get('clip') ?? '') ||
    (/^0(?:px|pt|em)?(?!\S)/.test(style.get('font-size') ?? '') && !hasSize) ||
    style.get('mso-hide') === 'all'
  );
}

/** Words that are read aloud and not shown, by the classes of the usual frameworks. */
export function isForListeners(node: ElementNode): boolean {
  return hasClass(node, 'sr-only', 'visually-hidden', 'screen-reader-text');
}

/** Whether it will be seen: in a line, only what something else shows. */
function isWaiting(node: ElementNode, { controlled, contents, all }: Shown): boolean {
  const { characters, hasMedia } = contents.get(node) ?? nothing;
  if (hasMedia) return true;
  const { role, class: classes = '', id = '', itemprop, 'aria-labelledby': label } = node.attributes;
  const isUnfolded = role === 'tabpanel' || label !== undefined || /answer/i.test(itemprop ?? '');
  const isNamedSo = !isForListeners(node) && (unfolding.test(classes) || unfolding.test(id));
  if (isUnfolded || isNamedSo || controlled.has(id)) return true;
  const isMost = characters >= MIN_SHARE_OF_WHOLE * all || (characters >= MIN_REST_CHARACTERS && characters * 2 >= all);
  return isMost && !inline.test(node.tag);
}

function controlledIn(nodes: readonly HtmlNode[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { attributes } of elementsIn(nodes)) {
    const { onclick = '', href } = attributes;
    const named = [attributes['aria-controls'], attributes['data-target'], attributes['data-bs-target'], href];
    for (const each of named) for (const id of each?.split(/\s+/) ?? []) ids.add(id.replace(/^#/, ''));
    // "toggle('rest')"
    for (const [, id = ''] of onclick.matchAll(/['"][#.]?([\w-]+)(?=['"])/g)) ids.add(id);
  }
  ids.delete('');
  return ids;
}

function contentOf(nodes: readonly HtmlNode[], contents: Map<ElementNode, Content>): Content {
  let { characters, hasMedia, hasSize, hasVisible } = nothing;
  for (const node of nodes) {
    if (typeof node === 'string') characters += node.trim().length;
    else {
      const own = node.tag === 'script' || node.tag === 'style' ? [] : node.children;
      const inner = contentOf(own, contents);
      contents.set(node, inner);
      characters += inner.characters;
      hasMedia ||= inner.hasMedia || (media.has(node.tag) && !isCounter(node));
      const style = styleOf(node);
      // A class may set the size again.
      hasSize ||= inner.hasSize || /^[^0]/.test(style.get('font-size') ?? '') || node.attributes.class !== undefined;
      hasVisible ||= inner.hasVisible || style.get('visibility') === 'visible';
    }
  }
  return { characters, hasMedia, hasSize, hasVisible };
}
