/** Attribution: a source and its role in a piece. */

import type { AttributionRow } from '../db/articles/attributions.ts';
import type { PlacedQuote as PlacedQuoteParent } from '../src/text/placed-quotes.ts';
import { builder } from './builder.ts';
import { Source } from './source.ts';

export type AttributionParent = Omit<AttributionRow, 'article_id'> & {
  /** Found in the text when somebody asks for them. */
  readonly quotes: () => Promise<readonly PlacedQuoteParent[]>;
};

export const PlacedQuote = builder.objectRef<PlacedQuoteParent>('PlacedQuote').implement({
  description:
    'A quote and its place in the text. Of one that goes on in another block, or that is given without the words between two parts of it, the place reaches from its beginning to its end within the first block.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The words quoted, as the attribution gives them.' }),
    block: t.exposeInt('block', { description: 'Index of its block in the body, from 0.' }),
    offset: t.exposeInt('offset', { description: 'Where it begins in the text of the block, in UTF-16 code units.' }),
    length: t.exposeInt('length', { description: 'How long it is there, in UTF-16 code units.' }),
    sentence: t.exposeString('sentence', {
      description: 'The sentence that it stands in, or the sentences; at most 1,000 characters on either side of it.',
    }),
  }),
});

export const AttributionRole = builder.enumType('AttributionRole', {
  description: 'What a source is to an article.',
  values: {
    AUTHOR: { description: 'Wrote it.' },
    PUBLISHER: { description: 'Published it first.' },
    WIRE: { description: 'The agency whose copy it is, or is based on.' },
    QUOTED: { description: 'Is quoted in it, word for word.' },
    CITED: { description: 'Said, reported or disclosed something that it rests on.' },
    IMAGE_CREDIT: { description: 'Is credited for its picture.' },
  } as const,
});

export const Attribution = builder.objectRef<AttributionParent>('Attribution').implement({
  description: 'Who an article rests on: the role is on the edge.',
  fields: (t) => ({
    role: t.expose('role', { type: AttributionRole, description: 'What the source is to the article.' }),
    source: t.field({ type: Source, description: 'Who it is.', resolve: ({ source }) => source }),
    quote: t.exposeString('quote', {
      nullable: true,
      description: 'The first words quoted, without quotation marks; null unless the source is quoted.',
    }),
    quotes: t.field({
      type: [PlacedQuote],
      description:
        'All that is quoted of it, in the order of the text, each with its place in the body. A quote that the body doesn’t have (of the headline, or from before a change) has no place and isn’t among them.',
      resolve: ({ quotes }) => quotes().then((all) => [...all]),
    }),
  }),
});
