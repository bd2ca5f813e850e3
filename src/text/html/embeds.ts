/** What other people's players would show: told by element, class and address, whoever made the page. */

import { type Addressing, webAddress } from './addresses.ts';
import { isCounter } from './pictures.ts';
import { isPieceOfProvider, isTracker, pageOfPlayer, providerOf } from './providers.ts';
import { type ElementNode, elementsIn, type HtmlNode, hasClass, styleOf, textIn } from './tree.ts';

/** A player as a body has it: where it leads, and what is known of what it shows. */
export interface Embed {
  readonly url: string;
  readonly title: string | undefined;
  /** What the page shows in its place and isn't to be lost: the text of a post. */
  readonly content: readonly HtmlNode[];
}

export type EmbedReading = { readonly embed: Embed } | 'dropped' | 'none';

/** Elements that are nothing but a player. */
const playerTags = new Set(['iframe', 'video', 'audio', 'object', 'embed', 'frame']);

const MAX_TITLE_CHARACTERS = 300;

/** @returns `dropped` for a player without a usable address and for a counter, `none` for what is no player */
export function embedIn(node: ElementNode, addressing: Addressing): EmbedReading {
  const isPlayer = playerTags.has(node.tag);
  const address = isPlayer ? playerAddress(node) : namedAddress(node);
  if (address === undefined) return isPlayer && node.tag !== 'object' ? 'dropped' : 'none';
  const url = address.map((each) => webAddress(each, addressing)).find((each) => each !== undefined);
  if (url === undefined) return isPlayer && node.tag !== 'object' ? 'dropped' : 'none';
  if (isTracker(url) || (isPlayer && isHidden(node))) return 'dropped';
  const isPost = node.tag === 'blockquote' || node.tag.startsWith('fb-') || hasClass(node, 'fb-post');
  const page = pageOfPlayer(url);
  const title = titleOf(node) ?? (node.tag === 'object' ? titleInside(node, url, addressing) : undefined);
  return { embed: { url: page, title, content: isPost ? node.children : [] } };
}

/**
 * Whether a player holds words or pictures for those who can't be shown it, other than its title: readers of the page
 * don't see them, and neither do those of the body.
 */
export function hasFallback(node: ElementNode, { title }: Embed): boolean {
  if (!playerTags.has(node.tag)) return false;
  const words = line(textIn(node.children));
  return (
    (words !== '' && words !== title) ||
    [...elementsIn(node.children)].some(({ tag, attributes }) => isLost(tag, attributes.alt, title))
  );
}

const isLost = (tag: string, alt: string | undefined, title: string | undefined) =>
  tag === 'img' && (title === undefined || alt === undefined || line(alt) !== title);

