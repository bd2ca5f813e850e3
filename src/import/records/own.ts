/** Recognises the lines of a newsroom's own export as flat JSON, as `src/export/plain-item.ts` writes them. */

import { digestOf } from '../../export/digest.ts';
import type { JsonRecord } from '../archive/json.ts';
import type { ImportedDocument } from '../imported-document.ts';
import { isOwnPiece, isOwnSources, ownDocumentOf } from '../own-export.ts';

const names = [
  'url', 'slug', 'formerSlugs', 'headline', 'standfirst', 'body', 'language', 'publishedAt', 'updatedAt', 'isDateOnly', 'isTeaser',
  'authors', 'publisher', 'topics', 'image', 'sources', 'corrections',
]; // biome-ignore format: one list

const isAsExported = ({ digest, ...said }: JsonRecord) => digest === digestOf(said);

/** @param line for which {@link isOwnLine} is true */
export const ownLineDocument = (line: JsonRecord): ImportedDocument => ({
  ...ownDocumentOf(line),
  isAsExported: isAsExported(line) || undefined,
});

/** What somebody has written a status or anything else into is a record like any other. */
export function isOwnLine(line: JsonRecord): boolean {
  const keys = Object.keys(line).filter((name) => name !== 'digest');
  return (
    keys.length === names.length &&
    names.every((name) => name in line) &&
    typeof line.isTeaser === 'boolean' &&
    isOwnSources(line.sources) &&
    isOwnPiece(line.url, line.topics, isAsExported(line)) &&
    [line.publishedAt, line.updatedAt].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
  );
}
