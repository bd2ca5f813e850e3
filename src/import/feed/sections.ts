/** Which categories of a feed are sections: those of a scheme, which says that somebody keeps a list of them. */

import { normalForm } from '../../text/piled-marks.ts';
import { slugOf } from '../../text/slug.ts';

/** Blogger writes its labels under one, communities their tags, and archives their people, bodies and subjects. */
const schemeOfTags = /\b(?:hash)?tags?\b|\blabels?\b|\bkeywords?\b|^https?:\/\/www\.blogger\.com\/atom\/ns#/i;

/** What lists of sections are called in addresses, without accents and in Latin letters. */
const wordsForSection = new Set(
  `sec section sections seccion secciones secao secoes seccao seccoes sezione sezioni sectie secties sektion sektionen sektioner
  seksjon seksjoner sekce cat category categories categorie categoria categorias kategorie kategorien kategoria kategori
  kategorier kategoriler kategoriya kategorii channel channels rubric rubrics rubrik rubriken rubriker rubrikker rubriek rubrieken
  rubrique rubriques rubrica rubricas rubriche rubrika rubriki rubryka rubryki razdel razdely ressort ressorts desk desks editoria
  editorias afdeling afdelingen avdeling avdelinger avdelningar dzial dzialy osasto osastot bolum bolumler`.split(
    /\s+/,
  ),
);

/** Languages and editions ("en", "pt-br"), numbers and scripts ("index.php"): what stands before them is no section of what follows. */
const beginning = /^(?:[a-z]{2}(?:[-_](?:[a-z]{2}|hans|hant|latn|cyrl))?|\d+|.+\.(?:php|cgi|aspx?|jsp))$/i;
/** What reads as a language's letters and is what news is about, where it doesn't come first: "/world/us/floods". */
const region = /^(?:us|uk|eu|un)$/i;
/** Above a section's page: "/news/politics"; "/us-news/floods" is a tag of one. */
const allNews =
  /^(?:news|latest|nachrichten|aktuell|actualites?|infos?|noticias|notizie|nieuws|wiadomosci|nyheter|nyheder)$/;
const indexPage = /^(?:index|default)(?:\.\w+)?$/i;
const endOfFile = /\.(?:html?|php|aspx?|jsp)$/i;

/** "Europe" is "/world/europe-news"; of shorter names too many other words begin. */
const MIN_PREFIX_CHARACTERS = 4;

interface Category {
  readonly scheme?: string | undefined;
  readonly name: string;
}

/**
 * Names of categories that are sections, and of all others, each in their order.
 *
 * @param base where relative addresses of the feed start
 */
export function sectionsAndTopics(
  categories: readonly Category[],
  base: string | undefined,
): { readonly sections: readonly string[]; readonly topics: readonly string[] } {
  const sections: string[] = [];
  const topics: string[] = [];
  for (const { scheme, name } of categories) (isListOfSections(scheme, name, base) ? sections : topics).push(name);
  return { sections, topics };
}

function isListOfSections(scheme: string | undefined, name: string, base: string | undefined): boolean {
  if (scheme === undefined || scheme === '' || schemeOfTags.test(scheme)) return false;
  return !isPageWithinSection(scheme, name, base);
}

/**
 * Whether the scheme is no list, but the name's own page within a section: "/us-news/donaldtrump" of "Donald Trump" is a tag of the
 * US news; "/us-news/us-news", "/us-news" and "/category/news/us" are the section's own. Where that is in doubt it is a list.
 */
function isPageWithinSection(scheme: string, name: string, base: string | undefined): boolean {
  const segments = segmentsOf(scheme, base);
  const [above = '', own = ''] = segments.slice(-2);
  if (segments.length < 2 || joined(above) === joined(own)) return false;
  if (segments.some(isWordForSection) || (segments.length === 2 && allNews.test(above))) return false;
  return [hyphenated(name), slugOf(name, '')].some(
    (written) =>
      written !== '' &&
      (joined(written) === joined(own) || (written.length >= MIN_PREFIX_CHARACTERS && own.startsWith(`${written}-`))),
  );
}

function isWordForSection(segment: string): boolean {
  const words = slugOf(segment, '').split('-');
  return words.some((word) => wordsForSection.has(word));
}

/** Of the path of a page, hyphenated; none of what is only the name of a list ("Sections"). */
function segmentsOf(scheme: string, base: string | undefined): string[] {
  const address = scheme.includes('/') ? (URL.parse(scheme, base) ?? URL.parse(scheme, 'https://site.invalid')) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) return [];
  const segments = address.pathname.split('/').filter(Boolean).map(decoded);
  if (indexPage.test(segments.at(-1) ?? '')) segments.pop();
  const begin =
    segments
      .slice(0, -1)
      .findLastIndex((segment, at) => beginning.test(segment) && (at === 0 || !region.test(segment))) + 1;
  return segments.slice(begin).map((segment) => hyphenated(segment.replace(endOfFile, '')));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Accents, and the vowel signs of Hebrew and Arabic, which are mostly left out; those of Hindi and its like are letters of the word. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Without accents, in lower case: "Côte d’Azur" is "cote-d-azur". */
function hyphenated(text: string): string {
  const plain = normalForm(text, 'NFKD').replace(accents, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

const joined = (hyphened: string) => hyphened.replaceAll('-', '');
