/** A Markdown file with front matter, as Hugo, Jekyll, Eleventy, Zola and others keep pieces, to a document. */

import { isGate, type Written, writtenIn } from '../archive/fields.ts';
import { isNo, type JsonRecord, recordOf, textOf, textsOf } from '../archive/json.ts';
import { type ArchiveContext, type ArchivePiece, documentOf } from '../archive/piece.ts';
import { publicationOf } from '../archive/publication.ts';
import { richBody } from '../archive/rich-body.ts';
import { lastSegment } from '../archive/slugs.ts';
import { dateOf, namesOf, peopleOf, pictureIn } from '../archive/values.ts';
import { absoluteAddress } from '../html/address.ts';
import { type ImportedPage, type KnownBefore, knownAs, RefusedInput } from '../imported-document.ts';
import { hidingInRecord } from '../withheld/record.ts';
import { bodyOfMarkdown, type MarkdownBody } from './body.ts';
import { type FileName, readFileName } from './file-name.ts';
import { frontMatter, type MarkdownFile } from './front-matter.ts';
import { isOwnMatter, ownFileDocument } from './own.ts';
import { propertiesUnder } from './properties.ts';

/** @throws {RefusedInput} for what isn't public, or is a page that lists others */
export function readMarkdown(text: string, context: ArchiveContext): ImportedPage {
  const file = frontMatter(text) ??
    propertiesUnder(text, context.name) ?? {
      matter: {},
      text,
      doubt: 'It is Markdown without front matter, which may be no news.',
    };
  const { matter, text: body } = file;
  // What is fetched isn't taken for what this newsroom has written.
  if (context.address === undefined && isOwnMatter(matter, body))
    return { documents: [ownFileDocument(file)], hot: [] };
  const isMdx = /\.mdx(?:\.gz)?$/i.test(context.name);
  return readMatter(file, context, (markdown) => bodyOfMarkdown(markdown, isMdx));
}

/**
 * What is written in front of a text and the text to a document.
 *
 * @param bodyOf its HTML
 * @throws {RefusedInput} for what isn't public, or is a page that lists others
 */
export function readMatter(
  { matter, text: body, doubt, unread = [] }: MarkdownFile,
  context: ArchiveContext,
  bodyOf: (text: string) => MarkdownBody,
): ImportedPage {
  const file = readFileName(context.name);
  const written = writtenIn(isOfGrav(matter, file) ? matterOfGrav(matter) : matter);
  if (file.isList && body.trim() === '') throw new RefusedInput('It is the page of a section, which lists others.');
  if (/^pages?$/i.test(textOf(written('type')) ?? '')) return { documents: [], hot: [], others: { pages: 1 } };
  const piece = knownAs(knownByOf(written, file, context), () => pieceOf(written, body, file, context, bodyOf));
  const hold = piece.hold ?? hidingInRecord(matter, context.now, isGate) ?? doubt;
  const dropped = [...(piece.dropped ?? []), ...unread];
  return { documents: [documentOf({ ...piece, dropped, hold }, context)], hot: [] };
}

const isOfGrav = (matter: JsonRecord, file: FileName) => file.isOfGrav || 'routable' in matter;

/** What isn't visible is only in no menu there; what has no route is reached by nobody. */
function matterOfGrav({ visible: _, routable, ...matter }: JsonRecord): JsonRecord {
  return isNo(routable ?? true) ? { ...matter, draft: true } : matter;
}

function knownByOf(written: Written, file: FileName, { site }: ArchiveContext): KnownBefore {
  const language = textOf(written('language')) ?? file.language;
  const date = dateOf(written('publishedAt')) ?? dateOf(file.date);
  return {
    origin: originOf(written, slugIn(written, file), language, date?.date),
    url: absoluteAddress(permalinkOf(written), site),
  };
}

/** "/:year/:title/" is a pattern. */
function permalinkOf(written: Written): string | undefined {
  const permalink = textOf(written('url'));
  return permalink?.includes(':') && !/^https?:/.test(permalink) ? undefined : permalink;
}

