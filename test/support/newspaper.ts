/** The example site on a service with the demo newsroom, and what it asks Dateline for. */

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll } from 'vitest';
import { readSettings } from '../../examples/newspaper/settings.ts';
import { createSite } from '../../examples/newspaper/site.ts';
import {
  ApproveDraftDocument,
  CreateDraftDocument,
  type DraftInput,
  type DraftNowFragment,
  PublishDraftDocument,
  SubmitDraftDocument,
} from '../../schema/client/graphql.js';
import type { Environment } from './process.ts';
import { as, openService, type RunningService } from './running-service.ts';

export interface Newspaper {
  readonly service: RunningService;
  readonly siteUrl: string;
  /** Method (or STREAM) and address of each request that came to Dateline since this was emptied. */
  readonly asked: string[];
  /** Redirects aren't followed. */
  /** Cuts what is between the site and Dateline. */
  cut(): void;
  visit(path: string, init?: RequestInit): Promise<Response>;
  /** The page's HTML. @throws for another status than 200 */
  read(path: string): Promise<string>;
}

/** @param settings of the service, beside those that it has anyway */
export function useNewspaper(settings: Environment = {}): Newspaper {
  const asked: string[] = [];
  let service: RunningService;
  let front: Server;
  let site: ServerType;
  let siteUrl: string;
  beforeAll(async () => {
    const port = await freePort();
    siteUrl = `http://localhost:${port}`;
    service = await openService({
      settings: { DEMO: 'on', PUBLIC_URL: siteUrl, TRUSTED_PROXIES: 'loopback', ...settings },
    });
    front = await listen(service.url, asked);
    const apiUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    site = await serveSite({ SITE_PORT: String(port), DATELINE_URL: apiUrl });
  });
  afterAll(async () => {
    site?.close();
    front?.closeAllConnections();
    front?.close();
    await service?.close();
  });
  const visit = (path: string, init: RequestInit = {}) => fetch(siteUrl + path, { redirect: 'manual', ...init });
  return {
    get service() {
      return service;
    },
    get siteUrl() {
      return siteUrl;
    },
    asked,
    cut: () => front.closeAllConnections(),
    visit,
    read: async (path) => {
      const response = await visit(path);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.text();
    },
  };
}

export async function serveSite(environment: NodeJS.ProcessEnv): Promise<ServerType> {
  const settings = readSettings(environment);
  const server = serve({ fetch: createSite(settings).fetch, port: settings.port, hostname: 'localhost' });
  await once(server, 'listening');
  return server;
}

/** Below those that systems give to whoever asks for any, so that nobody takes it in the meantime. */
export async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_000);
  const server = createServer().listen(port);
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}

/** Stands before the service, passes everything on, and writes down what it was. */
async function listen(target: string, asked: string[]): Promise<Server> {
  const server = createServer((req, res) => {
    const { method, headers } = req;
    asked.push(`${headers.accept === 'text/event-stream' ? 'STREAM' : method} ${req.url}`);
    const onward = request(new URL(req.url ?? '', target), { method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    res.on('close', () => onward.destroy());
    req.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** How often an article was read, by the lists as they would be now; they are made anew twice a minute. */
export async function viewsOf({ editor }: RunningService, id: string): Promise<number> {
  await editor.request(`mutation { pinTrending(input: { article: "${id}" }) { __typename } }`);
  const { article } = await editor.request<{ article: { trend: { views: number } | null } }>(
    `{ article(by: { id: "${id}" }) { trend { views } } }`,
  );
  return article.trend?.views ?? 0;
}

/** Brings a piece to readers, as the newsroom does. */
export async function publish({ editor }: RunningService, content: DraftInput): Promise<DraftNowFragment> {
  const created = as((await editor.request(CreateDraftDocument, { input: { content } })).createDraft, 'Draft');
  const next = ({ id, revision }: DraftNowFragment) => ({ draft: id, expectedRevision: revision });
  const { submitDraft } = await editor.request(SubmitDraftDocument, { input: next(created) });
  const { approveDraft } = await editor.request(ApproveDraftDocument, { input: next(as(submitDraft, 'Draft')) });
  const { publishDraft } = await editor.request(PublishDraftDocument, { input: next(as(approveDraft, 'Draft')) });
  return as(publishDraft, 'Draft');
}
