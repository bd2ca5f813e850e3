/** GraphiQL at `/graphql` for browsers: one page with everything in it, so that it works without the internet. */

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ExampleOperation } from './example-operations.ts';

interface Page {
  readonly html: Buffer;
  /** The page is 9 MB, a quarter of it when compressed. */
  readonly gzipped: Buffer;
  readonly etag: string;
  readonly policy: string;
}

/** Whether a browser wants to look at the endpoint rather than to query it. */
export function wantsPage(req: IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && (req.headers.accept ?? '').includes('text/html');
}

/**
 * Makes the handler that sends GraphiQL; the page is rendered on first use and then kept.
 *
 * @param operations Each becomes a tab for those who have not opened any of their own.
 */
export function graphiql(
  operations: readonly ExampleOperation[],
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  let page: Promise<Page> | undefined;
  return async (req, res) => {
    page ??= render(operations);
    send(req, res, await page);
  };
}

/** Its tabs slide into place when they first appear, and a click on one that is still elsewhere is lost. */
const stillTabs = '<style>.graphiql-tab { transform: none !important; }</style>';

async function render(operations: readonly ExampleOperation[]): Promise<Page> {
  // Imported here because its 9 MB would slow every start, also where nobody looks.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const rendered = renderGraphiQL({
    title: 'Dateline',
    logo: mark,
    favicon: `data:image/svg+xml,${encodeURIComponent(mark)}`,
    endpoint: '/graphql',
    defaultTabs: operations.map(({ query, variables }) => ({
      query,
      variables: variables ? JSON.stringify(variables, null, 2) : null,
    })),
    defaultEditorToolsVisibility: 'variables',
    inputValueDeprecation: true,
    schemaDescription: true,
  });
  const html = rendered
    .replace('<div id="root"></div>', (root) => root + firstVariables(operations[0]))
    .replace('</head>', () => `${stillTabs}</head>`);
  const bytes = Buffer.from(html);
  return {
    html: bytes,
    gzipped: await promisify(gzip)(bytes),
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
    policy: policyFor(html),
  };
}

/** A line of type between two rules, as above a story. */
const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28">' +
  '<rect width="32" height="32" rx="6" fill="#14213d"/>' +
  '<path d="M6 9h20M6 23h20" stroke="#fff" stroke-width="2"/>' +
  '<path d="M6 16h9" stroke="#fca311" stroke-width="4"/><path d="M18 16h8" stroke="#fff" stroke-width="2"/></svg>';

/**
 * GraphiQL fills in the variables of its first default tab only if it finds them in its storage. They are put there for
 * those who have no tabs of their own and did not follow a link to a query.
 */
function firstVariables(operation: ExampleOperation | undefined): string {
  if (operation?.variables === undefined) return '';
  const variables = JSON.stringify(JSON.stringify(operation.variables, null, 2)).replaceAll('<', '\\u003c');
  return `<script>
    if (!location.search.includes('query=') && localStorage.getItem('graphiql:tabState') === null) {
      localStorage.setItem('graphiql:variables', ${variables});
    }
  </script>`;
}

/** Only the page's own scripts run, known by their hashes; its editor's workers are blobs; nothing comes from elsewhere. */
function policyFor(html: string): string {
  const hashes = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => {
    return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  });
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')} blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function send(req: IncomingMessage, res: ServerResponse, page: Page): void {
  res.setHeader('Content-Security-Policy', page.policy);
  res.setHeader('ETag', page.etag);
  res.setHeader('Cache-Control', 'no-cache');
  res.appendHeader('Vary', 'Accept-Encoding');
  if (req.headers['if-none-match'] === page.etag) {
    res.writeHead(304).end();
    return;
  }
  const isGzipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(req.headers['accept-encoding'] ?? ''));
  const bytes = isGzipped ? page.gzipped : page.html;
  res.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': bytes.byteLength,
    ...(isGzipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  res.end(bytes);
}
