/** Plain-text page importer: the article of a page saved as text, and the stories that its boxes announce. */

import type { DocumentAttribution } from '../attribution/attribution.ts';
import { parseCreditLine } from '../attribution/credit.ts';
import { findAttributions } from '../attribution/find.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import { languageOf } from '../text/language.ts';
import { refuseForeignText } from './foreign-formats.ts';
import { withFullNames } from './full-names.ts';
import type { ImportedDocument, ImportedPage } from './imported-document.ts';
import { readArticle, type TextArticle } from './text/article.ts';
import { linesAsHtml } from './text/body-html.ts';
import { type Card, readCards, readTags } from './text/cards.ts';
import { dateOfAddress, dateOfLine } from './text/dates.ts';
import { isFurniture, type SectionKind, sectionOf, tagsOfLine, titleOf } from './text/furniture.ts';
import { blocksOf, refuseOtherText } from './text/lines.ts';
import { keptBackAbove } from './text/marks-above.ts';
import { headlineOrigin, normalisedHeadline } from './text/origin.ts';

interface Section {
  readonly kind: SectionKind;
  /** As printed. */
  readonly title: string;
  readonly lines: string[];
}

interface PageParts {
  readonly article: readonly string[];
  readonly sections: readonly Section[];
}

/** Cuts the page at the headings of its boxes. A page that starts with a box has its article from its date on. */
function partPage(text: string): PageParts {
  const article: string[] = [];
  const sections: Section[] = [];
  let isInArticle = true;
  for (const block of blocksOf(text)) {
    // "Caption / Reuters" twice, a date above its headline: lines that stand together needn't belong together.
    for (const line of linesOf(block, isInArticle)) {
      const tags = tagsOfLine(line);
      if (tags !== undefined) {
        sections.push({ kind: 'tags', title: titleOf(line.replace(tags, '')), lines: [tags] });
        continue;
      }
      const kind = sectionOf(line);
      const startsArticle: boolean = !isInArticle && article.length === 0 && dateOfLine(line) !== undefined;
      if (kind !== undefined) sections.push({ kind, title: titleOf(line), lines: [] });
      if (kind !== undefined || startsArticle) isInArticle = startsArticle;
      if (kind === undefined && !isFurniture(line)) (isInArticle ? article : sections.at(-1)?.lines)?.push(line);
    }
  }
  return { article, sections };
}

