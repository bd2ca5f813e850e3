/** Fields that take a role (field-level authorization): declared, so that a file of what a caller may not read is refused. */

import type { Role } from '../src/roles.ts';

/** To be declared by a field that others than these have as null or empty. */
export function takesRole(...roles: readonly [Role, ...Role[]]) {
  return { dateline: { roles } };
}
