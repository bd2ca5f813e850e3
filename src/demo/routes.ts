/** The pictures that the service draws itself: the demo newsroom's, and the one for pictures without an address. */

import type { ServerResponse } from 'node:http';
import type { Route } from '../http/routes.ts';
import { demoPicture, placeholderPicture } from './picture.ts';

const folder = '/images/demo/';

export const demoRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: folder,
    handle: (_request, response, path) => {
      const [, slug] = /^([a-z0-9-]{1,200})\.svg$/.exec(path.slice(folder.length)) ?? [];
      if (slug === undefined) response.writeHead(404).end();
      else sendPicture(response, demoPicture(slug));
    },
  },
  {
    method: 'GET',
    path: '/images/placeholder.svg',
    handle: (_request, response) => sendPicture(response, placeholderPicture()),
  },
];

function sendPicture(response: ServerResponse, svg: string): void {
  response
    .writeHead(200, {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': 'public, max-age=86400',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    .end(svg);
}
