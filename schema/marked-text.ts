/** MarkedText and Mark: text of a structured body, and what ranges of it mean. */

import type { BodyPicture, MarkedText as MarkedTextRow, MarkKind, Mark as MarkRow } from '../src/text/marked-text.ts';
import { builder } from './builder.ts';

const MarkKindEnum = builder.enumType('MarkKind', {
  description: 'What a range of a text means.',
  values: {
    STRONG: { description: 'Bold: `<strong>`, `<b>`.' },
    EMPHASIS: { description: 'Italics: `<em>`, `<i>`.' },
    UNDERLINE: { description: 'Underlined: `<u>`.' },
    STRIKETHROUGH: { description: 'No longer so: `<s>`.' },
    DELETED: { description: 'Taken out by a correction: `<del>`.' },
    INSERTED: { description: 'Put in by a correction: `<ins>`.' },
    SUBSCRIPT: { description: 'Lowered: `<sub>`.' },
    SUPERSCRIPT: {
      description: 'Raised: `<sup>`. Powers such as `10⁹` are raised by their characters and have no mark.',
    },
    QUOTATION: {
      description: 'A quotation: `<q>`. Its quotation marks are part of the text, in the article’s language.',
    },
    ABBREVIATION: { description: 'An abbreviation: `<abbr>`; `detail` is its long form.' },
    TIME: { description: 'A date or a time: `<time>`; `detail` is it for machines.' },
    WORK: { description: 'The title of a work: `<cite>`.' },
    HIGHLIGHT: { description: 'Highlighted: `<mark>`.' },
    CODE: { description: 'Code: `<code>`.' },
    KEYBOARD: { description: 'What is typed: `<kbd>`.' },
    SMALL: { description: 'Small print: `<small>`.' },
    LINK: { description: 'A link to `href`.' },
    NOTE_REFERENCE: { description: 'The number of a note, such as `[1]`, which `href` leads to.' },
    ANCHOR: { description: 'A place that links in the same text lead to, by its `anchor`.' },
    PICTURE: { description: 'A small picture in the line, of length 0, before the character at `offset`.' },
  } satisfies Record<MarkKind, { description: string }>,
});

export const BlockPicture = builder.objectRef<BodyPicture>('BlockPicture').implement({
  description: 'A picture within a body.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'Where it is.', resolve: ({ url }) => url }),
    alt: t.exposeString('alt', {
      nullable: true,
      description: 'What it shows, for those who can’t see it; empty for a decoration, null where nobody said.',
    }),
    width: t.exposeInt('width', { nullable: true, description: 'In pixels; null where it isn’t known.' }),
    height: t.exposeInt('height', { nullable: true, description: 'In pixels; null where it isn’t known.' }),
    href: t.exposeString('href', { nullable: true, description: 'Where a click on it leads; null for nowhere.' }),
  }),
});

export const Mark = builder.objectRef<MarkRow>('Mark').implement({
  description: 'What a range of a text means. Ranges may stand in each other, and never cross.',
  fields: (t) => ({
    kind: t.expose('kind', { type: MarkKindEnum, description: 'What it means.' }),
    offset: t.exposeInt('offset', {
      description: 'Where it begins: UTF-16 code units from the text’s beginning, from 0.',
    }),
    length: t.exposeInt('length', { description: 'How long it is, in UTF-16 code units.' }),
    href: t.string({
      nullable: true,
      description: 'Of links: an address, or `#` and an `anchor` of the same text. Null for all others.',
      resolve: ({ href }) => href ?? null,
    }),
    anchor: t.string({
      nullable: true,
      description: 'The name that links in the same text have for it; null for none.',
      resolve: ({ anchor }) => anchor ?? null,
    }),
    detail: t.string({
      nullable: true,
      description: 'An abbreviation’s long form; a time as machines read it (HTML’s `datetime`). Null for all others.',
      resolve: ({ detail }) => detail ?? null,
    }),
    picture: t.field({
      type: BlockPicture,
      nullable: true,
      description: 'Of PICTURE; null for all others.',
      resolve: ({ picture }) => picture ?? null,
    }),
  }),
});

/** About as many as a text has: what limits reckon with. */
export const MARKS_PER_TEXT = 1;

export const MarkedText = builder.objectRef<MarkedTextRow>('MarkedText').implement({
  description: 'A text with its marks.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Plain text; a line break is a newline.' }),
    marks: t.field({
      type: [Mark],
      description: 'By offset, the one around others first.',
      extensions: { dateline: { listSize: MARKS_PER_TEXT } },
      resolve: ({ marks }) => [...marks],
    }),
  }),
});
