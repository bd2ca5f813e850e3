/** Revision: the saved states of a draft. */

import type { RevisionRow } from '../db/drafts/revisions.ts';
import { mayWorkOn } from '../src/newsroom/access.ts';
import { builder, nodeType, type TypeRef } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import { revisionCursor } from './cursors.ts';
import { Draft } from './draft.ts';
import { takesRole } from './field-roles.ts';
import { keysetPage, pagingArgs, toPage } from './paging.ts';

const Revision: TypeRef<RevisionRow> = nodeType('Revision', {
  description: 'A state of a draft that was saved.',
  fields: (t) => ({
    revision: t.exposeInt('revision', { description: 'Its number, from 1.' }),
    editor: t.exposeString('editor', { description: 'The name of who made it.' }),
    note: t.exposeString('note', { nullable: true, description: 'What they said of it.' }),
    changedFields: t.stringList({
      description: 'The fields of the draft that it changed: `headline`, `body`, …; `state` for a step.',
      resolve: ({ changed_fields }) => [...changed_fields],
    }),
    snapshot: t.field({
      type: 'JSON',
      description: 'The content as it was, the body as HTML, with slugs for topics and sources.',
      resolve: ({ id }, _, { loaders }) => loaders.revisionSnapshot.load(id),
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When.' }),
  }),
});

const RevisionEdge = edgeType<RevisionRow, Edge<RevisionRow>>('RevisionEdge', 'A revision in a list.', Revision);
const RevisionConnection = countedConnectionType<RevisionRow, Edge<RevisionRow>>(
  'RevisionConnection',
  'Revisions, the last first.',
  Revision,
  RevisionEdge,
);

builder.objectField(Draft, 'revisions', (t) =>
  t.field({
    type: RevisionConnection,
    nullable: true,
    description:
      'Every state of it that was saved, the last first. Takes the role WRITER: null for those who may only read the draft.',
    args: pagingArgs(t.arg),
    extensions: takesRole('WRITER'),
    resolve: async (draft, args, { loaders, viewer }): Promise<CountedPage<Edge<RevisionRow>> | null> => {
      if (!mayWorkOn(viewer, draft)) return null;
      const { id } = draft;
      const page = keysetPage(args, true, revisionCursor.decode);
      const rows = await loaders.revisionPage.load({ draftId: id, ...page });
      return {
        ...toPage(rows, args, (node) => revisionCursor.encode(node.revision)),
        count: () => loaders.revisionCount.load(id),
      };
    },
  }),
);
