/** Related articles, with the reasons of each. */

import type { RelatedReason as Reason, RelatedRow } from '../db/related/related.ts';
import { Article, type ArticleParent } from './article.ts';
import { builder } from './builder.ts';
import { connectionType, type Edge, edgeType } from './connection.ts';
import { rankedCursor } from './cursors.ts';
import { articleIds } from './ids.ts';
import { checkedSize, rankedArgs, toPage } from './paging.ts';
import { selects } from './selected-fields.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

const RelatedReasonKind = builder.enumType('RelatedReasonKind', {
  description: 'Why an article is related.',
  values: {
    SIMILAR_TEXT: { description: 'The texts say similar things: see `terms`.' },
    SHARED_TOPICS: { description: 'They cover the same: see `topics`.' },
    SHARED_SOURCES: { description: 'They rest on the same: see `sources`.' },
    EDITOR_PICK: { description: 'An editor put it there.' },
    RECENT: { description: 'Nothing but that it is recent: it fills the list.' },
  } as const,
});

const RelatedStrength = builder.enumType('RelatedStrength', {
  description: 'How sure it is that two articles belong together, measured on labelled pairs.',
  values: {
    SAME_STORY: { description: 'They tell of one event: at least nine in ten do.' },
    SIMILAR: {
      description: 'They are about something alike, or an editor put them together: at least six in ten are.',
    },
    RECENT: { description: 'It only fills the list, with what is recent.' },
  } as const,
});

const RelatedReason = builder.objectRef<Reason>('RelatedReason').implement({
  description: 'One of the reasons for which an article is related.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RelatedReasonKind, description: 'Which kind of reason.' }),
    weight: t.exposeFloat('weight', { description: 'Its part in why it is there, 0 to 1; those of an edge sum to 1.' }),
    terms: t.exposeStringList('terms', { description: 'The words that weighed most, as readers know them.' }),
    topics: t.field({
      type: [Topic],
      description: 'The topics that both cover, the rarest first.',
      resolve: (reason) => reason.topics,
    }),
    sources: t.field({
      type: [Source],
      description: 'The sources that both rest on, the rarest first.',
      resolve: (reason) => reason.sources,
    }),
  }),
});

const cursor = rankedCursor('related');

type RelatedEdgeRow = Edge<RelatedRow>;

const RelatedEdge = edgeType<ArticleParent, RelatedEdgeRow>(
  'RelatedEdge',
  'A related article, and why.',
  Article,
  (t) => ({
    score: t.float({
      description: 'How near it is, 0 to 1; 0 for one that only fills the list because it is recent.',
      resolve: ({ node }) => node.score,
    }),
    strength: t.field({
      type: RelatedStrength,
      description:
        'How sure it is: a front end may word SAME_STORY as “Same story”, SIMILAR as “Similar”, RECENT as “Latest”.',
      resolve: ({ node }) => node.strength,
    }),
    reasons: t.field({
      type: [RelatedReason],
      description: 'Why, the weightiest first; RECENT alone for one that only fills the list.',
      resolve: ({ node }) => node.reasons,
    }),
  }),
);

const RelatedConnection = connectionType<ArticleParent, RelatedEdgeRow>(
  'RelatedConnection',
  'What to read beside an article: best match first, each with its reasons.',
  Article,
  RelatedEdge,
);

builder.objectField(Article, 'related', (t) =>
  t.field({
    type: RelatedConnection,
    nullable: true,
    description:
      'What to read beside it: best match first, then what is recent, in its language before any other, so that it is never empty.',
    args: rankedArgs(t.arg, 6),
    resolve: async ({ id }, args, { loaders }, info) => {
      const after = args.after == null ? undefined : cursor.decode(args.after, 'after');
      const rows = await loaders.related.load({
        id,
        first: checkedSize(args.first, 'first'),
        after,
        exclude: articleIds(args.exclude, ['exclude']),
        withTopics: selects(info, ['nodes', 'topics']) || selects(info, ['edges', 'node', 'topics']),
      });
      return toPage(rows, args, (node) => cursor.encode(node.place, node.at, node.id));
    },
  }),
);
