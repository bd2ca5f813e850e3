/** Block: a body as data, one type for each kind of block, and the embeds in it. */

import type { BodyBlock, BodyEmbed, Cell, Part } from '../src/text/body-block.ts';
import { builder } from './builder.ts';
import { BlockPicture, MARKS_PER_TEXT, Mark, MarkedText } from './marked-text.ts';

type Of<Kind extends BodyBlock['kind']> = Extract<BodyBlock, { readonly kind: Kind }>;

/**
 * What limits reckon with: about as many as there are in a block of any kind, since it is only one of those that are asked
 * for.
 */
const size = (listSize: number) => ({ dateline: { listSize } });
const BLOCKS_PER_BODY = 20;
const BLOCKS_PER_PART = 1;

const typeNames: Readonly<Record<BodyBlock['kind'], string>> = {
  PARAGRAPH: 'ParagraphBlock',
  HEADING: 'HeadingBlock',
  LIST: 'ListBlock',
  DEFINITIONS: 'DefinitionsBlock',
  QUOTE: 'QuoteBlock',
  TABLE: 'TableBlock',
  PICTURE: 'PictureBlock',
  EMBED: 'EmbedBlock',
  CODE: 'CodeBlock',
  DIVIDER: 'DividerBlock',
};

export const Block = builder.interfaceRef<BodyBlock>('Block').implement({
  description: 'A part of a body that stands by itself: a paragraph, a heading, a table.',
  resolveType: ({ kind }) => typeNames[kind],
  fields: (t) => ({
    text: t.exposeString('text', {
      description:
        'All its text, plain: its parts on lines of their own, cells of a row parted by tabs. Empty for a divider and for pictures without a caption.',
    }),
    anchor: t.exposeString('anchor', {
      nullable: true,
      description: 'The name that links in the same text have for it (`#` and this as `href`); null for none.',
    }),
  }),
});

const interfaces = [Block];
const listOfBlocks: [typeof Block] = [Block];
/** What these three show beside what all blocks have. */
const marks = { description: 'By offset in `text`, the one around others first.', extensions: size(MARKS_PER_TEXT) };
const captionOf = (description: string) => ({ type: MarkedText, nullable: true, description }) as const;
const blocksOf = (description: string) => ({ type: listOfBlocks, description, extensions: size(BLOCKS_PER_PART) });

builder.objectRef<Of<'PARAGRAPH'>>('ParagraphBlock').implement({
  description: 'A paragraph.',
  interfaces,
  fields: (t) => ({ marks: t.field({ type: [Mark], ...marks, resolve: (block) => [...block.marks] }) }),
});

builder.objectRef<Of<'HEADING'>>('HeadingBlock').implement({
  description: 'A heading within the text.',
  interfaces,
  fields: (t) => ({
    level: t.exposeInt('level', { description: 'From 2 (the highest under the headline) to 6.' }),
    marks: t.field({ type: [Mark], ...marks, resolve: (block) => [...block.marks] }),
  }),
});

builder.objectRef<Of<'CODE'>>('CodeBlock').implement({
  description: 'Text whose spaces and lines stay as they are, in letters of one width: `<pre>`.',
  interfaces,
  fields: (t) => ({ marks: t.field({ type: [Mark], ...marks, resolve: (block) => [...block.marks] }) }),
});

const ListItem = builder.objectRef<Part>('ListItem').implement({
  description: 'An item of a list.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'All its text, a line for each block.' }),
    anchor: t.exposeString('anchor', { nullable: true, description: 'As a block’s: a note’s, for example.' }),
    blocks: t.field({
      ...blocksOf('What it consists of: a paragraph, and lists within.'),
      resolve: (part) => [...part.blocks],
    }),
  }),
});

builder.objectRef<Of<'LIST'>>('ListBlock').implement({
  description: 'A list, or the notes of the text.',
  interfaces,
  fields: (t) => ({
    isOrdered: t.exposeBoolean('isOrdered', { description: 'Whether its items are numbered.' }),
    isNotes: t.exposeBoolean('isNotes', {
      description: 'Whether these are the notes that NOTE_REFERENCE marks lead to.',
    }),
    start: t.exposeInt('start', { nullable: true, description: 'The first number; null for what is usual.' }),
    isReversed: t.exposeBoolean('isReversed', { description: 'Whether the numbers go down.' }),
    numbering: t.exposeString('numbering', {
      nullable: true,
      description: 'Kind of the numbers as HTML’s `type`: `1`, `a`, `A`, `i`, `I`; null for what is usual.',
    }),
    items: t.field({
      type: [ListItem],
      description: 'In the order of the text.',
      extensions: size(2),
      resolve: ({ items }) => [...items],
    }),
  }),
});

const DefinitionEntry = builder.objectRef<Of<'DEFINITIONS'>['entries'][number]>('DefinitionEntry').implement({
  description: 'A term, or what is said of the terms before it.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'All its text, a line for each block.' }),
    anchor: t.exposeString('anchor', { nullable: true, description: 'As a block’s.' }),
    isTerm: t.exposeBoolean('isTerm', { description: 'Whether it is a term rather than what is said of it.' }),
    blocks: t.field({ ...blocksOf('What it consists of.'), resolve: (part) => [...part.blocks] }),
  }),
});

