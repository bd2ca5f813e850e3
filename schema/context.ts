/** What every resolver gets. */

import type { Db } from '../db/connect.ts';
import type { Loaders } from '../db/loaders.ts';

export interface Context {
  readonly db: Db;
  readonly loaders: Loaders;
  /** What addresses of articles and of our own pictures begin with; no slash at the end. */
  readonly publicUrl: string;
  /** Counts a view by whoever sent this request; false when it doesn't count. */
  recordView(articleId: number): boolean;
}
