/**
 * Redirects from the address of an article, a topic or a source to its query in GraphiQL, while no site stands there; 410
 * Gone where the piece was killed.
 */

import type { ExampleOperation } from '../graphql/example-operations.ts';
import type { Route } from '../http/routes.ts';
import { slugKey } from '../text/slug.ts';
import { isStorable } from '../text/storable.ts';

/**
 * @param folder what stands before the slug: `/articles/`
 * @param operation an example that takes the variable `$slug`
 * @param isKilled whether the slug is, or was, that of a piece that was taken away for ever
 */
export function pageRoute(
  folder: string,
  operation: ExampleOperation,
  isKilled: (slug: string) => Promise<boolean> = async () => false,
): Route {
  return {
    method: 'GET',
    path: folder,
    async handle(_request, response, path) {
      const slug = decoded(path.slice(folder.length));
      if (slug === null) {
        response.writeHead(404).end();
        return;
      }
      if (await isKilled(slugKey(slug))) {
        response
          .writeHead(410, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Robots-Tag': 'noindex' })
          .end('This article was removed and will not come back.\n');
        return;
      }
      // Behind the #, as shared links have it: nobody on the way sees or logs it, and the page is one for all.
      const link = new URLSearchParams({ page: operation.name, slug });
      response.writeHead(302, { Location: `/graphql#${link}` }).end();
    },
  };
}

function decoded(text: string): string | null {
  try {
    const slug = decodeURIComponent(text.replace(/\/$/, ''));
    return slug !== '' && isStorable(slug) ? slug : null;
  } catch {
    return null;
  }
}
