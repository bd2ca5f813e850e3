/**
 * Static files of public/: read once, with a content hash in their addresses, so that browsers may keep them for ever.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

const folder = join(import.meta.dirname, 'public');
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** One file to browsers, in this order: print has the last word. */
const sheets = ['base', 'masthead', 'cards', 'front', 'article', 'related', 'lists', 'search', 'live', 'print'];
const styles = Buffer.concat(sheets.map((name) => readFileSync(join(folder, `style/${name}.css`))));

const files = new Map([
  versioned('style.css', styles),
  ...readdirSync(folder)
    .filter((name) => extname(name) in types)
    .map((name) => versioned(name, readFileSync(join(folder, name)))),
]);

function versioned(name: string, bytes: Buffer<ArrayBuffer>) {
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  return [name, { bytes, version }] as const;
}

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
