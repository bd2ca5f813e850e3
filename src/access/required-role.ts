/** Authorisation by role, the first question of every mutation. */

import { NotAllowed } from '../errors.ts';
import { hasRole, type Role, type Viewer } from '../roles.ts';

/** @throws {NotAllowed} naming the role */
export function requireRole(viewer: Viewer, least: Role): void {
  if (!hasRole(viewer, least)) throw new NotAllowed(least);
}
