/** HTML page of GraphiQL at `/graphql` for browsers; everything that it loads comes from this service. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExampleOperation } from '../graphql/example-operations.ts';
import type { Route } from '../http/routes.ts';
import { staticBody } from '../http/static-body.ts';
import { assetsPath, assetsRoute } from './assets.ts';
import { type Bundle, type BundleFolder, openBundle } from './bundle.ts';
import { type PageData, pageDataId } from './page-data.ts';

interface PageOptions {
  /** Each becomes a tab for those who have not opened any of their own. */
  examples(): readonly ExampleOperation[] | Promise<readonly ExampleOperation[]>;
  /** Whether readers may send what they like. */
  readonly isOpen: boolean;
}

export interface Graphiql {
  sendPage(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Of the files that the page loads. */
  readonly route: Route;
}

/** The bundle is opened, or made, when somebody first looks; the page is rendered again when its examples are others. */
export function createGraphiql(options: PageOptions): Graphiql {
  let opening: Promise<BundleFolder> | undefined;
  const open = async () => {
    opening ??= openBundle();
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
  let sent: { readonly examples: string; readonly send: ReturnType<typeof staticBody> } | undefined;
  const senderOf = (examples: readonly ExampleOperation[]) => {
    const key = JSON.stringify(examples.map(({ variables }) => variables ?? null));
    if (sent?.examples !== key)
      sent = { examples: key, send: staticBody(async () => render(await open(), examples, options.isOpen)) };
    return sent.send;
  };
  return {
    route: assetsRoute(open),
    async sendPage(req, res) {
      const send = senderOf(await options.examples());
      res.setHeader('Content-Security-Policy', policy);
      res.setHeader('Cache-Control', 'no-cache');
      await send(req, res, 'text/html; charset=utf-8');
    },
  };
}

function render(bundle: Bundle, examples: readonly ExampleOperation[], isOpen: boolean): string {
  const data: PageData = {
    examples: examples.map(({ name, query, variables }) => ({
      name,
      query,
      variables: variables ? JSON.stringify(variables, null, 2) : null,
    })),
    workers: {
      editor: assetsPath + bundle.workers.editor,
      graphql: assetsPath + bundle.workers.graphql,
      json: assetsPath + bundle.workers.json,
    },
    isOpen,
  };
  const preloads = bundle.preloaded.map((name) => `<link rel="modulepreload" href="${assetsPath}${name}">`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dateline</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(mark)}">
<link rel="stylesheet" href="${assetsPath}${bundle.style}">
${preloads}
<script type="module" src="${assetsPath}${bundle.script}"></script>
</head>
<body>
<script type="application/json" id="${pageDataId}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<main>
<h1 class="visually-hidden">Dateline: GraphiQL</h1>
<div id="root"><noscript>GraphiQL needs JavaScript; the API is at this address, too.</noscript></div>
</main>
</body>
</html>
`;
}

/** A line of type between two rules, as above a story. */
const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28">' +
  '<rect width="32" height="32" rx="6" fill="#14213d"/>' +
  '<path d="M6 9h20M6 23h20" stroke="#fff" stroke-width="2"/>' +
  '<path d="M6 16h9" stroke="#fca311" stroke-width="4"/><path d="M18 16h8" stroke="#fff" stroke-width="2"/></svg>';

/** Scripts and workers are files of this service, and nothing comes from elsewhere. NOTE: Monaco writes style elements. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
