/** Author extraction: what the page declares, or its visible byline where that names only the house. */

import type { DocumentAttribution } from '../../attribution/attribution.ts';
import { bareName, isAccount } from '../author-names.ts';
import { distinctNames, isPersonsName, kindOfName, type NameKind, namesOfByline } from './byline.ts';
import { hints, type PageDocument, type PageElement, partedText, textOf } from './dom.ts';
import { headingOf } from './heading.ts';
import { isNode, type LinkedData, plainText, typesOf } from './linked-data.ts';
import { type MetaTags, microdata, microdataValue } from './meta-tags.ts';

/** @param houses names of the publisher and the site: as the only author they give way to a person in the byline */
export function readAuthors(
  document: PageDocument,
  linked: LinkedData,
  meta: MetaTags,
  houses: readonly string[],
  headline: string,
): DocumentAttribution[] {
  const declared = [
    declaredByNodes(linked),
    names(microdata(document, 'author').map(microdataValue)),
    names(
      meta.all(
        'author',
        'article:author',
        'og:author',
        'article:author_name',
        'og:article:author',
        'dc.creator',
        'dcterms.creator',
      ),
    ),
    names(
      meta.all('parsely-author', 'citation_author', 'sailthru.author', 'cxenseparse:author', 'byl', 'dcsext.author'),
    ),
  ].map((all) => all.filter(({ name }) => !isAccount(name)));
  const isHouse = ({ name }: Named) => houses.some((house) => bareName(house) === bareName(name));
  const others = declared.map((all) => all.filter((named) => !isHouse(named))).filter((all) => all.length > 0);
  const byline = () =>
    nonEmpty(
      bylineOnPage(document, headline).filter(
        (named) => !isHouse(named) && (named.kind === 'NEWS_AGENCY' || isFullName(named.name)),
      ),
    );
  const found =
    others.find((all) => all.some(({ kind }) => kind === 'PERSON')) ??
    byline() ??
    others[0] ??
    declared.find((all) => all.length > 0) ??
    [];
  // The house as author is no person, whatever its name looks like.
  return attributions(
    found.map((named) => (isHouse(named) && named.kind === 'PERSON' ? { ...named, kind: 'ORGANIZATION' } : named)),
  );
}

interface Named {
  readonly name: string;
  readonly kind: NameKind;
  readonly homepage?: string | undefined;
}

/** An agency is the wire; it is the author too when nobody else is. */
function attributions(found: readonly Named[]): DocumentAttribution[] {
  const isAlone = found.every(({ kind }) => kind === 'NEWS_AGENCY');
  return found.flatMap((named): DocumentAttribution[] => {
    const source = { name: named.name, kind: named.kind, homepage: named.homepage };
    if (named.kind !== 'NEWS_AGENCY') return [{ role: 'AUTHOR', source }];
    return isAlone
      ? [
          { role: 'AUTHOR', source },
          { role: 'WIRE', source },
        ]
      : [{ role: 'WIRE', source }];
  });
}

function declaredByNodes(linked: LinkedData): Named[] {
  const all = [...linked.values('author'), ...(linked.values('author').length === 0 ? linked.values('creator') : [])];
  return distinct(
    all.flatMap((author) => {
      const isHouse = isNode(author) && typesOf(author).some((type) => /Organization|Agency/.test(type));
      const line = isNode(author) ? linked.valuesOf(author, 'name').map(plainText).join(', ') : plainText(author);
      // A declared house is one name, whatever words it has; a "person" may be a whole byline.
      if (isHouse) return line === '' ? [] : [{ name: line, kind: kindOfHouse(line) }];
      return names([line]);
    }),
  );
}

/** Some sites declare all their authors as organisations. */
function kindOfHouse(name: string): NameKind {
  const kind = kindOfName(name);
  if (kind === 'NEWS_AGENCY' || kind === 'OTHER') return kind;
  return isPersonsName(name) ? 'PERSON' : 'ORGANIZATION';
}

function names(lines: readonly string[]): Named[] {
  return distinct(lines.flatMap(namesOfByline).map((name) => ({ name, kind: kindOfName(name) })));
}

function distinct(all: readonly Named[]): Named[] {
  const kept = new Set(distinctNames(all.map(({ name }) => name)));
  return all.filter(({ name }) => kept.delete(name));
}

const bylinePattern =
  /(?:^|[\s_-])(?:by-?lines?|authors?|author-?names?|autor(?:en|in|es)?|auteurs?|autore|writers?|contributors?|reporters?|forfatter|journalist|columnists?|muhabir|(?:created|posted|submitted|written)-?by)(?=$|[\s_-])|(?:^|\s)by(?=$|\s)/;

