/** Adds the sources that a piece names in its text to those that its page or feed declares. */

import { findAttributions } from '../attribution/find.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import { bodyAsText } from '../body.ts';
import type { DocumentAttribution, ImportedDocument } from './document.ts';

/** Languages that the finder has cues for; in others it would guess. */
const readable = /^(en|de)\b/;

/** Beyond this a text is no news piece, and reading it for names would take seconds. */
const longestText = 100_000;

/**
 * What is declared stays and comes first; of what is found, a source that is declared already in the same role, or whose
 * author or publisher it is, adds nothing.
 */
export function withFoundAttributions(document: ImportedDocument, known: readonly KnownSource[]): ImportedDocument {
  if (!readable.test(document.language ?? '') || document.body.length > longestText) return document;
  const { headline, standfirst, image, attributions } = document;
  const body = bodyAsText(document.body);
  const found = findAttributions(
    { headline, standfirst, body, caption: image?.caption, creditLine: image?.creditLine },
    known,
  ).filter((each) => each.role !== 'IMAGE_CREDIT' || image !== undefined);
  return { ...document, attributions: [...attributions, ...found.filter((each) => isNew(each, attributions))] };
}

function isNew(found: DocumentAttribution, declared: readonly DocumentAttribution[]): boolean {
  const name = found.source.name.toLowerCase();
  return !declared.some(
    ({ role, source }) =>
      source.name.toLowerCase() === name && (role === found.role || role === 'AUTHOR' || role === 'PUBLISHER'),
  );
}
