/** Access tokens of the newsroom: listed, made and revoked by an ADMIN. */

import { type AccessTokenRow, insertAccessToken, revokeAccessToken } from '../db/access/access-tokens.ts';
import { transact } from '../db/engine/transact.ts';
import { newAccessToken, tokenLife, tokenName } from '../src/access/access-tokens.ts';
import { NotAllowed, NotFound } from '../src/errors.ts';
import { hasRole } from '../src/roles.ts';
import { builder } from './builder.ts';
import { takesRole } from './field-roles.ts';
import { orUserError, Role, resultType } from './user-error.ts';

const AccessToken = builder.objectRef<AccessTokenRow>('AccessToken').implement({
  description: 'What is known of a token that callers show as `Authorization: Bearer <token>`; never the token itself.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'A number, as `npm run token` has it too.' }),
    name: t.exposeString('name', { description: 'Whom it is for; revisions name it.' }),
    role: t.expose('role', { type: Role, description: 'What its holder may do.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends by itself; null for never.',
    }),
    revokedAt: t.expose('revoked_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null if it wasn’t.',
    }),
    lastUsedAt: t.expose('last_used_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last shown, to the hour; null for never.',
    }),
  }),
});

interface NewToken {
  readonly token: string;
  readonly about: AccessTokenRow;
}

const CreatedToken = builder.objectRef<NewToken>('CreatedToken').implement({
  description: 'A token that was just made.',
  fields: (t) => ({
    token: t.exposeString('token', { description: 'The token itself, shown only this once.' }),
    accessToken: t.expose('about', { type: AccessToken, description: 'What stays known of it.' }),
  }),
});

builder.queryField('tokens', (t) =>
  t.field({
    type: [AccessToken],
    nullable: true,
    description: 'All tokens there ever were, the newest first; null for all but an ADMIN.',
    extensions: takesRole('ADMIN'),
    resolve: (_, __, { loaders, viewer }) => (hasRole(viewer, 'ADMIN') ? loaders.accessTokens.load('all') : null),
  }),
);

const CreateTokenInput = builder.inputType('CreateTokenInput', {
  description: 'A new token.',
  fields: (t) => ({
    role: t.field({ type: Role, required: true, description: 'What its holder may do.' }),
    name: t.string({ required: true, description: 'Whom it is for, such as "news desk"; 1 to 200 characters.' }),
    expiresInDays: t.int({ description: 'After how many days it ends by itself, from 1 to 3650; default never.' }),
  }),
});

const CreateTokenResult = resultType('CreateTokenResult', 'The token, or why there is none.', CreatedToken, [
  'NotAllowed',
  'InvalidInput',
]);

builder.mutationField('createToken', (t) =>
  t.field({
    type: CreateTokenResult,
    description: 'Makes a token and shows it this once. For an ADMIN.',
    args: { input: t.arg({ type: CreateTokenInput, required: true, description: 'What it shall be.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(async () => {
        if (!hasRole(viewer, 'ADMIN')) throw new NotAllowed('ADMIN');
        const days = input.expiresInDays ?? null;
        const { token, sha256 } = newAccessToken();
        const given = {
          name: tokenName(input.name, ['input', 'name']),
          role: input.role,
          sha256,
          expiresInHours: days === null ? null : tokenLife(days * 24, ['input', 'expiresInDays']),
        };
        return transact(db, async (trx) => ({ token, about: await insertAccessToken(trx, viewer, given) }));
      }),
  }),
);

const RevokeTokenResult = resultType('RevokeTokenResult', 'The token, or why it wasn’t revoked.', AccessToken, [
  'NotAllowed',
  'NotFound',
]);

builder.mutationField('revokeToken', (t) =>
  t.field({
    type: RevokeTokenResult,
    description: 'Ends a token at once, for good; one that was revoked before stays as it is. For an ADMIN.',
    args: { id: t.arg.id({ required: true, description: 'The token’s id.' }) },
    resolve: (_, { id }, { db, viewer }) =>
      orUserError(async () => {
        if (!hasRole(viewer, 'ADMIN')) throw new NotAllowed('ADMIN');
        const number = /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0;
        return transact(db, async (trx) => {
          const revoked = await revokeAccessToken(trx, viewer, number);
          if (revoked === null) throw new NotFound('Token');
          return revoked;
        });
      }),
  }),
);