/** The first element near the headline that is marked as author: by `rel`, or by its class or id. */
function bylineOnPage(document: PageDocument, headline: string): Named[] {
  const heading = headingOf(document, headline);
  // The first article of a page may be a teaser in its menu.
  const scope = (heading === null ? fullest(document) : heading.closest('article, main')) ?? document.body;
  const links = [
    ...scope.querySelectorAll(
      '[rel~="author"], a[href*="/author/"], a[href*="/autor/"], a[href*="/authors/"], a[href*="/autoren/"]',
    ),
  ];
  const proper = links.filter((link) => isProper(link, scope)).slice(0, MAX_LINKED_AUTHORS);
  const linked = names(proper.map(textOf));
  if (linked.length > 0) return withUnlinked(linked, proper[0]);
  for (const element of scope.querySelectorAll('[class], [id], [data-testid], [data-component]')) {
    if (!bylinePattern.test(hints(element)) || !isProper(element, scope)) continue;
    const found = names([partedText(element)]).filter(({ name }) => /^\p{Lu}|[^\p{Script=Latin}]/u.test(name));
    if (found.length > 0) return found;
  }
  return bylineInWords(scope);
}

function fullest(document: PageDocument): PageElement | undefined {
  const sized = [...document.querySelectorAll('article, main')].map((element) => ({
    element,
    letters: textOf(element).length,
  }));
  return sized.toSorted((a, b) => b.letters - a.letters)[0]?.element;
}

/** Without any mark: a short line that says "By …", or a name alone, set to the right under the text. */
function bylineInWords(scope: PageElement): Named[] {
  for (const element of scope.querySelectorAll('p, span, div, li, dd, address')) {
    const text = textOf(element);
    if (text.length > 120 || !isProper(element, scope)) continue;
    const isLine =
      /^(?:(?:written |posted |reported )?by|von|par|por|di|door|af|av|przez|text|tekst|texto?|testo|oleh|autor(?:in)?|автор)(?: ?:)? \p{Lu}\p{L}+ \p{Lu}[\p{L}.'’-]+/iu.test(
        text,
      );
    const isSignature =
      element.localName === 'p' &&
      /text-align:\s*right/.test(element.getAttribute('style') ?? '') &&
      text.split(' ').length <= 4;
    // Among where it is from and when: "来源：… 作者：…".
    const isOfPortal = /来源|來源|\d{4}[年-]/.test(text);
    const author = isOfPortal
      ? /作者\s?[:：]\s?(?!本报|本刊|记者)(\p{Script=Han}{2,4})(?=$|[\s|])/u.exec(text)?.[1]
      : undefined;
    const found = isLine || isSignature ? names([text]) : names([author ?? '']);
    if (found.length > 0) return found;
  }
  return [];
}

/** Two words and more, or a script that doesn't part them: "Follow" and "Redaktion" are neither. */
function isFullName(name: string): boolean {
  return /\S\s\S|[^\p{Script=Latin}\p{Script=Common}]/u.test(name);
}

/** Not of another story, nor of a picture. What the whole piece stands in may be named after anything that stands in it. */
function isProper(element: PageElement, scope: PageElement): boolean {
  const text = textOf(element);
  if (text.length <= 2 || text.length >= 120) return false;
  const holder = element.closest(ofOthers);
  return holder === null || holder.contains(scope);
}

const ofOthers = 'aside, nav, footer, [class*="related" i], [class*="teaser" i], [class*="comment" i], figure';

const MAX_LINKED_AUTHORS = 4;
/** Letters of a whole byline at most. */
const MAX_BYLINE_LETTERS = 120;

/** Of several authors only some have a page of their own: the line that the first link stands in names the others, too. */
function withUnlinked(linked: Named[], link: PageElement | undefined): Named[] {
  const line = link?.parentElement;
  // What holds a headline or a paragraph as well is no line of names.
  const isLine = line?.querySelector('h1, h2, h3, h4, h5, h6, p') === null;
  if (line == null || !isLine || textOf(line).length > MAX_BYLINE_LETTERS) return linked;
  const all = names([textOf(line)]).filter(({ kind, name }) => kind === 'NEWS_AGENCY' || isFullName(name));
  return all.length > linked.length && linked.every(({ name }) => all.some((other) => other.name === name))
    ? all
    : linked;
}

function nonEmpty<T>(all: readonly T[]): readonly T[] | undefined {
  return all.length > 0 ? all : undefined;
}
