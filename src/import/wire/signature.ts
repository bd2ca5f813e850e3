/** What agencies print at the end of a text for desks alone: whose hands it went through, and what comes with it. */

import { kindOfName } from '../html/byline.ts';
import { isDeskContact } from './desk-contact.ts';

/** AFP's "bur-aq/hm", EFE's "ml/ob" and "(foto) (vídeo)", each alone. */
const atEnd =
  /<p>\s{0,9}(?:\p{Ll}{2,5}(?:-\p{Ll}{2,5}){0,3}(?:\/\p{Ll}{2,5}){1,4}|(?:\((?:[Ff]otos?|[Pp]hotos?|[Vv][ií]d[eé]os?|[Aa]udios?|[Aa]rchivo|[Gg]ráficos?)\)\s{0,3}){1,5})\s{0,9}<\/p>\s{0,99}$/u;
const inBrackets = /<p>\s{0,9}(\(\([^<>()]{1,500}\)\))\s{0,9}<\/p>/g;
const MAX_LINES = 3;

/** Where a dateline names its agency. */
const HEAD_CHARS = 500;

interface Sender {
  readonly houses: readonly string[];
  readonly bylines: readonly string[];
  readonly dateline?: string | undefined;
  readonly body: string;
}

/** The text without them. */
export function unsigned(text: string, sender: Sender): string {
  if (!isOfAgency(sender)) return text;
  let rest = text.replace(inBrackets, (paragraph, words: string) => (isDeskContact(words) ? '' : paragraph));
  for (let line = 0; line < MAX_LINES; line += 1) rest = rest.replace(atEnd, '');
  return rest;
}

function isOfAgency({ houses, bylines, dateline = '', body }: Sender): boolean {
  const printed = [dateline, body.slice(0, HEAD_CHARS)];
  const inBrackets = printed.flatMap((said) =>
    [...said.matchAll(/\((\p{Lu}\p{L}{1,11})\)/gu)].map(([, name = '']) => name),
  );
  return (
    [...houses, ...inBrackets].some((name) => kindOfName(name) === 'NEWS_AGENCY') ||
    [...bylines, ...printed].some((said) => /\bAFP\b|Agence France-Presse/.test(said))
  );
}
