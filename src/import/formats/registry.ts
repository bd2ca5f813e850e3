/**
 * Registry of the formats that are imported: one entry each, from which come what a text is taken for, its reader, the list in the
 * command's help and the table in docs/importing.md. A new format is one more entry, in front of what would take its texts.
 */

import { isBlogger } from '../blogger/recognise.ts';
import { isFeed } from '../feed/recognise.ts';
import { isGhost } from '../ghost/recognise.ts';
import { isHtml } from '../html/recognise.ts';
import { isIptc7901 } from '../iptc-7901/recognise.ts';
import { isFieldFile } from '../kirby/fields.ts';
import { isMarkdown } from '../markdown/recognise.ts';
import { isMedium } from '../medium/recognise.ts';
import { isMovableType } from '../movable-type/entries.ts';
import { isNinjs } from '../ninjs/recognise.ts';
import { isLinesOfPieces, isTable } from '../records/recognise.ts';
import { isXmlOfPieces } from '../records/xml-rows.ts';
import { isSubstack } from '../substack/recognise.ts';
import { systemOf } from '../systems/recognise.ts';
import { isViewsHeader } from '../views.ts';
import { asFetched } from '../wire/fetched.ts';
import { isWordPress } from '../wordpress/recognise.ts';
import type { Format, FormatReader } from './format.ts';
import type { Looked } from './looked.ts';

/** What agencies send is read under the site that it was fetched from, if it was. */
const wire =
  (load: () => Promise<FormatReader>): (() => Promise<FormatReader>) =>
  async () => {
    const read = await load();
    return async (text, context) => asFetched(await read(text, context), context.address);
  };

const rootIs =
  (names: RegExp) =>
  ({ markup }: Looked) =>
    names.test(markup().root ?? '');

