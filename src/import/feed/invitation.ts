/** What a feed prints around a piece for its own readers: "Continue reading …", "The post … appeared first on …", "| Ada Archer". */

import { plainText } from './markup.ts';
import type { FeedAuthor } from './shape.ts';

const invitation =
  /(?:(?:read|continue|learn) (?:more|reading|on)|weiterlesen|lire la suite|leer más|leia mais|continua|lees verder)$/i;

/** Whether a summary says that the piece goes on elsewhere. */
export function goesOn(text: string): boolean {
  const [end] = /(?<!\W)\W*$/.exec(text) ?? [''];
  return /…|\.{3}/.test(end) || invitation.test(text.slice(0, text.length - end.length));
}

const asks =
  /^\W*(?:(?:click here to )?(?:read|continue|see|view) (?:more|reading|on|the (?:full|whole|entire|rest|original|complete)(?: of (?:the|this))?(?: (?:story|article|post|piece))?)(?: (?:at|on|in|about) .{1,80})?|(?:full|whole) (?:story|article)|weiterlesen|zum (?:ganzen |vollständigen )?artikel|mehr lesen|lire la suite|lire l[’']article(?: complet)?|(?:seguir|continuar) leyendo|leer más|leia mais|continue lendo|continua a leggere|leggi tutto|lees (?:verder|meer)|les mer|läs mer|læs mere|czytaj (?:dalej|więcej)|читать (?:далее|полностью)|続きを読む|阅读全文|閱讀全文)\W*$/iu;
const appeared =
  /^(?:the post|der beitrag|l[’']article|cet article|la entrada|el artículo|o post|l[’']articolo|het bericht) .{1,300} (?:(?:first )?appeared (?:first )?(?:on|in)|erschien zuerst (?:auf|bei)|est apparu en premier sur|(?:se publicó|apareci[óo]|aparece) primero en|apareceu primeiro em|proviene da|verscheen eerst op) .{1,200}$/iu;
const LONGEST_LINE = 600;
/** Lines of the feed's own that are looked for at the end of a text. */
const MAX_LINES = 3;

/** A text without what its feed says below it; as it is where nothing else would be left. @param html as the sanitiser leaves it */
export function withoutInvitation(html: string): string {
  let rest = html.trimEnd();
  for (let line = 0; line < MAX_LINES; line += 1) {
    const at = rest.lastIndexOf('<p>');
    const last = at < 0 ? '' : rest.slice(at);
    if (last.length > LONGEST_LINE || !last.endsWith('</p>') || last.indexOf('</p>') !== last.length - 4) break;
    const text = plainText(last);
    if (asks.test(text) || appeared.test(text)) rest = rest.slice(0, at).trimEnd();
    else {
      rest = rest.slice(0, at) + withoutLastLink(last);
      break;
    }
  }
  return rest === '' ? html : rest;
}

/** "It was the third fire. Continue reading …", of which the end is the link. */
function withoutLastLink(paragraph: string): string {
  const at = paragraph.lastIndexOf('<a ');
  if (at < 0 || !paragraph.endsWith('</a></p>') || !asks.test(plainText(paragraph.slice(at)))) return paragraph;
  return `${paragraph.slice(0, at).trimEnd()}</p>`;
}

/** A summary without the request that it ends with: "It was the third fire. Read more". */
export function withoutRequest(text: string): string {
  const end = Math.max(...['. ', '! ', '? ', '… ', '” ', '" '].map((mark) => text.lastIndexOf(mark)));
  return end > 0 && asks.test(text.slice(end + 1)) ? text.slice(0, end + 1) : text;
}

/** A title without its author behind a bar, as some feeds of opinions print it. */
export function withoutAuthor(title: string, authors: readonly FeedAuthor[]): string {
  const at = title.lastIndexOf(' | ');
  const behind = title
    .slice(at + 3)
    .trim()
    .toLowerCase();
  if (at < 1 || !authors.some(({ name }) => name.trim().toLowerCase() === behind)) return title;
  return title.slice(0, at).trimEnd();
}

/** A title without whose it is behind a dash or bar, as aggregators print it. */
export function withoutHouse(title: string, publisher: string | undefined): string {
  if (publisher === undefined) return title;
  const end = title.trimEnd();
  const front = end.slice(0, -publisher.length).trimEnd();
  const isBehind = end.toLowerCase().endsWith(publisher.toLowerCase()) && /\s[-–—|]$/.test(front);
  return isBehind ? front.slice(0, -1).trimEnd() || title : title;
}
