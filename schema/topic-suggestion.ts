/** Topic suggestions: keywords of imports that mean no topic, listed for editors, accepted or dismissed. */

import type { KeywordRow } from '../db/catalogue/keywords.ts';
import { acceptTopicSuggestion, dismissTopicSuggestion } from '../src/newsroom/topic-suggestions.ts';
import { hasRole } from '../src/roles.ts';
import { builder } from './builder.ts';
import { connectionType, type Edge, edgeType } from './connection.ts';
import { numberCursor } from './cursors.ts';
import { takesRole } from './field-roles.ts';
import { shortText } from './inputs.ts';
import { keysetPage, pagingArgs, toPage } from './paging.ts';
import { Topic } from './topic.ts';
import { orUserError, resultType } from './user-error.ts';

const TopicSuggestion = builder.objectRef<KeywordRow>('TopicSuggestion').implement({
  description: 'A keyword or section of imported articles that means no topic yet.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As the first of these articles printed it, 1 to 200 characters.' }),
    language: t.exposeString('language', { description: 'Of that article: `en`; `und` where it isn’t known.' }),
    articles: t.exposeInt('articles', {
      description: 'How many articles carry it, in whichever case and number; those that readers can’t see, too.',
    }),
    sections: t.exposeInt('sections', {
      description:
        'Of how many it is the section under which they are published. With 3 of one publication it becomes a topic by itself.',
    }),
    publications: t.exposeInt('publications', { description: 'By how many publications it is used, from 1.' }),
  }),
});

const TopicSuggestionEdge = edgeType<KeywordRow, Edge<KeywordRow>>(
  'TopicSuggestionEdge',
  'A suggestion in a list.',
  TopicSuggestion,
);
const TopicSuggestionConnection = connectionType<KeywordRow, Edge<KeywordRow>>(
  'TopicSuggestionConnection',
  'Suggestions of topics.',
  TopicSuggestion,
  TopicSuggestionEdge,
);

const TopicSuggestionWhere = builder.inputType('TopicSuggestionWhere', {
  description: 'Which suggestions; all conditions hold.',
  fields: (t) => ({ search: t.string({ description: 'Part of the name, in any case.' }) }),
});

const cursor = numberCursor('topic suggestions');

builder.queryField('topicSuggestions', (t) =>
  t.field({
    type: TopicSuggestionConnection,
    nullable: true,
    description:
      'Keywords of imports that mean no topic and that nobody has decided on, those that most articles carry first; null for who is no EDITOR.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: TopicSuggestionWhere, description: 'Which ones; default all.' }),
    },
    extensions: takesRole('EDITOR'),
    resolve: async (_, { where, ...args }, { loaders, viewer }) => {
      if (!hasRole(viewer, 'EDITOR')) return null;
      const filter = { search: shortText(where?.search, ['where', 'search']) };
      const rows = await loaders.topicSuggestions.load({ filter, page: keysetPage(args, true, cursor.decode) });
      return toPage(rows, args, ({ number, id }) => cursor.encode(number, id));
    },
  }),
);

const AcceptTopicSuggestionInput = builder.inputType('AcceptTopicSuggestionInput', {
  description: 'A suggestion, and what becomes of it.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name, in any case.' }),
    topic: t.string({
      description: 'Slug of the topic that it is another name of; null for a new topic of this name.',
    }),
  }),
});

builder.mutationField('acceptTopicSuggestion', (t) =>
  t.field({
    type: resultType('AcceptTopicSuggestionResult', 'The topic, or why there is none.', Topic, [
      'NotAllowed',
      'InvalidInput',
    ]),
    description:
      'Makes a topic of a suggestion, or another name of a topic: all articles that carry it have that topic from then on. Takes the role EDITOR.',
    args: { input: t.arg({ type: AcceptTopicSuggestionInput, required: true, description: 'Which, and as what.' }) },
    resolve: (_, { input }, { db, viewer }) => orUserError(() => acceptTopicSuggestion(db, viewer, input)),
  }),
);

const DismissTopicSuggestionInput = builder.inputType('DismissTopicSuggestionInput', {
  description: 'A suggestion that no topic is made of.',
  fields: (t) => ({ name: t.string({ required: true, description: 'Its name, in any case.' }) }),
});

builder.mutationField('dismissTopicSuggestion', (t) =>
  t.field({
    type: resultType('DismissTopicSuggestionResult', 'What isn’t suggested any more, or why not.', TopicSuggestion, [
      'NotAllowed',
      'InvalidInput',
    ]),
    description: 'Has a keyword never suggested again, nor made a topic by itself. Takes the role EDITOR.',
    args: { input: t.arg({ type: DismissTopicSuggestionInput, required: true, description: 'Which one.' }) },
    resolve: (_, { input }, { db, viewer }) => orUserError(() => dismissTopicSuggestion(db, viewer, input.name)),
  }),
);
