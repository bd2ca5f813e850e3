/** What every resolver gets. */

import type { Db } from '../db/connect.ts';
import type { Loaders } from '../db/loaders.ts';
import type { Viewer } from '../src/roles.ts';

export interface Context {
  readonly db: Db;
  readonly loaders: Loaders;
  /** Whoever sent this request. */
  readonly viewer: Viewer;
  /** What addresses of articles and of our own pictures begin with; no slash at the end. */
  readonly publicUrl: string;
  /** Counts a view by whoever sent this request; false when it doesn't count. */
  recordView(articleId: number): boolean;
}
