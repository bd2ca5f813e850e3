/** How `node(id:)` finds an object again, by its type: only what the caller may see. */

import type { ArticleCard } from '../db/articles/articles.ts';
import type { ArticleParts } from '../db/articles/parts.ts';
import type { SourceRow } from '../db/catalogue/sources.ts';
import type { TopicRow } from '../db/catalogue/topics.ts';
import type { DraftRow } from '../db/drafts/drafts.ts';
import type { RevisionRow } from '../db/drafts/revisions.ts';
import type { QuotationRow } from '../db/quotes/quotes.ts';
import type { NodeType } from '../src/ids.ts';
import { mayRead, mayWorkOn } from '../src/newsroom/access.ts';
import type { Context } from './context.ts';

type OfEachNode<Rows extends Readonly<Record<NodeType, { readonly id: number }>>> = Rows;

/** What stands behind a node, by its type. One that `nodeTypes` has and this hasn't does not compile. */
export type NodeRows = OfEachNode<{
  /** One that was asked for by itself has its body with it, and what its page shows of it. */
  readonly Article: ArticleCard & { readonly body?: string; readonly brought?: ArticleParts };
  readonly Topic: TopicRow;
  readonly Source: SourceRow;
  readonly Quote: QuotationRow;
  readonly Draft: DraftRow;
  readonly Revision: RevisionRow;
}>;

const loadByType: {
  readonly [Type in keyof NodeRows]: (id: number, context: Context) => Promise<NodeRows[Type] | null>;
} = {
  Article: (id, { loaders }) => loaders.article.load(id),
  Topic: (id, { loaders }) => loaders.topic.load(id),
  Source: (id, { loaders }) => loaders.source.load(id),
  Quote: (id, { loaders }) => loaders.quotation.load(id),
  Draft: async (id, { loaders, viewer }) => {
    const draft = await loaders.draft.load(id);
    return draft !== null && mayRead(viewer, draft) ? draft : null;
  },
  Revision: async (id, { loaders, viewer }) => {
    const revision = await loaders.revision.load(id);
    return revision !== null && mayWorkOn(viewer, revision) ? revision : null;
  },
};

export function loadNodes<Type extends keyof NodeRows>(
  type: Type,
  ids: readonly string[],
  context: Context,
): Promise<(NodeRows[Type] | null)[]> {
  return Promise.all(ids.map((id) => loadByType[type](Number(id), context)));
}
