/**
 * Shortcodes of WordPress in a body: captions become figures, players and posts of other sites their addresses, galleries their
 * pictures; of the rest the text within is kept. Words in brackets that are no shortcodes stay.
 */

import { decodeHTML } from 'entities';
import { escapedAttribute } from '../../text/html/tree.ts';

export interface Shortcodes {
  readonly html: string;
  /** Those that showed something and are left out, as `[contact-form-7]`. */
  readonly dropped: readonly string[];
}

/** @param pictureOf the HTML of an attachment by its id, for galleries */
export function withoutShortcodes(body: string, pictureOf: (id: string) => string | undefined): Shortcodes {
  const dropped = new Set<string>();
  if (!body.includes('[')) return { html: body, dropped: [] };
  const closed = new Set([...body.matchAll(/\[\/([\w-]{1,60})\]/g)].map(([, name = '']) => name.toLowerCase()));
  const withFigures = body.replace(captionPattern, (_, attributes: string, inner: string) =>
    figureOf(inner, attributeOf(attributes, 'caption')),
  );
  const html = withFigures
    .replace(embedPattern, (_, url: string) => playerOf(url))
    .replace(shortcodePattern, (whole, outer: string, slash: string, name: string, written: string, end: string) => {
      // "[[gallery]]" is how one writes about shortcodes.
      if (outer === '[') return end.endsWith(']') && end.length > 1 ? whole.slice(1, -1) : whole;
      const known = name.toLowerCase();
      if (!isShortcode(known, written, closed)) return whole;
      if (slash === '/') return breaksLine(known) ? '\n\n' : '';
      if (known === 'gallery') {
        const pictures = galleryOf(written, pictureOf);
        if (pictures.trim() === '') dropped.add('[gallery]');
        return pictures;
      }
      const address = addressOf(known, written);
      if (address !== undefined) return playerOf(address);
      if (!closed.has(known) && !silent.test(known)) dropped.add(`[${known}]`);
      return breaksLine(known) ? '\n\n' : '';
    });
  return { html, dropped: [...dropped] };
}

const attribute = String.raw`\s[\w:-]{1,60}=(?:"[^"\]]*"|'[^'\]]*'|[^\s"'\]]+)`;
const captionPattern =
  /\[(?:wp_)?caption\b([^\]]{0,2000})\]((?:(?!\[(?:wp_)?caption\b|\[\/(?:wp_)?caption\])[\s\S]){0,20000})\[\/(?:wp_)?caption\]/gi;
const embedPattern = /\[embed\b[^\]]{0,500}\]\s*(https?:\/\/[^\s[\]<]{1,2000})\s*\[\/embed\]/gi;
const shortcodePattern = /(\[?)\[(\/?)([a-z][\w-]{1,60})((?:=[^\s\]]{1,500})?(?:\s[^[\]]{0,3000})?)(\/?\]{1,2})/gi;
const hasAttribute = new RegExp(attribute);

/** Those of WordPress itself and of much used plugins that may stand without attributes and without an end. */
const known =
  /^(?:gallery|caption|wp_caption|embed|audio|video|playlist|youtube|vimeo|tweet|twitter|instagram|facebook|soundcloud|spotify|tiktok|gist|wpvideo|googlemaps|toc|contact-form(?:-7)?|gravityform|mc4wp_form|newsletter|adsense|ad|ads|advert|sociable|share|print_link|related_posts|jp-?relatedposts|more|nextpage|divider|separator|spacer|clear|audio_player|poll|sitemap|do_widget|dropcap|pullquote|quote|button|row|column|accordion|tabs?)$/;
/** Of page builders. */
const builder = /^(?:vc|et_pb|fusion|su|av|mk|tatsu|rev|tdb?|cs|x|fl|wpbakery|themify|layerslider)[_-]/;
/** Nobody misses them. */
const silent =
  /^(?:toc|adsense|ads?|advert|sociable|share|print_link|more|nextpage|divider|separator|spacer|clear|row|column|newsletter|(?:jp-?)?related_?posts)$|^(?:vc|et_pb|fusion|av|mk)_/;

function isShortcode(name: string, written: string, closed: ReadonlySet<string>): boolean {
  return (
    hasAttribute.test(written) ||
    closed.has(name) ||
    name.includes('_') ||
    builder.test(name) ||
    (known.test(name) && (written === '' || /^[=\s]/.test(written)))
  );
}

const breaksLine = (name: string) => builder.test(name) || /^(?:row|column|tabs?|accordion|divider|quote)$/.test(name);

function figureOf(inner: string, said: string | undefined): string {
  const media = /^\s*(?:<a\b[^>]{0,2000}>\s*)?<img\b[^>]{0,5000}>(?:\s*<\/a>)?/i.exec(inner)?.[0];
  if (media === undefined) return inner;
  const caption = inner.slice(media.length).trim() || said || '';
  return `\n\n<figure>${media.trim()}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>\n\n`;
}

function galleryOf(written: string, pictureOf: (id: string) => string | undefined): string {
  const ids = (attributeOf(written, 'ids') ?? attributeOf(written, 'include') ?? '').split(',').slice(0, 100);
  return `\n\n${ids.flatMap((id) => pictureOf(id.trim()) ?? []).join('\n')}\n\n`;
}

/** A player or a post of another site, which the body shows by its address. */
export function playerOf(address: string): string {
  return `\n\n<iframe src="${escapedAttribute(decodeHTML(address))}"></iframe>\n\n`;
}

const players: Readonly<Record<string, (id: string) => string>> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
  vimeo: (id) => `https://vimeo.com/${id}`,
  dailymotion: (id) => `https://www.dailymotion.com/video/${id}`,
};

function addressOf(name: string, written: string): string | undefined {
  const plain = /(?:^=|[\s"'])(https?:\/\/[^\s"'\]]{1,2000})/.exec(written)?.[1];
  const media = ['src', 'mp4', 'mp3', 'm4a', 'm4v', 'webm', 'ogg', 'ogv', 'wav', 'url', 'href', 'link']
    .map((key) => attributeOf(written, key))
    .find((value) => value !== undefined && /^(?:https?:)?\/\//.test(value));
  if (!embedding.test(name)) return undefined;
  const id = attributeOf(written, 'id') ?? /^[=\s]\s*([\w-]{5,20})\s*$/.exec(written)?.[1];
  return media ?? plain ?? (id === undefined ? undefined : players[name]?.(id));
}

const embedding =
  /^(?:embed|audio|video|playlist|youtube|vimeo|dailymotion|tweet|twitter|instagram|facebook|soundcloud|spotify|tiktok|iframe|googlemaps|scribd|slideshare|documentcloud|gist|wpvideo|ted|datawrapper|powerpress|podcast|issuu|flickr|pdf|pdf-embedder|evp_embed_video|fvplayer|video_player|su_youtube|su_vimeo|su_video|su_audio|et_pb_video|vc_video|fusion_youtube|fusion_vimeo)$/;

function attributeOf(written: string, key: string): string | undefined {
  const pattern = new RegExp(`(?<=^|\\s)${key}=(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i');
  const [, double, single, bare] = pattern.exec(written) ?? [];
  return double ?? single ?? bare;
}
