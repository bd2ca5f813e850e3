/** The content of an imported document as articles and drafts have it: ids in place of the topics and sources that it names. */

import type { NewBox } from '../../db/articles/boxes.ts';
import type { ArticleContent } from '../../db/articles/content.ts';
import { originKey } from '../../db/articles/origins.ts';
import { knownSourceIds, sourceIdsByName, topicIdsByName } from '../../db/catalogue/find-or-create.ts';
import { type NewKeyword, topicIdsMeant } from '../../db/catalogue/keywords.ts';
import type { DraftContent } from '../../db/drafts/content.ts';
import type { FoundByImport, Suggestion } from '../../db/drafts/drafts.ts';
import type { ImportedParts } from '../../db/drafts/imported-parts.ts';
import type { Trx } from '../../db/engine/database.ts';
import type { DocumentAttribution, NamedSource } from '../attribution/attribution.ts';
import { namesInOtherLanguages } from '../attribution/names-in-languages.ts';
import { quotesInOrder } from '../text/placed-quotes.ts';
import { slugOf } from '../text/slug.ts';
import type { ImportedDocument } from './imported-document.ts';
import { namesOf, publicationOf, suggestible } from './keywords.ts';

/** By the names that documents have. */
export interface CatalogueIds {
  readonly topicIds: ReadonlyMap<string, number>;
  readonly sourceIds: ReadonlyMap<string, number>;
}

/** @param ids what they don't have is left out; by default everything */
export function contentOf(
  document: ImportedDocument,
  { topicIds, sourceIds }: CatalogueIds = { topicIds: new Map(), sourceIds: new Map() },
): ArticleContent {
  const { headline, standfirst, body, droppedFromBody = [], language, image, attributions } = document;
  const known = attributions.flatMap((each) => {
    const source_id = sourceIds.get(each.source.name);
    return source_id === undefined ? [] : quotesOf(each).map((quote) => ({ role: each.role, source_id, quote }));
  });
  const keyed = known.map((each) => [`${each.role} ${each.source_id} ${each.quote}`, each] as const);
  const distinct = [...new Map(keyed).values()];
  return {
    headline,
    standfirst: standfirst ?? null,
    body,
    language: language ?? 'und',
    image: image
      ? {
          url: image.url,
          width: image.width ?? null,
          height: image.height ?? null,
          alt: image.alt ?? null,
          caption: image.caption ?? null,
          credit_line: image.creditLine ?? null,
          credit_source_id: (image.credit && sourceIds.get(image.credit.name)) ?? null,
        }
      : null,
    topic_ids: [...new Set(namedTopics(document).flatMap((name) => topicIds.get(name) ?? []))],
    // What a newsroom entered has its order.
    attributions:
      document.isEntered === true ? distinct : quotesInOrder({ body, language: language ?? 'und' }, distinct),
    dropped_from_body: droppedFromBody,
  };
}

/** What becomes of names that mean no topic: they are suggested as one, or made one. */
export type NewTopics = 'suggest' | 'make';

export interface NamedIds extends CatalogueIds {
  readonly suggested: readonly NewKeyword[];
}

/** The ids of all that a document names; sources that aren't there yet are made. */
export async function catalogueIds(
  trx: Trx,
  document: ImportedDocument,
  newTopics: NewTopics = 'suggest',
): Promise<NamedIds> {
  const names = namesOf(document);
  const topicIds = await topicIdsMeant(trx, names);
  const others = names.filter(({ name }) => !topicIds.has(name));
  // What a newsroom exported it has decided on.
  const isMade = newTopics === 'make' || document.isEntered === true;
  if (isMade) {
    const topics = others.map(({ name }) => ({ slug: slugOf(name, 'topic'), name }));
    for (const [name, id] of await topicIdsByName(trx, topics)) topicIds.set(name, id);
  }
  const sources = sourcesIn(document).map(({ name, kind, homepage }) => ({
    slug: slugOf(name, 'source'),
    name,
    kind,
    homepage: homepage ?? null,
    // What a newsroom has kept apart in its export stays apart.
    otherNames: document.isEntered === true ? [] : namesInOtherLanguages(name, kind),
  }));
  const suggested = isMade ? [] : suggestible(others, document);
  return { topicIds, sourceIds: await sourceIdsByName(trx, sources), suggested };
}

/**
 * Of a document that becomes a draft. Nothing that readers see is made: topics and sources are suggested, by name where they
 * aren't known.
 */
export async function draftContentOf(
  trx: Trx,
  document: ImportedDocument,
): Promise<{ readonly content: DraftContent; readonly suggested: FoundByImport }> {
  const credited = document.image?.credit ? [document.image.credit] : [];
  const ids = {
    sourceIds: await knownSourceIds(
      trx,
      credited.map((each) => ({ ...each, otherNames: namesInOtherLanguages(each.name, each.kind) })),
    ),
    topicIds: await topicIdsMeant(trx, namesOf(document)),
  };
  const { topic_ids, ...found } = contentOf(document, ids);
  return {
    content: { ...found, slug: null, topic_ids: [], attributions: [] },
    suggested: {
      suggestions: suggestionsIn(document.attributions),
      declared_topic_ids: topic_ids,
      imported: importedPartsOf(document),
    },
  };
}

/** What a draft has no field for, and the article gets that is made of it. */
export function importedPartsOf(document: ImportedDocument): ImportedParts {
  return {
    boxes: boxesOf(document),
    keywords: suggestible(namesOf(document), document),
    publication: publicationOf(document),
    slug: document.slug === undefined ? undefined : slugOf(document.slug, '') || undefined,
    formerSlugs: document.formerSlugs,
    corrections: document.corrections?.map(({ note, at }) => ({ note, at: at.toISOString() })),
  };
}

/** undefined for what comes without boxes, which says nothing of them. */
export function boxesOf({ boxes }: ImportedDocument): NewBox[] | undefined {
  return boxes?.map(({ title, origins }) => ({ title, origins: origins.map(originKey) }));
}

/** Of what the finder found or a page declared; a row for each quote. */
export function suggestionsIn(attributions: readonly DocumentAttribution[]): Suggestion[] {
  return attributions.flatMap((each) => {
    const { name, kind, homepage } = each.source;
    return quotesOf(each).map((quote) => ({ role: each.role, name, kind, homepage: homepage ?? null, quote }));
  });
}

/** At least one; null for none. */
function quotesOf({ quote, quotes = [] }: DocumentAttribution): readonly (string | null)[] {
  return quotes.length > 0 ? quotes : [quote ?? null];
}

/** Keywords before sections: the most particular first. */
export function namedTopics({ topics, sections = [] }: ImportedDocument): string[] {
  return [...topics, ...sections];
}

/** Whom it rests on, and who is credited for its picture. */
function sourcesIn({ attributions, image }: ImportedDocument): NamedSource[] {
  return [...attributions.map(({ source }) => source), ...(image?.credit ? [image.credit] : [])];
}
