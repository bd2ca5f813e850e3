/** User errors as union members of a mutation's result. */

import type { ObjectRef } from '@pothos/core';
import { InUse, InvalidInput, NotAllowed, NotFound, StaleRevision, UserError, WrongState } from '../src/errors.ts';
import type { roles } from '../src/roles.ts';
import { builder } from './builder.ts';
import { asResult, kind } from './error-result.ts';

export const Role = builder.enumType('Role', {
  description: 'What a caller may do. Each includes those under it, but writers and analysts not each other.',
  values: {
    READER: { description: 'Everybody: reads what is published.' },
    ANALYST: { description: 'Reads the newsroom’s figures too.' },
    WRITER: { description: 'Writes drafts, and submits its own.' },
    EDITOR: { description: 'Reviews, publishes, corrects, withdraws, and looks after topics and sources.' },
    ADMIN: { description: 'Manages tokens and webhooks too.' },
  } satisfies Record<(typeof roles)[number], object>,
});

export const DraftState = builder.enumType('DraftState', {
  description: 'Where a piece is on its way to readers.',
  values: {
    IN_PROGRESS: { description: 'Being written.' },
    IN_REVIEW: { description: 'Submitted; an editor approves it or returns it.' },
    APPROVED: { description: 'May be published or scheduled.' },
    SCHEDULED: { description: 'Comes out at its time, or is under embargo until then.' },
    PUBLISHED: { description: 'Readers have it as it is here.' },
  } as const,
});

const UserErrorInterface = builder.interfaceRef<UserError>('UserError').implement({
  description: 'Why a mutation didn’t do what it was asked. Nothing was changed.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'One sentence for people.' }) }),
});

const NotAllowedType = builder.objectType(NotAllowed, {
  name: 'NotAllowed',
  description: 'The caller’s role doesn’t include this.',
  interfaces: [UserErrorInterface],
  fields: (t) => ({
    requiredRole: t.expose('requiredRole', { type: Role, description: 'The least role that may do it.' }),
  }),
});

const NotFoundType = builder.objectType(NotFound, {
  name: 'NotFound',
  description: 'There is no such thing, or none that the caller may see.',
  interfaces: [UserErrorInterface],
});

const InvalidInputType = builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  description: 'Something in the input can’t be meant.',
  interfaces: [UserErrorInterface],
  fields: (t) => ({
    path: t.exposeStringList('path', { description: 'The argument and the field within it.' }),
  }),
});

const WrongStateType = builder.objectType(WrongState, {
  name: 'WrongState',
  description: 'The piece isn’t at a point where this can be done.',
  interfaces: [UserErrorInterface],
  fields: (t) => ({
    state: t.expose('state', { type: DraftState, description: 'Where it is.' }),
  }),
});

const StaleRevisionType = builder.objectType(StaleRevision, {
  name: 'StaleRevision',
  description: 'Somebody saved the piece, the topic or the source since the caller read it.',
  interfaces: [UserErrorInterface],
  fields: (t) => ({
    currentRevision: t.exposeInt('currentRevision', {
      description: 'What to give as `expectedRevision` after reading.',
    }),
  }),
});

const InUseType = builder.objectType(InUse, {
  name: 'InUse',
  description: 'Something still refers to what was to be deleted.',
  interfaces: [UserErrorInterface],
  fields: (t) => ({
    articles: t.exposeInt('articles', {
      description: 'How many articles have it, from 0; those that readers can’t see, too.',
    }),
    drafts: t.exposeInt('drafts', { description: 'How many drafts have it in their content, from 0.' }),
    topics: t.exposeInt('topics', { description: 'How many topics stand right below it, from 0; 0 for a source.' }),
  }),
});

const errorTypes = {
  NotAllowed: NotAllowedType,
  NotFound: NotFoundType,
  InvalidInput: InvalidInputType,
  WrongState: WrongStateType,
  StaleRevision: StaleRevisionType,
  InUse: InUseType,
};

type Types = typeof builder.$inferSchemaTypes;

/** The result of a mutation: what it made, or why it didn't. */
export function resultType<Made extends object>(
  name: string,
  description: string,
  made: ObjectRef<Types, Made>,
  errors: readonly (keyof typeof errorTypes)[],
) {
  return builder.unionType(name, {
    description,
    types: [made as ObjectRef<Types, object>, ...errors.map((error) => errorTypes[error])],
    resolveType: (value: { readonly [kind]?: string }) => value[kind] ?? made.name,
  });
}

/** Runs a mutation's work and gives its user errors back as the result; every other error is one. */
export async function orUserError<Made>(work: () => Promise<Made>): Promise<Made | UserError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return asResult(error);
    throw error;
  }
}