function slugIn(written: Written, file: FileName): string | undefined {
  const path = permalinkOf(written);
  return textOf(written('slug')) ?? (path === undefined ? undefined : lastSegment(path)) ?? file.slug;
}

function pieceOf(
  written: Written,
  text: string,
  file: FileName,
  { site, now }: ArchiveContext,
  bodyOf: (text: string) => MarkdownBody,
): ArchivePiece {
  const [first = '', ...rest] = text.trimStart().split('\n');
  const heading = first.startsWith('# ')
    ? first
        .slice(2)
        .replace(/(?<!#)#+$/, '')
        // As text: without emphasis, and the words of a link.
        .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
        .replace(/(\*\*|__|\*|_|`)(?=\S)([^*_`]+)\1/g, '$2')
        .trim()
    : undefined;
  const title = textOf(written('headline'));
  const headline = title ?? heading ?? wordsOf(file.slug);
  const isRepeated = heading !== undefined && (title === undefined || heading === title);
  const { html, dropped } = bodyOf(isRepeated ? rest.join('\n') : text.trim() === '' ? '' : text);
  // Statamic keeps a tree in front.
  const tree = text.trim() === '' ? richBody(written('body')) : undefined;
  const publication = publicationOf(written, now, file.date);
  const url = absoluteAddress(permalinkOf(written), site);
  const slug = slugIn(written, file);
  const language = textOf(written('language')) ?? file.language;
  const picture = pictureIn(written);
  return {
    origin: originOf(written, slug, language, publication.publishedAt),
    url,
    slug,
    formerSlugs: textsOf(written('formerSlugs')),
    headline: headline ?? '',
    standfirst: textOf(written('standfirst')),
    body: tree?.html ?? html,
    dropped: [...(tree?.dropped ?? dropped), ...picture.dropped],
    ...publication,
    hold: file.isDraft ? (publication.hold ?? 'It is in a folder of drafts.') : publication.hold,
    language,
    authors: peopleOf(written('authors')),
    publisher: publisherOf(written),
    sections: sectionsOf(written, file),
    keywords: namesOf(written('keywords'), separatorOf(written('keywords'), file)),
    image: picture.image,
    base: url ?? site,
  };
}

/** Its own id, or its day and slug, under which Jekyll and Hugo keep it wherever its folder lies. */
function originOf(
  written: Written,
  slug: string | undefined,
  language: string | undefined,
  date: Date | undefined,
): string {
  const id = textOf(written('id'));
  if (id !== undefined) return `markdown:${id}`;
  return [
    'markdown',
    date?.toISOString().slice(0, 10) ?? '',
    language ?? '',
    slug ?? textOf(written('headline')) ?? '',
  ].join(':');
}

function publisherOf(written: Written) {
  const given = written('publisher');
  const name = textOf(given, recordOf(given)?.name);
  return name === undefined ? undefined : { name };
}

/** Jekyll parts names by blanks where there is no comma. */
function separatorOf(value: unknown, { isOfJekyll }: FileName): RegExp {
  const hasMarks = /[|;,]/.test(textOf(value) ?? ',');
  return isOfJekyll && !hasMarks ? /\s/ : /[|;,]/;
}

/** The folder that it lies in is its section where nothing else says one. */
function sectionsOf(written: Written, file: FileName): string[] {
  const given = written('sections');
  const names = namesOf(given, separatorOf(given, file));
  const [folder] = file.folders;
  if (names.length > 0 || folder === undefined || /^(?:\d+|posts?|blog|articles?|pages?|news|content)$/i.test(folder))
    return names;
  return [wordsOf(folder) ?? folder];
}

/** "the-ferry-is-back" → "The ferry is back". */
function wordsOf(slug: string | undefined): string | undefined {
  const words = slug?.replace(/[-_]+/g, ' ').trim();
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : undefined;
}