/** Lines of a block; the lines of a paragraph that was broken at some width are one. */
function linesOf(block: readonly string[], isInArticle: boolean): readonly string[] {
  const isWrapped =
    isInArticle &&
    block.length > 1 &&
    block.slice(0, -1).every((line) => line.length > 40 && line.length < 100 && !/[.!?…:]["”’»)]?$/u.test(line)) &&
    block.slice(1).some((line) => /^\p{Ll}/u.test(line));
  return isWrapped ? [block.join(' ')] : block;
}

function attributionsOf(article: TextArticle, language: string, known: readonly KnownSource[]): DocumentAttribution[] {
  const authors: DocumentAttribution[] = article.authors.map((name) => ({
    role: 'AUTHOR',
    source: { name, kind: 'PERSON' },
  }));
  const found = findAttributions(
    {
      headline: article.headline,
      standfirst: article.standfirst,
      body: article.paragraphs.join('\n\n'),
      caption: article.image?.caption,
      creditLine: article.image?.creditLine,
      language,
    },
    known,
  );
  const credited = article.furtherCredits.flatMap((line) => parseCreditLine(line, known).sources);
  const isNew = (name: string) => !found.some(({ role, source }) => role === 'IMAGE_CREDIT' && source.name === name);
  const further = credited.filter(
    (source, at) => isNew(source.name) && credited.findIndex(({ name }) => name === source.name) === at,
  );
  return [...authors, ...found, ...further.map((source): DocumentAttribution => ({ role: 'IMAGE_CREDIT', source }))];
}

/**
 * Reads a page as text: a date, a headline, perhaps a captioned picture, paragraphs, then boxes such as "Hot this week",
 * "Topics" and "Related articles" in any order.
 *
 * The first document is the article; each story of the boxes follows once, in page order, with an empty body and the page's
 * date, since its own isn't printed. All dates are the printed day at 00:00 UTC. A text doesn't say who published it, so no
 * document has a PUBLISHER. The article's origin is `address` when that is given; see `text/origin.ts` for the others.
 *
 * @param now its day stands in where neither the text nor the address has a date
 * @param known the newsroom's own sources, over the built-in list
 * @throws {RefusedInput} when the text isn't such a page: no paragraphs, one line, source code, a table, HTML.
 */
export function readTextPage(
  text: string,
  address?: string,
  now: Date = new Date(),
  known: readonly KnownSource[] = [],
): ImportedPage {
  refuseForeignText(text);
  refuseOtherText(text);
  const { article: articleLines, sections } = partPage(text);
  const readings = sections.map(readSection);
  const lines = [...articleLines, ...readings.flatMap((reading) => reading.paragraphs)];
  const language = languageOf(lines.join('\n'));
  const article = readArticle(lines, known, language);
  const date = article.date ?? (address === undefined ? undefined : dateOfAddress(address));
  const publishedAt = date ?? startOfDay(now);
  const topics = [...new Set(readings.flatMap((reading) => reading.tags))];
  const { headline, standfirst } = article;
  const telling = { headline, standfirst, topics, body: article.paragraphs.join('\n') };
  const attributions = withFullNames(attributionsOf(article, language, known), telling);

  const first: ImportedDocument = {
    origin: address ?? headlineOrigin(article.headline, date),
    url: address,
    headline,
    standfirst,
    body: linesAsHtml(article.paragraphs),
    language,
    publishedAt,
    isDateGuessed: date === undefined,
    isDateOnly: date !== undefined || undefined,
    image: article.image,
    topics,
    attributions,
    unsure:
      keptBackAbove(articleLines, headline, now) ??
      doubtOf({ article, hasDate: date !== undefined, hasBoxes: sections.length > 0, attributions }),
  };
  const documents = new Map([[normalisedHeadline(article.headline), first]]);
  for (const card of readings.flatMap((reading) => reading.cards)) {
    const key = normalisedHeadline(card.headline);
    const earlier = documents.get(key);
    // A story may stand in two boxes, with its sentence only in one of them.
    if (
      earlier === undefined ||
      (earlier !== first && earlier.standfirst === undefined && card.standfirst !== undefined)
    ) {
      documents.set(key, documentOfCard(card, { date, publishedAt, language, known }));
    }
  }
  const boxes = readings.map(({ kind, title, cards }) => {
    const stories = cards.map(({ headline }) => documents.get(normalisedHeadline(headline))?.origin);
    return { kind, title, origins: stories.filter((origin) => origin !== undefined) };
  });
  const hot = boxes.filter(({ kind }) => kind === 'hot').flatMap(({ origins }) => origins);
  const [, ...others] = documents.values();
  const printed = boxes.filter(({ origins }) => origins.length > 0).map(({ title, origins }) => ({ title, origins }));
  return {
    documents: [{ ...first, ...(printed.length > 0 && { boxes: printed }) }, ...others],
    hot: [...new Set(hot)],
  };
}

interface TextSigns {
  readonly article: TextArticle;
  readonly hasDate: boolean;
  readonly hasBoxes: boolean;
  readonly attributions: readonly DocumentAttribution[];
}

/** What comes with software and contracts: licences, notes, terms. */
const otherPaper =
  /^(?:# *)?(?:the |a )?(?:.{0,40}\blicen[cs]e\b(?: agreement| \(.{1,20}\)| v?\d.{0,20}|,? version .{1,40})?|copying|notice|read ?me|change ?log|release notes|contributing(?: .{0,30})?|code of conduct|authors|install(?:ation|ing)?|to-?do|security policy|privacy policy|terms (?:of|and) .{3,40}|disclaimer|imprint|impressum|allgemeine geschäftsbedingungen)[.: ]*$/i;
const legalPhrase =
  /permission is hereby granted|without warranty of any kind|warranties or conditions of any kind|this license|hereby grants? you|all rights reserved/i;

/** "r i BC-PIER-(PIX) 03-04 0120", as ANPA 1312 begins. */
const routingLine = /^[\p{L}\d] [\p{L}\d] [ABP][CM]-\S/u;

/** Why a text may be no news: it shows nothing that pages of news have, or reads like another kind of paper. */
function doubtOf({ article, hasDate, hasBoxes, attributions }: TextSigns): string | undefined {
  if (routingLine.test(article.headline)) return 'It begins with a wire’s routing line, which isn’t read as one here.';
  const isOther =
    otherPaper.test(article.headline) ||
    (!hasBoxes && article.paragraphs.some((paragraph) => legalPhrase.test(paragraph)));
  if (isOther) return 'It reads like a licence or a note, not like news.';
  const isNews =
    hasDate || hasBoxes || article.image !== undefined || article.authors.length > 0 || attributions.length > 0;
  return isNews ? undefined : 'Nothing in it says that it is news: no date, byline, picture or source.';
}

interface ReadSection {
  readonly kind: SectionKind;
  readonly title: string;
  readonly cards: readonly Card[];
  readonly tags: readonly string[];
  readonly paragraphs: readonly string[];
}

/** Lines about who wrote it; what follows belongs to the article again. */
const MAX_AUTHOR_LINES = 2;

function readSection({ kind, title, lines }: Section): ReadSection {
  if (kind === 'author') return { kind, title, tags: [], cards: [], paragraphs: lines.slice(MAX_AUTHOR_LINES) };
  const tags = kind === 'tags' ? readTags(lines) : undefined;
  return tags === undefined
    ? { kind, title, tags: [], ...readCards(lines) }
    : { kind, title, tags, cards: [], paragraphs: [] };
}

interface CardPage {
  readonly date: Date | undefined;
  readonly publishedAt: Date;
  readonly language: string;
  readonly known: readonly KnownSource[];
}

function documentOfCard(card: Card, { date, publishedAt, language, known }: CardPage): ImportedDocument {
  return {
    origin: headlineOrigin(card.headline, date),
    headline: card.headline,
    standfirst: card.standfirst,
    body: '',
    language,
    publishedAt,
    isDateGuessed: date === undefined,
    isCard: true,
    isDateOnly: date !== undefined || undefined,
    topics: [],
    attributions: findAttributions({ headline: card.headline, standfirst: card.standfirst, body: '', language }, known),
  };
}

function startOfDay(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}
