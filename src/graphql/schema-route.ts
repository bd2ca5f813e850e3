/** `GET /schema.graphql`: the schema as SDL with its descriptions, where introspection is on. */

import type { GraphQLSchema } from 'graphql';
import type { Route } from '../http/routes.ts';
import { staticBody } from '../http/static-body.ts';
import { sdlOf } from './sdl.ts';

/** Caches ask again behind it: an upgrade may have changed it. */
const MAX_AGE_S = 300;

export function schemaRoute(schema: GraphQLSchema): Route {
  const send = staticBody(() => `${sdlOf(schema)}\n`);
  return {
    method: 'GET',
    path: '/schema.graphql',
    async handle(req, res) {
      res.setHeader('Cache-Control', `public, max-age=${MAX_AGE_S}`);
      await send(req, res, 'application/graphql; charset=utf-8');
    },
  };
}
