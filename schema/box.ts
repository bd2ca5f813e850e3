/** Box: a list of other stories that an article's own page printed. */

import type { BoxRow } from '../db/articles/boxes.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';

/** Stories in a usual one. */
const STORIES = 8;
/** "Hot this week", "Topics", "Related articles". */
const BOXES = 3;

const Box = builder.objectRef<BoxRow>('Box').implement({
  description: 'A list of other stories that an article’s own page printed beside it.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its heading as printed, 1 to 200 characters: "Hot this week".' }),
    articles: t.field({
      type: [Article],
      description: 'Its stories in the order of the page, 1 to 30: those that readers may see, most of them teasers.',
      extensions: { dateline: { listSize: STORIES } },
      resolve: ({ articles }) => articles,
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  boxes: t.field({
    type: [Box],
    description:
      'Lists of other stories that its own page printed, in the order of the page, at most 10. Another page’s list doesn’t change them. Empty for a piece that didn’t come as a page of text.',
    extensions: { dateline: { listSize: BOXES } },
    resolve: async ({ id }, _, { loaders }) => [...(await loaders.boxesOfArticle.load(id)).boxes],
  }),
}));
