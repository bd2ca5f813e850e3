/** Content negotiation of result formats: `?format=` in the URL, else the `Accept` header (RFC 9110, 12.5.1). */

import type { IncomingMessage } from 'node:http';
import { refusal } from '../http/refusal.ts';
import { type Format, formats, formatsByType } from './formats.ts';

export interface WantedFile {
  readonly format: Format;
  /** Whether a CSV begins with a byte order mark. */
  readonly hasBom: boolean;
}

/**
 * @returns `json` for whoever names it in the URL, null for whoever takes it, or a page, at least as gladly
 * @throws GraphQLError 400 for a `format` or a `bom` that there isn't
 */
export function wantedFile({
  url = '',
  headers,
}: Pick<IncomingMessage, 'url' | 'headers'>): WantedFile | 'json' | null {
  const search = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const named = search.get('format');
  if (named === 'json') return named;
  const format = named === null ? acceptedFormat(headers.accept ?? '') : formatNamed(named);
  return format && { format, hasBom: isYes(search.get('bom')) };
}

function formatNamed(name: string): Format {
  const format = formats.find((each) => each === name);
  if (format === undefined) throw bad('format', `"format" must be json or one of ${formats.join(', ')}.`);
  return format;
}

function isYes(value: string | null): boolean {
  if (value === null || value === 'false') return false;
  if (value !== 'true') throw bad('bom', '"bom" must be true or false.');
  return true;
}

function bad(field: string, message: string): Error {
  return refusal(400, message, { code: 'BAD_REQUEST', field });
}

/** The format that is wanted most, the first where several are; null where anything else is wanted as much. */
function acceptedFormat(accept: string): Format | null {
  let best: { readonly format: Format | null; readonly weight: number } = { format: null, weight: 0 };
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = given === undefined ? 1 : Number(given.slice(2)) || 0;
    if (weight > best.weight) best = { format: formatsByType[type] ?? null, weight };
  }
  return best.format;
}