/** What an object says within of itself: a link to the same thing by its words, what stands for a picture by its alternative text. */
function titleInside(node: ElementNode, url: string, addressing: Addressing): string | undefined {
  const inner = [...elementsIn(node.children)];
  const link = inner.find(({ tag, attributes }) => tag === 'a' && webAddress(attributes.href, addressing) === url);
  if (link !== undefined) return shortTitle(textIn([link]));
  if (!/^image\//i.test(node.attributes.type ?? '')) return undefined;
  return shortTitle(inner.find(({ tag }) => tag === 'img')?.attributes.alt ?? textIn(node.children));
}

/** The address that a paragraph consists of, when it is the page of a provider's piece. */
export function bareAddress(text: string): string | undefined {
  const address = text.trim();
  return address.length < 500 && /^https?:\/\/\S+$/.test(address) && isPieceOfProvider(address) && URL.canParse(address)
    ? pageOfPlayer(new URL(address).href)
    : undefined;
}

function isHidden(node: ElementNode): boolean {
  const style = styleOf(node);
  return isCounter(node) || style.get('visibility') === 'hidden' || /^none/.test(style.get('display') ?? '');
}

/** Scripts put a player's address in when the reader agrees or comes near: until then it stands beside. */
function playerAddress({ tag, attributes, children }: ElementNode): string[] | undefined {
  const late = Object.entries(attributes)
    .filter(([name]) => /^data-(?:[\w-]+-)?(?:src|url|href)$/.test(name))
    .map(([, value]) => value);
  const inner = [...elementsIn(children)];
  const sources = inner
    .filter((each) => each.tag === 'source' || each.tag === 'embed')
    .map((each) => each.attributes.src);
  const movie = inner.find((each) => each.tag === 'param' && /^(?:movie|src|url)$/i.test(each.attributes.name ?? ''));
  const stream = tag === 'video' || tag === 'audio' ? streamAddress(attributes) : undefined;
  const data = tag === 'object' ? attributes.data : undefined;
  const found = [data, attributes.src, ...late, ...sources, movie?.attributes.value, stream];
  const given = found.filter((each) => each !== undefined && each.trim() !== '' && each !== 'about:blank');
  return given.length === 0 ? undefined : (given as string[]);
}

/** Players of services that fill a bare `video` in know it by a number. */
function streamAddress(attributes: Readonly<Record<string, string>>): string | undefined {
  const media =
    attributes['data-media-id'] ?? (attributes['data-source'] === 'jwplatform' ? attributes['video-id'] : undefined);
  if (media !== undefined && /^\w{8}$/.test(media)) return `https://cdn.jwplayer.com/previews/${media}`;
  const { 'data-account': account, 'data-video-id': video, 'data-player': player = 'default' } = attributes;
  if (account === undefined || video === undefined || !/^\d+$/.test(account) || !/^[\w:.-]+$/.test(video))
    return undefined;
  const page = `https://players.brightcove.net/${account}/${encodeURIComponent(player)}_default/index.html`;
  return `${page}?videoId=${encodeURIComponent(video)}`;
}

type AddressReader = (attributes: Readonly<Record<string, string>>) => string | undefined;

const made =
  (name: string, prefix: string, suffix = ''): AddressReader =>
  (attributes) => {
    const value = attributes[name];
    if (value === undefined || value === '') return undefined;
    return /^https?:/.test(value) ? value : `${prefix}${encodeURIComponent(value)}${suffix}`;
  };

/** Elements of makers' own that stand for a player. */
const readersByTag: ReadonlyMap<string, AddressReader> = new Map(
  Object.entries<AddressReader>({
    'lite-youtube': (a) =>
      made('videoid', 'https://www.youtube.com/watch?v=')(a) ?? made('video-id', 'https://www.youtube.com/watch?v=')(a),
    'lite-vimeo': made('videoid', 'https://vimeo.com/'),
    'youtube-video': (a) => a.src,
    'vimeo-video': (a) => a.src,
    'amp-youtube': (a) => made('data-videoid', 'https://www.youtube.com/watch?v=')(a),
    'amp-vimeo': made('data-videoid', 'https://vimeo.com/'),
    'amp-dailymotion': made('data-videoid', 'https://www.dailymotion.com/video/'),
    'amp-twitter': made('data-tweetid', 'https://x.com/i/status/'),
    'amp-instagram': made('data-shortcode', 'https://www.instagram.com/p/', '/'),
    'amp-tiktok': (a) =>
      a['data-src'] &&
      (/^\d+$/.test(a['data-src']) ? `https://www.tiktok.com/embed/v2/${a['data-src']}` : a['data-src']),
    'amp-facebook': (a) => a['data-href'],
    'amp-soundcloud': made(
      'data-trackid',
      'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F',
    ),
    'amp-iframe': (a) => a.src,
    'amp-video': (a) => a.src,
    'amp-audio': (a) => a.src,
    'amp-video-iframe': (a) => a.src,
    'amp-embedly-card': (a) => a['data-url'],
    'fb-post': (a) => a.href ?? a['data-href'],
  }),
);

/** By class: a provider's script would put its player there. */
const readersByClass: ReadonlyMap<string, AddressReader> = new Map(
  Object.entries<AddressReader>({
    'instagram-media': (a) => a['data-instgrm-permalink'],
    'tiktok-embed': (a) => a.cite,
    'bluesky-embed': (a) =>
      a['data-bluesky-uri']?.replace(
        /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/(\w+)$/,
        'https://bsky.app/profile/$1/post/$2',
      ),
    'text-post-media': (a) => a['data-text-post-permalink'],
    'fb-post': (a) => a['data-href'],
    'fb-video': (a) => a['data-href'],
    'flourish-embed': (a) => a['data-src'] && `https://public.flourish.studio/${a['data-src'].replace(/^\/+/, '')}/`,
    'infogram-embed': made('data-id', 'https://infogram.com/'),
    'mastodon-embed': (a) => a['data-embed-url'] ?? a.src,
  }),
);

/** Posts that are quoted with a link to themselves, the last one. */
const posts = [
  'twitter-tweet',
  'twitter-video',
  'instagram-media',
  'tiktok-embed',
  'reddit-embed-bq',
  'reddit-card',
  'bluesky-embed',
  'text-post-media',
  'fb-xfbml-parse-ignore',
  'mastodon-embed',
  'imgur-embed-pub',
];

function namedAddress(node: ElementNode): string[] | undefined {
  const { tag, attributes } = node;
  const found: (string | undefined)[] = [readersByTag.get(tag)?.(attributes)];
  for (const name of attributes.class?.split(/\s+/) ?? []) found.push(readersByClass.get(name)?.(attributes));
  if (tag === 'blockquote' && hasClass(node, ...posts)) {
    found.push(
      ...[...elementsIn(node.children)]
        .filter((each) => each.tag === 'a')
        .map((each) => each.attributes.href)
        .reverse(),
    );
  }
  if (tag.startsWith('amp-') || tag === 'lite-youtube')
    found.push(...(readersByTag.has(tag) ? (playerAddress(node) ?? []) : []));
  if (tag === 'script') found.push(scriptAddress(attributes));
  const given = found.filter((each) => each !== undefined && each !== '');
  return given.length === 0 ? undefined : (given as string[]);
}

/** Scripts that draw a chart or a post right where they stand. */
function scriptAddress({ src = '', ...attributes }: Readonly<Record<string, string>>): string | undefined {
  const chart = /^(?:https?:)?\/\/(?:datawrapper\.dwcdn\.net|datawrapper\.de)\/(\w+)\/(?:\d+\/)?embed\.js/.exec(
    src,
  )?.[1];
  if (chart !== undefined) return `https://datawrapper.dwcdn.net/${chart}/`;
  const gist = /^(?:https?:)?(\/\/gist\.github\.com\/[\w.-]+\/\w+)\.js/.exec(src)?.[1];
  if (gist !== undefined) return `https:${gist}`;
  const post = attributes['data-telegram-post'];
  if (post !== undefined && /telegram-widget/.test(src)) return `https://t.me/${post}`;
  const infogram = attributes['data-infogram-id'] ?? (/infogram/.test(src) ? attributes['data-id'] : undefined);
  return infogram === undefined ? undefined : `https://infogram.com/${encodeURIComponent(infogram)}`;
}

function titleOf({ attributes, tag }: ElementNode): string | undefined {
  const given =
    attributes.title ??
    attributes['aria-label'] ??
    attributes['data-title'] ??
    attributes.playlabel ??
    (tag === 'object' ? attributes.name : undefined);
  const title = line(given ?? '');
  // Players are called what they are in many languages; that says nothing of what they show.
  if (
    title === '' ||
    /^(?:(?:youtube|vimeo|embedded|spotify|x|twitter) )?(?:video|audio|media|embed|post|content|iframe)? ?(?:player|embed|iframe|frame|content)?$/i.test(
      title,
    )
  )
    return undefined;
  return shortTitle(title);
}

const line = (text: string) => text.replace(/\s+/g, ' ').trim();

function shortTitle(text: string): string | undefined {
  const title = line(text);
  if (title.length > MAX_TITLE_CHARACTERS) return `${title.slice(0, MAX_TITLE_CHARACTERS - 1).toWellFormed()}…`;
  return title === '' ? undefined : title;
}

/** @returns the player that a figure was made of before; null for a figure that has only the mark of one */
export function embedFrom(figure: ElementNode, addressing: Addressing): Embed | null {
  const link = [...elementsIn(figure.children)].find(({ tag }) => tag === 'a');
  const url = webAddress(link?.attributes.href, addressing);
  if (link === undefined || url === undefined) return null;
  const text = textIn([link]).replace(/\s+/g, ' ').trim();
  const page = pageOfPlayer(url);
  const content = figure.children.filter((node) => typeof node === 'object' && node.tag === 'figcaption');
  return { url: page, title: text === '' || text === providerOf(page) ? undefined : text, content };
}
