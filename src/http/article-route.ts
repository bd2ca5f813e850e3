/** Where an article's own address leads while no site stands there: to the article page's query in GraphiQL. */

import type { Operation } from './operations.ts';
import type { Route } from './routes.ts';

const folder = '/articles/';

/** @param operation takes the variable `$slug` */
export function articleRoute(operation: Operation): Route {
  return {
    method: 'GET',
    path: folder,
    handle: (_request, response, path) => {
      const slug = decoded(path.slice(folder.length));
      if (slug === null) {
        response.writeHead(404).end();
        return;
      }
      // NOTE: GraphiQL takes no variables from its address, so the slug becomes the variable's default.
      const query = operation.query.replace('$slug: String!', () => `$slug: String! = ${JSON.stringify(slug)}`);
      response.writeHead(302, { Location: `/graphql?${new URLSearchParams({ query })}` }).end();
    },
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text) || null;
  } catch {
    return null;
  }
}
