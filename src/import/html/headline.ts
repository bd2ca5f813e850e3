/** Headline and standfirst extraction. */

import { isUnshown } from '../../text/html/hidden.ts';
import { hints, type PageDocument, textOf } from './dom.ts';
import { headingOf, likeness, shownHeadline } from './heading.ts';
import { lettersIn } from './letters.ts';
import { type LinkedData, plainText } from './linked-data.ts';
import { loosely } from './loose-text.ts';
import type { MetaTags } from './meta-tags.ts';
import { bareTitle, withoutSiteName } from './title-parts.ts';

export interface Headlines {
  readonly headline: string | undefined;
  readonly standfirst: string | undefined;
  /** Whether the page shows it below the headline, and has none in its metadata. */
  readonly isStandfirstShown: boolean;
}

/** @param siteNames names of the site and its host, to be taken off the end of titles */
export function readHeadlines(
  document: PageDocument,
  linked: LinkedData,
  meta: MetaTags,
  siteNames: readonly string[],
): Headlines {
  const title = textOf(document.querySelector('title'));
  const declared = linked.text('headline') ?? linked.text('name');
  const shared = meta.first(
    'og:title',
    'twitter:title',
    'dc.title',
    'dcterms.title',
    'parsely-title',
    'citation_title',
    'headline',
    'sailthru.title',
  );
  const shown = shownHeadline(document, [declared, shared, title], siteNames);
  const whole = (text: string | undefined) => unabridged(text, [shown, declared, title]);
  const sections = sectionsOf(document, linked, meta);
  const others = [shown, declared, shared, title];
  const plain = (text: string | undefined) => bareTitle(text ?? '', { others, siteNames, sections });
  // Said twice in the same words, it is the headline as it stands: JSON-LD's has no suffix.
  const agreed =
    declared !== undefined && declared === shared && withoutSiteName(declared, siteNames) === declared
      ? declared
      : undefined;
  const headline =
    agreed ??
    chooseHeadline({ shown, declared: plain(whole(declared)), shared: plain(whole(shared)), title: plain(title) });
  const declaredStandfirst = readStandfirst(linked, meta, headline);
  const standfirst = declaredStandfirst ?? shownStandfirst(document, headline);
  const isStandfirstShown = declaredStandfirst === undefined && standfirst !== undefined;
  return { headline: headline || undefined, standfirst, isStandfirstShown };
}

/** What was cut short, by its template or at a quotation mark that ends the attribute, as the page has it in full. */
function unabridged(text: string | undefined, others: readonly (string | undefined)[]): string | undefined {
  if (text === undefined) return undefined;
  const start = text.replace(/(?:…|\.\.\.)$/u, '').trimEnd();
  if (lettersIn(start) < MIN_START_LETTERS) return text;
  return (
    others.find((other) => {
      if (other === undefined || !other.startsWith(start)) return false;
      const rest = other.slice(start.length);
      return start === text.trimEnd() ? /^\s*"/.test(rest) : rest.trim() !== '' && !/^(?:…|\.\.\.)/.test(rest.trim());
    }) ?? text
  );
}

/** Letters from which on the start of a title tells which one it is. */
const MIN_START_LETTERS = 20;

interface Candidates {
  readonly shown: string;
  readonly declared: string;
  readonly shared: string;
  readonly title: string;
}

/**
 * A page often has two headlines, one for readers and one for search engines, and no rule where: the one for search
 * engines is what `<title>` says. So of JSON-LD's headline and the shared one (`og:title`), the one that isn't the
 * `<title>` is the headline. What the h1 says decides where that leaves doubt.
 */
function chooseHeadline({ shown, declared, shared, title }: Candidates): string {
  if (shared === '' || declared === '') return shared || (isSame(declared, title) ? shown : declared) || shown || title;
  if (isSame(shared, declared)) return declared;
  // A line written to tease on social networks says nothing that the page calls itself.
  if ([shown, declared, title].every((other) => likeness(shared, other) < 0.2)) return declared;
  if (isSame(declared, title)) return isSame(shown, declared) || isSame(shown, shared) ? shared : declared;
  if (loosely(title).startsWith(loosely(shared))) {
    // The title's words on the one side, the page's on the other: the fuller one names who and where.
    return isSame(shown, declared) && shared.length > declared.length ? shared : declared;
  }
  return shared;
}

function isSame(one: string, other: string): boolean {
  return one !== '' && loosely(one) === loosely(other);
}

/** Names of sections that the page shows or declares. */
function sectionsOf(document: PageDocument, linked: LinkedData, meta: MetaTags): string[] {
  const links = document.querySelectorAll('nav a, header a, [class*="breadcrumb" i] a, [class*="menu" i] a');
  const named = [
    ...linked.values('articleSection').map(plainText),
    ...meta.all('article:section', 'og:article:section', 'parsely-section'),
    ...[...links].map(textOf),
  ];
  return named.filter((name) => name !== '' && name.length <= 40);
}

const calledStandfirst =
  /(?:^|[\s_-])(?:stand-?first|dek|sub-?title|sub-?headline|strap-?line|chapo|chapeau|entradilla|bajada|sottotitolo|unterzeile)(?=$|[\s_-])/;
/** Some call what says who wrote it and when a subtitle. */
const aboutPiece =
  /^(?:by|von|par|por|di|door|av|af|from|posted|published|veröffentlicht|publié|publicado) |\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\b(?:correspondent|reporter|editor|staff|subscribe|newsletter|advertisement)\b/iu;
const MIN_STANDFIRST_LETTERS = 20;
const MAX_STANDFIRST_CHARACTERS = 500;

/** What a page shows right below its headline and calls so, where its metadata have none. */
function shownStandfirst(document: PageDocument, headline: string): string | undefined {
  const heading = headingOf(document, headline);
  const around = heading?.parentElement;
  const isLast =
    around != null && [...around.children].at(-1) === heading && /^(?:header|hgroup|div)$/.test(around.localName);
  const below = heading?.nextElementSibling ?? (isLast ? around.nextElementSibling : null);
  if (below == null || !/^(?:p|div|h[2-4])$/.test(below.localName) || !calledStandfirst.test(hints(below)))
    return undefined;
  const attributes = Object.fromEntries([...below.attributes].map(({ name, value }) => [name, value]));
  if (
    isUnshown({ tag: below.localName, attributes }) ||
    below.querySelector('a, img, time, button, input, ul, ol') !== null
  )
    return undefined;
  const text = textOf(below);
  const isSummary = lettersIn(text) >= MIN_STANDFIRST_LETTERS && text.length <= MAX_STANDFIRST_CHARACTERS;
  return isSummary && !aboutPiece.test(text) && loosely(text) !== loosely(headline) ? text : undefined;
}

function readStandfirst(linked: LinkedData, meta: MetaTags, headline: string): string | undefined {
  const candidates = [
    linked.text('description'),
    meta.first('og:description'),
    meta.first('description', 'dc.description', 'dcterms.abstract', 'twitter:description'),
    linked.text('alternativeHeadline'),
  ];
  const isSummary = (text: string) =>
    lettersIn(text) >= 20 && loosely(text) !== loosely(headline) && text.length < 1_000;
  return candidates.find((text) => text !== undefined && isSummary(text));
}
