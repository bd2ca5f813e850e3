/** Adds attributions found in the running text (quoted and cited sources) to those that a page or feed declares. */

import type { DocumentAttribution, NamedSource } from '../attribution/attribution.ts';
import { findAttributions } from '../attribution/find.ts';
import { indexSources, isMedium, type KnownSource, type SourceIndex } from '../attribution/known-sources.ts';
import { nameInLanguage } from '../attribution/names-in-languages.ts';
import { isSamePerson } from '../attribution/same-name.ts';
import { bodyAsText } from '../text/body.ts';
import { languageOfPiece } from '../text/language.ts';
import { oneLine } from '../text/line.ts';
import { withFullNames } from './full-names.ts';
import type { ImportedDocument } from './imported-document.ts';

/** Beyond this a text is no news piece, and reading it for names would take seconds. */
const MAX_TEXT_CHARS = 100_000;

/**
 * What is declared stays and comes first, known sources under their known names ("The Associated Press" is Associated
 * Press), each once in a role. Of what is found, a source that is declared already in the same role, or whose author or
 * publisher it is, adds nothing.
 */
export function withFoundAttributions(given: ImportedDocument, known: readonly KnownSource[]): ImportedDocument {
  const document = withLanguage(given);
  const { headline, standfirst, image } = document;
  const index = indexSources(known);
  const declared = distinct(document.attributions.map((each) => underKnownName(each, index)));
  if (document.body.length > MAX_TEXT_CHARS) return { ...document, attributions: declared };
  const body = bodyAsText(document.body, document.language);
  const inText = findAttributions(
    { headline, standfirst, body, caption: image?.caption, creditLine: image?.creditLine, language: document.language },
    known,
  ).filter((each) => each.role !== 'IMAGE_CREDIT' || image !== undefined);
  const found = withFullNames(inText, { ...document, body });
  const named = declared.map((each) => ({ each, name: nameOf(each) }));
  const added = found.filter((each) => isNew(each, named));
  return { ...document, attributions: [...declared, ...inItsLanguage(added, document.language, known)] };
}

/** A body that the newsroom has no source for is called as the piece's language has it: "Weißes Haus", "Maison-Blanche". */
function inItsLanguage(
  attributions: readonly DocumentAttribution[],
  language: string | undefined,
  known: readonly KnownSource[],
): readonly DocumentAttribution[] {
  const kept = new Set(known.map(({ name }) => name));
  return attributions.map((each) =>
    kept.has(each.source.name)
      ? each
      : { ...each, source: { ...each.source, name: nameInLanguage(each.source.name, each.source.kind, language) } },
  );
}

function withLanguage(document: ImportedDocument): ImportedDocument {
  if (document.body.length > MAX_TEXT_CHARS) return document;
  const text = `${document.headline}\n${document.standfirst ?? ''}\n${bodyAsText(document.body)}`;
  const language = languageOfPiece(text, document.language);
  return language === undefined ? document : { ...document, language };
}

function underKnownName(declared: DocumentAttribution, index: SourceIndex): DocumentAttribution {
  const source = index.find(declared.source.name);
  if (source === undefined) return declared;
  const homepage = declared.source.homepage ?? source.homepage;
  return { ...declared, source: { name: source.name, kind: source.kind, ...(homepage !== undefined && { homepage }) } };
}

/** What is declared is compared as it is written: who declares both Hansen and Hanson means two. */
function distinct(declared: readonly DocumentAttribution[]): DocumentAttribution[] {
  const byKey = new Map<string, DocumentAttribution>();
  for (const each of declared) {
    const key = `${each.role} ${writtenName(each.source)}`;
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()];
}

interface Declared {
  readonly each: DocumentAttribution;
  readonly name: string;
}

function isNew(found: DocumentAttribution, declared: readonly Declared[]): boolean {
  const name = nameOf(found);
  return !declared.some(({ each, name: declaredName }) => {
    const isOwn = each.role === 'AUTHOR' || each.role === 'PUBLISHER';
    if (declaredName === name || areSamePerson(each.source, found.source)) return each.role === found.role || isOwn;
    // "Free Beacon" is what the Washington Free Beacon calls itself.
    return each.role === 'PUBLISHER' && isMedium(found.source) && declaredName.endsWith(` ${name}`);
  });
}

/** Only people are compared by how a name may be spelt. */
function areSamePerson(one: NamedSource, other: NamedSource): boolean {
  return one.kind === 'PERSON' && other.kind === 'PERSON' && isSamePerson(one.name, other.name);
}

function nameOf({ source }: Pick<DocumentAttribution, 'source'>): string {
  return writtenName(source).replace(/^the /, '');
}

/** But for case, white space and how accents are encoded. */
function writtenName({ name }: NamedSource): string {
  return oneLine(name).toLowerCase();
}