/** The first that fits is it. */
export const formats = {
  views: {
    title: 'CSV of `article,hour,views`',
    reads: 'view counts, see [below](#views-of-before)',
    kind: 'views',
    isIt: ({ content }) => isViewsHeader(content),
  },
  'iptc-7901': {
    title: 'IPTC 7901',
    reads: 'a [wire](#wires)’s piece, also several in a file, with or without its control signs',
    kind: 'pieces',
    isIt: ({ content }) => isIptc7901(content),
    load: wire(async () => (await import('../iptc-7901/iptc-7901.ts')).readIptc7901),
  },
  wordpress: {
    title: 'WordPress (WXR)',
    reads: 'posts of every state, see [Archives](#archives)',
    kind: 'pieces',
    isIt: ({ content }) => isWordPress(content),
    load: async () => (await import('../wordpress/read.ts')).readWordPress,
  },
  blogger: {
    title: 'Blogger',
    reads: 'posts of every state, see [Archives](#archives)',
    kind: 'pieces',
    isIt: ({ content }) => isBlogger(content),
    load: async () => (await import('../blogger/read.ts')).readBlogger,
  },
  'movable-type': {
    title: 'Movable Type, TypePad',
    reads: 'entries of every state, see [Archives](#archives)',
    kind: 'pieces',
    isIt: ({ content }) => isMovableType(content),
    load: async () => (await import('../movable-type/read.ts')).readMovableType,
  },
  medium: {
    title: 'Medium',
    reads: 'a post a page, see [Archives](#archives)',
    kind: 'pieces',
    isIt: ({ content }) => isMedium(content),
    load: async () => (await import('../medium/read.ts')).readMedium,
  },
  substack: {
    title: 'Substack (`posts.csv`)',
    reads: 'a post a row, with the file of its text, see [Archives](#archives)',
    kind: 'pieces',
    isIt: ({ content }) => isSubstack(content),
    load: async () => (await import('../substack/read.ts')).readSubstack,
  },
  kirby: {
    title: 'Kirby, Lektor',
    reads: 'a page each, see [Markdown](#markdown)',
    kind: 'pieces',
    isIt: ({ content, extension }) => isFieldFile(content, extension),
    load: async () => (await import('../kirby/read.ts')).readKirby,
  },
  markdown: {
    title: 'Markdown with front matter',
    reads: 'a piece each, see [Markdown](#markdown)',
    kind: 'pieces',
    isIt: isMarkdown,
    load: async () => (await import('../markdown/read.ts')).readMarkdown,
  },
  'newsml-g2': {
    title: 'NewsML-G2',
    reads: 'a [wire](#wires)’s item or a message of many, with XHTML, NITF or plain text inside',
    kind: 'pieces',
    isIt: rootIs(/^(?:newsitem|newsmessage|packageitem)$/),
    load: wire(async () => (await import('../newsml-g2/newsml-g2.ts')).readNewsmlG2),
  },
  'newsml-1': {
    title: 'NewsML 1',
    reads: 'the same of its first version',
    kind: 'pieces',
    isIt: rootIs(/^newsml$/),
    load: wire(async () => (await import('../newsml-1/newsml-1.ts')).readNewsml1),
  },
  nitf: {
    title: 'NITF',
    reads: 'a [wire](#wires)’s piece',
    kind: 'pieces',
    isIt: rootIs(/^nitf$/),
    load: wire(async () => (await import('../nitf/nitf.ts')).readNitf),
  },
  feed: {
    title: 'RSS, Atom, RDF, JSON Feed',
    reads:
      'every public item that has a title or a text, in any encoding that browsers know, and UTF-32; also within a page, with a prefix, in base 64, an entry alone',
    kind: 'feed',
    isIt: isFeed,
    load: async () => {
      const { readFeed } = await import('../feed.ts');
      return (text, { address, now }) => readFeed(text, address, now);
    },
  },
  ninjs: {
    title: 'ninjs 1 to 3',
    reads: 'a [wire](#wires)’s item, a list, or a line each',
    kind: 'pieces',
    isIt: ({ json }) => isNinjs(json()),
    load: wire(async () => (await import('../ninjs/ninjs.ts')).readNinjs),
  },
  ghost: {
    title: 'Ghost (JSON)',
    reads: 'posts of every state, see [Archives](#archives)',
    kind: 'pieces',
    isIt: ({ json, isLines }) => !isLines() && isGhost(json()),
    load: async () => (await import('../ghost/read.ts')).readGhost,
  },
  system: {
    title: 'JSON of other systems',
    reads: 'WordPress’ REST API, Contentful, Drupal, Strapi, …, see [Other systems](#other-systems)',
    kind: 'pieces',
    isIt: ({ json, isLines }) => !isLines() && systemOf(json()) !== undefined,
    load: async () => (await import('../systems/read.ts')).readSystem,
  },
  lines: {
    title: 'lines of JSON',
    reads: 'a piece a line, or of a list, see [Tables](#tables)',
    kind: 'pieces',
    isIt: isLinesOfPieces,
    load: async () => (await import('../records/read.ts')).readLines,
  },
  table: {
    title: 'a table (CSV, tabs, semicolons)',
    reads: 'a piece a row, see [Tables](#tables)',
    kind: 'pieces',
    isIt: isTable,
    load: async () => (await import('../records/read.ts')).readTable,
  },
  'xml-records': {
    title: 'records in XML',
    reads: 'a piece an element of a list (`<articles><article>…`), or a row of a database, see [Tables](#tables)',
    kind: 'pieces',
    isIt: isXmlOfPieces,
    load: async () => (await import('../records/read.ts')).readXmlRecords,
  },
  html: {
    title: 'a page as HTML',
    reads: 'schema.org JSON-LD and Open Graph first, then Readability for what they lack',
    kind: 'page',
    isIt: isHtml,
    load: async () => {
      const { readHtmlPage } = await import('../html.ts');
      return (text, { address, now }) => readHtmlPage(text, address, now);
    },
  },
  text: {
    title: 'a page as plain text',
    reads:
      'date, headline, captioned and credited picture, body with its headings and lists, "Hot this week", "Topics", in English, German, French, Spanish, Polish, Japanese and more',
    kind: 'page',
    isIt: () => true,
    findsSources: true,
    load: async () => {
      const { readTextPage } = await import('../text.ts');
      return (text, { address, now, known }) => readTextPage(text, address, now, known);
    },
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

const names = Object.keys(formats) as FormatName[];

/** The format of a text: of those that are asked for the first that fits. */
export function formatOf(looked: Looked, isAsked: (format: Format) => boolean = () => true): FormatName | undefined {
  return names.find((name) => isAsked(formats[name]) && formats[name].isIt(looked));
}

export const formatNamed = (name: FormatName): Format => formats[name];
