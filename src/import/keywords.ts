/** Keywords of an imported piece: which topics they may mean, and what of the rest may be suggested as one. */

import type { Carrier, NewKeyword, SpeltName } from '../../db/catalogue/keywords.ts';
import { otherNumbers } from '../text/plurals.ts';
import type { ImportedDocument } from './imported-document.ts';
import { isNoTopic } from './no-topics.ts';

type Named = Pick<ImportedDocument, 'topics' | 'sections' | 'language'>;

/** Keywords before sections, the most particular first, with the spellings by which a topic may be found. */
export function namesOf({ topics, sections = [], language = 'und' }: Named): SpeltName[] {
  return [...new Set([...topics, ...sections])].map((name) => ({ name, spellings: otherNumbers(name, language) }));
}

/** What of these names may be suggested: nothing of the stop list, and neither who published the piece nor who wrote it. */
export function suggestible(names: readonly SpeltName[], document: ImportedDocument): NewKeyword[] {
  const sections = new Set(document.sections);
  const people = new Set(
    document.attributions
      .filter(({ role }) => role === 'PUBLISHER' || role === 'AUTHOR')
      .map(({ source }) => source.name.toLowerCase()),
  );
  return names
    .filter(({ name }) => !isNoTopic(name) && !people.has(name.toLowerCase()))
    .map((each) => ({ ...each, isSection: sections.has(each.name) }));
}

export function carrierOf(articleId: number, document: ImportedDocument): Carrier {
  return { articleId, language: document.language ?? 'und', publication: publicationOf(document) };
}

/** Whose piece it is: the site that it is on, else the name of its publisher; empty where nobody knows. */
export function publicationOf({ url, attributions }: ImportedDocument): string {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^(?:www|m|mobile|amp)\./, '');
  return host ?? attributions.find(({ role }) => role === 'PUBLISHER')?.source.name.toLowerCase() ?? '';
}