builder.objectRef<Of<'DEFINITIONS'>>('DefinitionsBlock').implement({
  description: 'Terms and what they mean: `<dl>`.',
  interfaces,
  fields: (t) => ({
    entries: t.field({
      type: [DefinitionEntry],
      description: 'In the order of the text.',
      extensions: size(2),
      resolve: ({ entries }) => [...entries],
    }),
  }),
});

builder.objectRef<Of<'QUOTE'>>('QuoteBlock').implement({
  description: 'A quotation that stands by itself.',
  interfaces,
  fields: (t) => ({
    blocks: t.field({ ...blocksOf('What is quoted.'), resolve: ({ blocks }) => [...blocks] }),
    caption: t.field({
      ...captionOf('The line under it, such as who said it; null for none.'),
      resolve: ({ caption }) => caption,
    }),
  }),
});

const HeaderScope = builder.enumType('HeaderScope', {
  description: 'What a cell is the head of.',
  values: { ROW: { description: 'Its row.' }, COLUMN: { description: 'Its column.' } } as const,
});

const TableCell = builder.objectRef<Cell>('TableCell').implement({
  description: 'A cell of a table.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'All its text, a line for each block.' }),
    isHeader: t.exposeBoolean('isHeader', { description: 'Whether it is the head of a row or a column.' }),
    scope: t.field({
      type: HeaderScope,
      nullable: true,
      description: 'What it is the head of; null where that isn’t said.',
      resolve: ({ scope }) => scope,
    }),
    columnSpan: t.exposeInt('columns', { description: 'Columns that it covers, from 1.' }),
    rowSpan: t.exposeInt('rows', { description: 'Rows that it covers, from 1.' }),
    blocks: t.field({ ...blocksOf('What it consists of; none in an empty one.'), resolve: (cell) => [...cell.blocks] }),
  }),
});

const TableRow = builder.objectRef<Of<'TABLE'>['rows'][number]>('TableRow').implement({
  description: 'A row of a table.',
  fields: (t) => ({
    isHead: t.exposeBoolean('isHead', { description: 'Whether it belongs to the table’s head: `<thead>`.' }),
    isFoot: t.exposeBoolean('isFoot', { description: 'Whether it belongs to the table’s foot: `<tfoot>`.' }),
    cells: t.field({
      type: [TableCell],
      description: 'From the beginning of the row.',
      extensions: size(2),
      resolve: ({ cells }) => [...cells],
    }),
  }),
});

builder.objectRef<Of<'TABLE'>>('TableBlock').implement({
  description: 'A table.',
  interfaces,
  fields: (t) => ({
    caption: t.field({ ...captionOf('Its title; null for none.'), resolve: ({ caption }) => caption }),
    rows: t.field({
      type: [TableRow],
      description: 'From the top.',
      extensions: size(2),
      resolve: ({ rows }) => [...rows],
    }),
  }),
});

builder.objectRef<Of<'PICTURE'>>('PictureBlock').implement({
  description: 'One picture, or several that belong together.',
  interfaces,
  fields: (t) => ({
    pictures: t.field({
      type: [BlockPicture],
      description: 'At least one, in the order of the text.',
      extensions: size(1),
      resolve: ({ pictures }) => [...pictures],
    }),
    caption: t.field({ ...captionOf('The text under them; null for none.'), resolve: ({ caption }) => caption }),
  }),
});

builder.objectRef<Of<'EMBED'>>('EmbedBlock').implement({
  description: 'What another’s player would show: a video, a post, a chart.',
  interfaces,
  fields: (t) => ({
    provider: t.exposeString('provider', {
      description: 'Whose player: `YouTube`, `X`, `Datawrapper`, else the host.',
    }),
    url: t.field({ type: 'URL', description: 'Where it is.', resolve: ({ url }) => url }),
    title: t.exposeString('title', { nullable: true, description: 'Its title; null where it isn’t known.' }),
    caption: t.field({ ...captionOf('The text under it; null for none.'), resolve: ({ caption }) => caption }),
  }),
});

builder.objectRef<Of<'DIVIDER'>>('DividerBlock').implement({
  description: 'A break between two parts of the text: `<hr>`.',
  interfaces,
});

export const Embed = builder.objectRef<BodyEmbed>('Embed').implement({
  description: 'What another’s player would show; in the body it is a figure with a link and `data-embed`.',
  fields: (t) => ({
    provider: t.exposeString('provider', {
      description: 'Whose player: `YouTube`, `X`, `Datawrapper`, else the host.',
    }),
    url: t.field({ type: 'URL', description: 'Where it is.', resolve: ({ url }) => url }),
    title: t.exposeString('title', { nullable: true, description: 'Its title; null where it isn’t known.' }),
    caption: t.exposeString('caption', { nullable: true, description: 'The text under it; null for none.' }),
  }),
});

/** Of fields that have a body's blocks and embeds. */
export const blocksField = {
  type: listOfBlocks,
  description:
    'The body as data, for whoever draws no HTML: its blocks in the order of the text. Empty where the body is.',
  extensions: size(BLOCKS_PER_BODY),
};
export const embedsField = {
  type: [Embed] as [typeof Embed],
  description: 'What others’ players would show, in the order of the text, wherever it stands.',
  extensions: size(2),
};
