/** The contexts of resolvers: what all of them get, and what only mutations get. */

import type { Db } from '../db/engine/database.ts';
import type { Undertaking } from '../db/engine/undertaking.ts';
import type { Loaders } from '../db/loaders.ts';
import type { Reads } from '../src/caching/reads.ts';
import type { EventFeed } from '../src/events/feed.ts';
import type { ImageProxy } from '../src/images/image-proxy.ts';
import type { AddressRule } from '../src/outbound/address-guard.ts';
import type { Role, Viewer } from '../src/roles.ts';
import type { Watched } from '../src/time/slow-fields.ts';

/** Without the database: what answers to queries are made from is read by loaders, which note it. */
export interface Context extends Watched {
  /** They note what they find in `reads`. */
  readonly loaders: Loaders;
  /** What this answer is made from; what isn't found by a loader has to be noted by whoever reads it. */
  readonly reads: Reads;
  /** Whoever sent this request. */
  readonly viewer: Viewer;
  /** The draft that this request's preview token opens to `draft(id:)`; null without one. */
  readonly previewDraftId: number | null;
  /** What addresses of articles and of our own pictures begin with; no slash at the end. */
  readonly publicUrl: string;
  /** What makes pictures of other sizes and formats; nothing does if not given. */
  readonly imageProxy?: ImageProxy | undefined;
  /** The least role that is told insights; everybody is if not given. */
  readonly insightsRole?: Role | undefined;
  /** What happens from now on. */
  readonly events: EventFeed;
  /** Where an imported piece may be fetched from. */
  readonly mayImport: AddressRule;
  /** Where webhooks may lead. */
  readonly mayCall: AddressRule;
  /** Counts a view by whoever sent this request; false when it doesn't count. */
  recordView(articleId: number): boolean;
  /** Counts a search by a reader; of others none is. */
  readonly countSearch?: ((text: string, isFound: boolean) => void) | undefined;
}

export interface MutationContext extends Context {
  readonly db: Db;
  /** Of this request's mutations. */
  readonly undertaking: Undertaking;
}
