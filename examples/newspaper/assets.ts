/** Owns the files of public/: read once, and addressed by what they hold, so that browsers may keep them for ever. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

const folder = join(import.meta.dirname, 'public');
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const files = new Map(
  readdirSync(folder)
    .filter((name) => extname(name) in types)
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return [name, { bytes, version: createHash('sha256').update(bytes).digest('hex').slice(0, 10) }] as const;
    }),
);

/** The address of a file of public/. */
export function asset(name: string): string {
  return `/public/${name}?v=${files.get(name)?.version}`;
}

export const assets = new Hono().get('/public/:name', (c) => {
  const name = c.req.param('name');
  const file = files.get(name);
  if (file === undefined) return c.notFound();
  const isVersioned = c.req.query('v') === file.version;
  return c.body(file.bytes, 200, {
    'Content-Type': types[extname(name)] ?? '',
    'Cache-Control': isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  });
});
