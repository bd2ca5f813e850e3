/** The mutation recordView. */

import { builder } from './builder.ts';
import { idOf } from './ids.ts';

builder.mutationField('recordView', (t) =>
  t.boolean({
    description:
      'Counts that an article was read, and says whether it did: once for each reader and half-hour, and never for a bot.',
    args: { article: t.arg.id({ required: true, description: 'The id of the article.' }) },
    resolve: async (_, { article }, { loaders, recordView }) => {
      const id = idOf('Article', article, ['article']);
      // What the public may not see is as if it weren't there.
      return (await loaders.article.load(id)) !== null && recordView(id);
    },
  }),
);
