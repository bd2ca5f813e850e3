/** Drafts as far as a viewer may read them: one by its id, and the filter of a list. */

import { type DraftRow, draftsByIds } from '../../db/drafts/drafts.ts';
import type { DraftFilter } from '../../db/drafts/lists.ts';
import type { Db } from '../../db/engine/database.ts';
import { hasRole, type Viewer } from '../roles.ts';
import { isOfNewsroom, mayRead, ownerOf } from './access.ts';

/** @returns null where there is none or none that the viewer may see */
export async function visibleDraft(db: Db, viewer: Viewer, id: number): Promise<DraftRow | null> {
  if (!isOfNewsroom(viewer)) return null;
  const draft = (await draftsByIds(db, [id])).get(id);
  return draft !== undefined && mayRead(viewer, draft) ? draft : null;
}

/** Which drafts a list may have of those asked for. @returns null for none */
export function draftsFilter(viewer: Viewer, asked: DraftFilter): DraftFilter | null {
  if (hasRole(viewer, 'EDITOR')) return asked;
  return isOfNewsroom(viewer) ? { ...asked, ownOrEmbargoed: ownerOf(viewer) } : null;
}
