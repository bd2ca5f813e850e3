/** Static files of GraphiQL, whose names hold a hash of their content: caches keep them for good. */

import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
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
      const encoding = encodingFor(req);
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

const suffixes = { br: 'br', gzip: 'gz' } as const;

/** Browsers take Brotli where the connection is safe or the service local. */
function encodingFor({ headers }: IncomingMessage): keyof typeof suffixes | null {
  const accepted = String(headers['accept-encoding'] ?? '');
  const takes = (name: string) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted);
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null;
}
