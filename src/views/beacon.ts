/** Parser of a beacon's body: whatever `navigator.sendBeacon` can send that names an article. */

import { encodeId, parseId } from '../ids.ts';

/**
 * Reads which article a beacon is about. Whatever the content type says, `{"article":"<id>"}` is understood, and so are
 * `article=<id>`, a `multipart/form-data` field `article`, and the bare id.
 *
 * @returns the article's number, or null when the body doesn't name one
 */
export async function articleOfBeacon(body: string, contentType: string | undefined): Promise<number | null> {
  const isMultipart = contentType !== undefined && /^\s*multipart\/form-data\s*;/i.test(contentType);
  const id = isMultipart ? await fieldOf(body, contentType) : idIn(body.trim());
  if (typeof id !== 'string') return null;
  const number = Number(parseId(id)?.id);
  // Base64 forgives a lot; the bare id of a text that isn't one must not be found in it.
  return encodeId('Article', number) === id.trim() ? number : null;
}

function idIn(text: string): unknown {
  if (text.startsWith('{') || text.startsWith('"')) return idInJson(text);
  if (/(?:^|&)article=/.test(text)) return new URLSearchParams(text).get('article');
  return text;
}

function idInJson(text: string): unknown {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && 'article' in content ? content.article : content;
  } catch {
    return null;
  }
}

async function fieldOf(body: string, contentType: string): Promise<unknown> {
  try {
    return (await new Response(body, { headers: { 'content-type': contentType } }).formData()).get('article');
  } catch {
    return null;
  }
}
