/** Blocks of a Ghost post that only members see, in its HTML and in its editor's document. */

import { type JsonRecord, recordOf } from '../archive/json.ts';

const opening = '<!--kg-gated-block:begin';
const closing = '<!--kg-gated-block:end-->';

/** What isn't said to be for everybody goes; one that nothing closes takes the rest along. */
export function withoutGatedBlocks(html: string): { readonly html: string; readonly isCut: boolean } {
  const parts: string[] = [];
  let isCut = false;
  let from = 0;
  for (let at = html.indexOf(opening); at >= 0; at = html.indexOf(opening, from)) {
    parts.push(html.slice(from, at));
    const end = html.indexOf(closing, at);
    const block = html.slice(at, end < 0 ? html.length : end);
    if (/^[^>]{0,500}\bnonMember:\s?true\b/.test(block)) parts.push(block);
    else isCut = true;
    from = end < 0 ? html.length : end + closing.length;
  }
  return { html: isCut || from > 0 ? [...parts, html.slice(from)].join('') : html, isCut };
}

/** As Ghost has written it since 2025, and before. */
export function isForMembers({ visibility }: JsonRecord): boolean {
  const { web, showOnWeb } = recordOf(visibility) ?? {};
  return showOnWeb === false || recordOf(web)?.nonMember === false;
}
