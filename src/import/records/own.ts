/** Recognises the lines of a newsroom's own export as flat JSON, as `src/export/plain-item.ts` writes them. */

import { digestOf } from '../../export/digest.ts';
import type { JsonRecord } from '../archive/json.ts';
import type { ImportedDocument } from '../imported-document.ts';
import { isOwnPiece, isOwnSources, ownDocumentOf } from '../own-export.ts';

const names = [
  'url', 'slug', 'formerSlugs', 'headline', 'standfirst', 'body', 'language', 'publishedAt', 'updatedAt', 'isDateOnly', 'isTeaser',
  'authors', 'publisher', 'topics', 'image', 'sources', 'corrections',
]; // biome-ignore format: one list

/** What a line says if it is one of ours; what somebody has written a status or anything else into is a record like any other. */
export function ownLineDocument(line: JsonRecord): ImportedDocument | undefined {
  const { digest, ...said } = line;
  const keys = Object.keys(said);
  const isOwn =
    keys.length === names.length &&
    names.every((name) => name in said) &&
    typeof line.isTeaser === 'boolean' &&
    isOwnSources(line.sources) &&
    [line.publishedAt, line.updatedAt].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)));
  if (!isOwn) return undefined;
  const isAsExported = digest === digestOf(said);
  if (!isOwnPiece(line.url, line.topics, isAsExported)) return undefined;
  return { ...ownDocumentOf(line), isAsExported: isAsExported || undefined };
}
