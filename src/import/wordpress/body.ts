/**
 * The body of a WordPress post as HTML: without the block editor's comments, with the paragraphs that the classic editor only
 * shows by blank lines, and with addresses that stand alone as the players that they would be.
 */

import { escapedAttribute } from '../../text/html/tree.ts';
import { withLineBreaks } from '../html/line-breaks.ts';
import { withoutInvitations } from '../invitations.ts';
import { publicPart } from './members.ts';
import { playerOf, type Shortcodes, withoutShortcodes } from './shortcodes.ts';

export interface BodyParts {
  /** The HTML of an attachment, by its id. */
  pictureOf(id: string): string | undefined;
  /** What a reusable block holds, by its id. */
  blockOf(id: string): string | undefined;
}

export function bodyOfPost(written: string, parts: BodyParts): Shortcodes {
  const body = written.replace(/\r\n?/g, '\n');
  const isOfBlocks = /<!--\s*wp:/.test(body);
  const whole = isOfBlocks ? withBlocks(body, parts) : body;
  const { text, isCut } = publicPart(whole);
  const plain = text.replace(/<!--(?:more|nextpage|noteaser)\b[^>]{0,500}-->/g, '\n\n');
  const invited = withoutInvitations(plain);
  const { html, dropped } = withoutShortcodes(invited.html, parts.pictureOf);
  const all = [...dropped, ...invited.dropped];
  return { html: withLineBreaks(html, playerOf), dropped: isCut ? [...all, 'the part for members'] : all };
}

/** Each block that is kept elsewhere in its place; the comments go with the sanitiser. */
function withBlocks(body: string, { blockOf }: BodyParts): string {
  return body.replace(
    /<!--\s{0,9}wp:block\s{1,9}\{[^{}]{0,500}"ref":(\d{1,12})[^{}]{0,500}\}\s{0,9}\/-->/g,
    (_, id) => blockOf(id) ?? '',
  );
}

/** A picture of the library as a figure. */
export function figureHtml(picture: { readonly url: string; readonly alt: string; readonly caption: string }): string {
  const { url, alt, caption } = picture;
  const shown = `<img src="${escapedAttribute(url)}" alt="${escapedAttribute(alt)}">`;
  return `<figure>${shown}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;
}
