/** Topic: what articles are about; by id or slug, saved, merged and deleted. */

import type { TopicRow } from '../db/catalogue/topics.ts';
import { mergeTopics, saveTopic } from '../src/newsroom/catalogue.ts';
import { deleteTopic } from '../src/newsroom/catalogue-deletion.ts';
import { slugKey } from '../src/text/slug.ts';
import { badInput } from './bad-input.ts';
import { builder, nodeType, type TypeRef } from './builder.ts';
import { idOf } from './ids.ts';
import { orUserError, resultType } from './user-error.ts';

export const Topic: TypeRef<TopicRow> = nodeType('Topic', {
  description: 'What articles are about. Topics form a tree.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in addresses. May change; former ones keep leading here.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    revision: t.exposeInt('revision', {
      description: 'From 1, one more with every change: what to give as `expectedRevision`.',
    }),
    description: t.exposeString('description', { nullable: true, description: 'What it takes in, in a sentence.' }),
    aliases: t.exposeStringList('aliases', {
      description:
        'Other names of it, by which keywords of imports are found to mean it: `COVID` beside `Coronavirus`. Empty without any.',
    }),
    position: t.exposeInt('position', {
      nullable: true,
      description: 'Its place among the topics of a menu, from 0 to 1,000,000; null for one behind all that have one.',
    }),
    isFeatured: t.exposeBoolean('is_featured', {
      description: 'Whether the masthead has it: `topics(where: { featured: true })`.',
    }),
    parent: t.field({
      type: Topic,
      nullable: true,
      description: 'The wider topic; null for a root.',
      resolve: ({ parent_id }, _, { loaders }) => (parent_id === null ? null : loaders.topic.load(parent_id)),
    }),
    children: t.field({
      type: [Topic],
      nullable: true,
      description: 'The narrower topics, by name.',
      resolve: ({ id }, _, { loaders }) => loaders.childrenOfTopic.load(id),
    }),
  }),
});

const TopicKey = builder.inputType('TopicKey', {
  description: 'Which topic.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    slug: t.string({ description: 'Its slug, a former one, or that of one that was merged into it.' }),
  }),
});

builder.queryField('topic', (t) =>
  t.field({
    type: Topic,
    nullable: true,
    description: 'One topic, or null if there is none.',
    args: { by: t.arg({ type: TopicKey, required: true, description: 'Exactly one of id and slug.' }) },
    resolve: (_, { by }, { loaders }) => {
      if (by.id != null) return loaders.topic.load(idOf('Topic', by.id, ['by', 'id']));
      if (by.slug == null) throw badInput('Give one of id and slug.', ['by']);
      return loaders.topicBySlug.load(slugKey(by.slug));
    },
  }),
);

const TopicInput = builder.inputType('TopicInput', {
  description: 'A topic as it shall be. What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({
      description: 'Which one is changed; needed to change its slug. Without it, the one with the slug, or a new one.',
    }),
    slug: t.string({
      required: true,
      description:
        'Its name in addresses: lower-case letters and digits with single hyphens, at most 200, and never another’s. A former one keeps leading here.',
    }),
    expectedRevision: t.int({
      description:
        'The revision that the caller has read; another one by now makes a StaleRevision. Null for a new one, whose slug nobody has or had.',
    }),
    name: t.string({ required: true, description: 'Its name for people, at most 200 characters.' }),
    description: t.string({ description: 'What it takes in, at most 2000 characters; null for nothing.' }),
    parent: t.string({ description: 'Slug of the wider topic; null for a root.' }),
    aliases: t.stringList({
      description:
        'All its other names, by which keywords of imports are found to mean it, in any case; at most 50 of 200 characters.',
    }),
    position: t.int({
      description: 'Its place in menus, from 0 to 1,000,000; null for none, behind all that have one.',
    }),
    isFeatured: t.boolean({ description: 'Whether the masthead has it; false for a new one, if not given.' }),
  }),
});

builder.mutationField('saveTopic', (t) =>
  t.field({
    type: resultType('SaveTopicResult', 'The topic, or why it wasn’t saved.', Topic, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
      'StaleRevision',
    ]),
    description:
      'Makes a topic, or changes the one whose revision is given; another slug needs its id. Takes the role EDITOR.',
    args: { input: t.arg({ type: TopicInput, required: true, description: 'The topic as it shall be.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(() =>
        saveTopic(db, viewer, {
          ...input,
          id: input.id == null ? null : idOf('Topic', input.id, ['input', 'id']),
          aliases: input.aliases ?? undefined,
          isFeatured: input.isFeatured ?? undefined,
        }),
      ),
  }),
);

builder.mutationField('mergeTopics', (t) =>
  t.field({
    type: resultType('MergeTopicsResult', 'The topic that is left, or why they weren’t merged.', Topic, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
    ]),
    description:
      'Makes one topic of two: articles, drafts, narrower topics and other names go over, and slug, id and name of the one that is gone lead to the other for ever. Takes the role EDITOR.',
    args: {
      from: t.arg.id({ required: true, description: 'The id of the topic that goes.' }),
      into: t.arg.id({ required: true, description: 'The id of the topic that stays; not one below the other.' }),
    },
    resolve: (_, { from, into }, { db, viewer }) =>
      orUserError(() => mergeTopics(db, viewer, idOf('Topic', from, ['from']), idOf('Topic', into, ['into']))),
  }),
);

builder.mutationField('deleteTopic', (t) =>
  t.field({
    type: resultType('DeleteTopicResult', 'The topic as it was, or why it wasn’t deleted.', Topic, [
      'NotAllowed',
      'NotFound',
      'StaleRevision',
      'InUse',
    ]),
    description:
      'Deletes a topic that no article, draft or narrower topic has; its slugs are free again. Takes the role EDITOR.',
    args: {
      topic: t.arg.id({ required: true, description: 'The id of the topic.' }),
      expectedRevision: t.arg.int({ required: true, description: 'The revision that the caller has read.' }),
    },
    resolve: (_, { topic, expectedRevision }, { db, viewer }) =>
      orUserError(() => deleteTopic(db, viewer, { id: idOf('Topic', topic, ['topic']), expectedRevision })),
  }),
);
