/** Static files of GraphiQL, whose names hold a hash of their content: caches keep them for good. */

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { encodingFor } from '../compression/content-encoding.ts';
import type { Route } from '../http/routes.ts';
import type { BundleFolder } from './bundle.ts';

/** What stands before their names. */
export const assetsPath = '/graphiql/';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** Answers `/graphiql/<file>`, compressed as the caller takes it. */
export function assetsRoute(open: () => Promise<BundleFolder>): Route {
  return {
    method: 'GET',
    path: assetsPath,
    async handle(req, res, path) {
      const name = path.slice(assetsPath.length);
      const { folder, files } = await open();
      if (!files.includes(name)) {
        res.writeHead(404, { 'Cache-Control': 'no-store' }).end();
        return;
      }
      const encoding = encodingFor(req.headers['accept-encoding'], built);
      const bytes = await readFile(join(folder, encoding === null ? name : `${name}.${suffixes[encoding]}`));
      res.appendHeader('Vary', 'Accept-Encoding');
      res.writeHead(200, {
        'Content-Type': types[extname(name)] ?? 'application/octet-stream',
        'Content-Length': bytes.byteLength,
        'Cache-Control': 'public, max-age=31536000, immutable',
        ...(encoding && { 'Content-Encoding': encoding }),
      });
      res.end(bytes);
    },
  };
}

/** What the bundle was compressed to. */
const built = ['br', 'gzip'] as const;
const suffixes: Readonly<Record<string, string>> = { br: 'br', gzip: 'gz' };
