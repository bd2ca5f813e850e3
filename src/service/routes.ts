/** Routes beside GraphQL: pictures, views, previews, feeds, sitemaps, and the addresses of pages. */

import { isKilledSlug } from '../../db/articles/slugs.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import type { Config } from '../config.ts';
import { demoRoutes } from '../demo/routes.ts';
import { feedRoute } from '../feeds/routes.ts';
import { sitemapRoutes } from '../feeds/sitemap-routes.ts';
import { pageRoute } from '../graphiql/page-route.ts';
import type { ExampleOperation } from '../graphql/example-operations.ts';
import type { Route } from '../http/routes.ts';
import { previewRoute } from '../preview/routes.ts';
import type { Views } from '../views/counting.ts';
import type { Opening } from './opening.ts';

interface RouteNeeds {
  readonly config: Config;
  readonly opening: Opening;
  readonly cache: CoalescingCache;
  readonly views: Views;
  readonly examples: readonly ExampleOperation[];
  publicUrl(): string;
}

export function serviceRoutes({ config, opening, cache, views, examples, publicUrl }: RouteNeeds): Route[] {
  const newsroom = () => opening.newsroom;
  const settings = () => ({ ...config, publicUrl: publicUrl() });
  return [
    ...demoRoutes,
    ...views.routes,
    previewRoute(newsroom, publicUrl),
    feedRoute(newsroom, settings, cache),
    ...sitemapRoutes(() => opening.newsroom?.db, settings, cache),
    ...pageRoutes(examples, opening),
  ];
}

function pageRoutes(examples: readonly ExampleOperation[], opening: Opening): Route[] {
  const isKilled = async (slug: string) => opening.newsroom !== undefined && isKilledSlug(opening.newsroom.db, slug);
  return examples.flatMap((example) => {
    if (example.name === 'topic-page') return [pageRoute('/topics/', example)];
    if (example.name === 'source-page') return [pageRoute('/sources/', example)];
    return example.name === 'article-page' ? [pageRoute('/articles/', example, isKilled)] : [];
  });
}
