/** Context of GraphQL requests: who asks, the loaders that note what they find, and what resolvers may know of the service. */

import { createLoaders, type Loaders } from '../../db/loaders.ts';
import { type PartCache, partsWhile } from '../caching/part-cache.ts';
import { createReads, noReads } from '../caching/reads.ts';
import { recordedLoaders } from '../caching/recorded-loaders.ts';
import type { Config } from '../config.ts';
import { asksForReceipt } from '../graphql/receipts.ts';
import type { RequestContext } from '../graphql/yoga.ts';
import { previewHeader } from '../http/cached-response.ts';
import type { Arrival } from '../http/client-address.ts';
import { arrivalOf } from '../http/exchange.ts';
import { addressRule } from '../outbound/address-guard.ts';
import { previewedDraft } from '../preview/links.ts';
import { hasRole, type Role, type Viewer } from '../roles.ts';
import type { SearchCounts } from '../usage/searches.ts';
import type { Views } from '../views/counting.ts';
import { type Opening, opened } from './opening.ts';

interface ContextNeeds {
  /** What readers' answers are made of and is kept. */
  readonly parts: PartCache;
  readonly config: Config;
  readonly opening: Opening;
  authenticate(arrival: Arrival, loaders: Loaders): Promise<Viewer>;
  readonly views: Views;
  readonly searches?: SearchCounts | undefined;
  publicUrl(): string;
}

/** @returns what makes the contexts of resolvers: of one request that has passed the limits, and of a subscription that many share */
export function contexts({ parts, config, opening, authenticate, views, searches, publicUrl }: ContextNeeds) {
  const mayCall = addressRule(config.mayCallPrivately);
  const mayImport = addressRule(config.mayImportPrivately);
  const ofAll = () => ({
    events: opened(opening).events,
    publicUrl: publicUrl(),
    imageProxy: config.imageProxy,
    insightsRole: config.insightsRole,
    mayCall,
    mayImport,
  });
  const createContext = async (context: RequestContext) => {
    const newsroom = opened(opening);
    const { db, loaders } = context.exchange.snapshot ?? newsroom;
    const { headers } = context.request;
    const viewer = await authenticate(arrivalOf(context.exchange, context.request), loaders);
    const isItemised = asksForReceipt(context.request) && hasRole(viewer, 'ANALYST');
    const reads = createReads();
    const previewed = await previewedDraft(db, headers.get(previewHeader));
    // Others see what they have just changed, by whichever process.
    const isReaders = viewer.role === 'READER' && previewed === null && context.exchange.snapshot === undefined;
    const replica = isReaders ? newsroom.replicas?.choose() : undefined;
    const kept = replica === undefined ? parts : partsWhile(replica.isFresh, parts);
    // A receipt has the batches of its own request, and none of what others ask at the same time.
    const asked = isItemised ? createLoaders(db) : (replica?.loaders ?? loaders);
    return {
      ...ofAll(),
      db: replica?.db ?? db,
      loaders: recordedLoaders(asked, reads, isReaders ? kept : undefined),
      reads,
      previewDraftId: previewed?.id ?? null,
      viewer,
      recordView: views.recorderOf(context),
      countSearch: viewer.role === 'READER' ? searches?.count : undefined,
    };
  };
  const createStreamContext = (role: Role) => ({
    ...ofAll(),
    // What is sent isn't kept, so that nobody has to know what it was made from.
    loaders: opened(opening).loaders,
    reads: noReads,
    previewDraftId: null,
    viewer: { role, name: null, id: null },
    recordView: () => false,
  });
  return { createContext, createStreamContext };
}
