/** Event: the newsroom's log, for editors. */

import type { EventFilter, EventRow } from '../db/events/log.ts';
import { encodeId, type NodeType } from '../src/ids.ts';
import { hasRole, type Role as RoleName } from '../src/roles.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import { connectionType, type Edge, edgeType } from './connection.ts';
import { idCursor } from './cursors.ts';
import { EventType } from './event-type.ts';
import { takesRole } from './field-roles.ts';
import { idOf } from './ids.ts';
import { dateRange, shortList, shortText } from './inputs.ts';
import { keysetPage, pagingArgs, toPage } from './paging.ts';
import { DateTimeRange } from './ranges.ts';
import { Role } from './user-error.ts';

const orNull = (type: NodeType, id: number | null) => (id === null ? null : encodeId(type, id));

const Event = builder.objectRef<EventRow>('Event').implement({
  description: 'Something that happened in the newsroom: who did what when.',
  fields: (t) => ({
    id: t.id({
      description: 'The same for ever; webhooks are told it as `webhook-id`.',
      resolve: ({ id }) => encodeId('Event', id),
    }),
    type: t.field({ type: EventType, description: 'What happened.', resolve: ({ type }) => type }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.exposeString('actor_name', {
      nullable: true,
      description: 'Who did it; null for what happened by itself, at its time.',
    }),
    role: t.field({
      type: Role,
      nullable: true,
      description: 'What they were when they did it.',
      resolve: ({ role }) => role as RoleName | null,
    }),
    articleId: t.id({
      nullable: true,
      description: 'The article it is about, even one that readers can’t see.',
      resolve: ({ article_id }) => orNull('Article', article_id),
    }),
    draftId: t.id({
      nullable: true,
      description: 'The draft it is about.',
      resolve: ({ draft_id }) => orNull('Draft', draft_id),
    }),
    topicId: t.id({
      nullable: true,
      description: 'The topic it is about.',
      resolve: ({ topic_id }) => orNull('Topic', topic_id),
    }),
    sourceId: t.id({
      nullable: true,
      description: 'The source it is about.',
      resolve: ({ source_id }) => orNull('Source', source_id),
    }),
    article: t.field({
      type: Article,
      nullable: true,
      description: 'The article as it is now; null if it is about none that readers can see.',
      resolve: ({ article_id }, _, { loaders }) => (article_id === null ? null : loaders.article.load(article_id)),
    }),
    detail: t.field({
      type: 'JSON',
      description: 'What else is to be said of it, by its type: notes, reasons, times.',
      resolve: ({ detail }) => detail,
    }),
  }),
});

const EventEdge = edgeType<EventRow, Edge<EventRow>>('EventEdge', 'An event in the log.', Event);
const EventConnection = connectionType<EventRow, Edge<EventRow>>('EventConnection', 'Events.', Event, EventEdge);

const EventWhere = builder.inputType('EventWhere', {
  description: 'Which events; all conditions hold.',
  fields: (t) => ({
    types: t.field({ type: [EventType], description: 'Of one of these types, at most 100.' }),
    article: t.id({ description: 'About this article.' }),
    draft: t.id({ description: 'About this draft.' }),
    actor: t.string({ description: 'Done by who has exactly this name.' }),
    at: t.field({ type: DateTimeRange, description: 'By when they happened.' }),
  }),
});

function eventFilter(where: typeof EventWhere.$inferInput | null | undefined): EventFilter {
  if (where == null) return {};
  const { article, draft, at } = where;
  return {
    types: shortList(where.types, ['where', 'types']),
    articleId: article == null ? undefined : idOf('Article', article, ['where', 'article']),
    draftId: draft == null ? undefined : idOf('Draft', draft, ['where', 'draft']),
    actor: shortText(where.actor, ['where', 'actor']),
    at: dateRange(at, ['where', 'at']),
  };
}

const cursor = idCursor('events');

builder.queryField('events', (t) =>
  t.field({
    type: EventConnection,
    nullable: true,
    description: 'The log of the newsroom, the latest first; null for who is no EDITOR.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: EventWhere, description: 'Which ones; default all.' }),
    },
    extensions: takesRole('EDITOR'),
    resolve: async (_, { where, ...args }, { loaders, viewer }) => {
      if (!hasRole(viewer, 'EDITOR')) return null;
      const list = { filter: eventFilter(where), page: keysetPage(args, true, cursor.decode) };
      const rows = await loaders.eventList.load(list);
      return toPage(rows, args, (node) => cursor.encode(node.id));
    },
  }),
);
