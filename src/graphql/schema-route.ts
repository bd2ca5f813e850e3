/** `GET /schema.graphql`: the schema as SDL with its descriptions, where introspection is on. */

import { hash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { matches } from '../http/cached-response.ts';
import type { Route } from '../http/routes.ts';
import { sdlOf } from './sdl.ts';

/** Caches ask again behind it: an upgrade may have changed it. */
const MAX_AGE_S = 300;

export function schemaRoute(schema: GraphQLSchema): Route {
  let known: { readonly body: Buffer; readonly etag: string } | undefined;
  const printed = () => {
    const body = Buffer.from(`${sdlOf(schema)}\n`);
    return { body, etag: `"${hash('sha256', body, 'base64url')}"` };
  };
  return {
    method: 'GET',
    path: '/schema.graphql',
    handle(req, res) {
      known ??= printed();
      const { body, etag } = known;
      res.setHeader('ETag', etag).setHeader('Cache-Control', `public, max-age=${MAX_AGE_S}`);
      if (matches(req.headers['if-none-match'], etag)) {
        res.writeHead(304).end();
        return;
      }
      res.writeHead(200, { 'Content-Type': 'application/graphql; charset=utf-8', 'Content-Length': body.byteLength });
      res.end(req.method === 'HEAD' ? undefined : body);
    },
  };
}
