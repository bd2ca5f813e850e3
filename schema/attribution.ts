/** Attribution: a source and its role in a piece. */

import type { AttributionRow } from '../db/articles/attributions.ts';
import { builder } from './builder.ts';
import { Source } from './source.ts';

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

export const Attribution = builder.objectRef<Omit<AttributionRow, 'article_id'>>('Attribution').implement({
  description: 'Who an article rests on: the role is on the edge.',
  fields: (t) => ({
    role: t.expose('role', { type: AttributionRole, description: 'What the source is to the article.' }),
    source: t.field({ type: Source, description: 'Who it is.', resolve: ({ source }) => source }),
    quote: t.exposeString('quote', {
      nullable: true,
      description: 'The words quoted, without quotation marks; null unless the source is quoted.',
    }),
  }),
});
