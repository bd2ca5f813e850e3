/** Source: who articles rest on; by id or slug, saved, merged and deleted. */

import type { SourceRow } from '../db/catalogue/sources.ts';
import { mergeSources, saveSource } from '../src/newsroom/catalogue.ts';
import { deleteSource } from '../src/newsroom/catalogue-deletion.ts';
import { slugKey } from '../src/text/slug.ts';
import { badInput } from './bad-input.ts';
import { builder, nodeType, type TypeRef } from './builder.ts';
import type { Context } from './context.ts';
import { idOf } from './ids.ts';
import { orUserError, resultType } from './user-error.ts';

export const SourceKind = builder.enumType('SourceKind', {
  description: 'What kind of source it is.',
  values: {
    NEWS_AGENCY: { description: 'Sells its copy to newsrooms.' },
    NEWSPAPER: { description: 'A newspaper, on paper or not.' },
    BROADCASTER: { description: 'Radio or television.' },
    MAGAZINE: { description: 'A magazine or journal.' },
    WEBSITE: { description: 'A publication on the web that is none of the others.' },
    GOVERNMENT: { description: 'A government, ministry, authority, court or parliament.' },
    ORGANIZATION: { description: 'An association, party, university, church or international body.' },
    COMPANY: { description: 'A business.' },
    PERSON: { description: 'A person.' },
    OTHER: { description: 'Anything else, such as a document.' },
  } as const,
});

export const Source: TypeRef<SourceRow> = nodeType('Source', {
  description: 'Who articles rest on: people, agencies, ministries, companies, other media.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in addresses. May change; former ones keep leading here.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    revision: t.exposeInt('revision', {
      description: 'From 1, one more with every change: what to give as `expectedRevision`.',
    }),
    kind: t.expose('kind', { type: SourceKind, description: 'What kind of source it is.' }),
    homepage: t.expose('homepage', { type: 'URL', nullable: true, description: 'Its own site.' }),
    country: t.exposeString('country', {
      nullable: true,
      description: 'Where it is at home: ISO 3166-1 alpha-2, `NO`.',
    }),
  }),
});

export const SourceKey = builder.inputType('SourceKey', {
  description: 'Which source.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    slug: t.string({ description: 'Its slug, a former one, or that of one that was merged into it.' }),
  }),
});

builder.queryField('source', (t) =>
  t.field({
    type: Source,
    nullable: true,
    description: 'One source, or null if there is none.',
    args: { by: t.arg({ type: SourceKey, required: true, description: 'Exactly one of id and slug.' }) },
    resolve: (_, { by }, context) => sourceBy(by, ['by'], context),
  }),
);

/** @param path of the argument that holds the key */
export async function sourceBy(
  by: typeof SourceKey.$inferInput,
  path: readonly string[],
  { loaders }: Context,
): Promise<SourceRow | null> {
  if (by.id != null) return loaders.source.load(idOf('Source', by.id, [...path, 'id']));
  if (by.slug == null) throw badInput('Give one of id and slug.', path);
  return loaders.sourceBySlug.load(slugKey(by.slug));
}

const SourceInput = builder.inputType('SourceInput', {
  description: 'A source as it shall be. What is left out stays as it is.',
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
    kind: t.field({ type: SourceKind, required: true, description: 'What kind of source it is.' }),
    homepage: t.field({ type: 'URL', description: 'Its own site, http or https; null for none.' }),
    country: t.string({ description: 'Where it is at home: ISO 3166-1 alpha-2, `NO`; null for nowhere.' }),
    aliases: t.stringList({
      description: 'All its other names, by which texts are read for it, in any case; at most 50 of 200 characters.',
    }),
  }),
});

builder.mutationField('saveSource', (t) =>
  t.field({
    type: resultType('SaveSourceResult', 'The source, or why it wasn’t saved.', Source, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
      'StaleRevision',
    ]),
    description:
      'Makes a source, or changes the one whose revision is given; another slug needs its id. Takes the role EDITOR.',
    args: { input: t.arg({ type: SourceInput, required: true, description: 'The source as it shall be.' }) },
    resolve: (_, { input: { homepage, aliases, ...input } }, { db, viewer }) =>
      orUserError(() =>
        saveSource(db, viewer, {
          ...input,
          id: input.id == null ? null : idOf('Source', input.id, ['input', 'id']),
          homepage: homepage === null ? null : homepage?.href,
          aliases: aliases ?? undefined,
        }),
      ),
  }),
);

builder.mutationField('mergeSources', (t) =>
  t.field({
    type: resultType('MergeSourcesResult', 'The source that is left, or why they weren’t merged.', Source, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
    ]),
    description:
      'Makes one source of two: articles, drafts and credits go over, and slug, id and names of the one that is gone lead to the other for ever. Takes the role EDITOR.',
    args: {
      from: t.arg.id({ required: true, description: 'The id of the source that goes.' }),
      into: t.arg.id({ required: true, description: 'The id of the source that stays.' }),
    },
    resolve: (_, { from, into }, { db, viewer }) =>
      orUserError(() => mergeSources(db, viewer, idOf('Source', from, ['from']), idOf('Source', into, ['into']))),
  }),
);

builder.mutationField('deleteSource', (t) =>
  t.field({
    type: resultType('DeleteSourceResult', 'The source as it was, or why it wasn’t deleted.', Source, [
      'NotAllowed',
      'NotFound',
      'StaleRevision',
      'InUse',
    ]),
    description:
      'Deletes a source that no article, draft or picture rests on; its slugs are free again. Takes the role EDITOR.',
    args: {
      source: t.arg.id({ required: true, description: 'The id of the source.' }),
      expectedRevision: t.arg.int({ required: true, description: 'The revision that the caller has read.' }),
    },
    resolve: (_, { source, expectedRevision }, { db, viewer }) =>
      orUserError(() => deleteSource(db, viewer, { id: idOf('Source', source, ['source']), expectedRevision })),
  }),
);
