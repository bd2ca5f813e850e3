/** Viewer: whoever sends the request. */

import type { Viewer as ViewerRow } from '../src/roles.ts';
import { builder } from './builder.ts';
import { Role } from './user-error.ts';

const Viewer = builder.objectRef<ViewerRow>('Viewer').implement({
  description: 'Whoever sends the request.',
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'What they may do; READER for who shows no token.' }),
    name: t.exposeString('name', { nullable: true, description: 'As revisions have it; null for who shows no token.' }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Whoever sends the request, by its bearer token.',
    resolve: (_, __, { viewer }) => viewer,
  }),
);
