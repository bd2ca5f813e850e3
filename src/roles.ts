/** Roles of callers, and which roles include which. */

export const roles = ['READER', 'ANALYST', 'WRITER', 'EDITOR', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

/** Whoever sends a request. */
export interface Viewer {
  readonly role: Role;
  /** As revisions and the log of events have it; null for readers. */
  readonly name: string | null;
  /** The same for ever: `token:<id>`, or `jwt:<issuer's subject>`; null for readers. */
  readonly id: string | null;
  /** When what the caller showed is no longer good, where that is known beforehand. */
  readonly endsAt?: Date;
}

export const reader: Viewer = { role: 'READER', name: null, id: null };

/** Analysts read the newsroom's figures and writers its drafts; neither includes the other. */
const included: Readonly<Record<Role, readonly Role[]>> = {
  READER: ['READER'],
  ANALYST: ['READER', 'ANALYST'],
  WRITER: ['READER', 'WRITER'],
  EDITOR: ['READER', 'ANALYST', 'WRITER', 'EDITOR'],
  ADMIN: roles,
};

export function hasRole({ role }: Pick<Viewer, 'role'>, least: Role): boolean {
  return included[role].includes(least);
}
