/** Access to drafts: who may read which, and who may change them. */

import type { DraftRow } from '../../db/drafts/drafts.ts';
import { hasRole, type Viewer } from '../roles.ts';

/** Writers have a hand in their own drafts, editors in all of them, and nobody else in any. */
export function mayWorkOn(viewer: Viewer, { owner }: Pick<DraftRow, 'owner'>): boolean {
  return hasRole(viewer, 'EDITOR') || (hasRole(viewer, 'WRITER') && owner === viewer.id);
}

/** What is under embargo is finished: everybody in the newsroom may read it as it will look. */
export function mayRead(viewer: Viewer, draft: Pick<DraftRow, 'owner' | 'state' | 'embargoed_until'>): boolean {
  const isUnderEmbargo = draft.state === 'SCHEDULED' && draft.embargoed_until !== null;
  return mayWorkOn(viewer, draft) || (isUnderEmbargo && isOfNewsroom(viewer));
}

export function isOfNewsroom(viewer: Viewer): boolean {
  return hasRole(viewer, 'ANALYST') || hasRole(viewer, 'WRITER');
}

export function ownerOf({ id, role }: Viewer): string {
  // Whoever has a role in the newsroom has an id.
  return id ?? role;
}
