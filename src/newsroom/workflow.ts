/**
 * Workflow of a piece, one table: which step leads from where to where, and which role may take it. Rules, tests and
 * documents read it.
 */

import type { DraftState } from '../../db/types.ts';
import type { Role } from '../roles.ts';

export interface WorkflowRow<Taken extends Step = Step> {
  readonly step: Taken;
  /** null where there is no draft yet. */
  readonly from: DraftState | null;
  /** null where no draft is left. */
  readonly to: Taken extends 'delete' ? null : DraftState;
  /** The least role. Writers take the steps that are theirs on drafts of their own only. */
  readonly role: Role;
}

export type Step =
  | 'create'
  | 'revise'
  | 'submit'
  | 'return'
  | 'approve'
  | 'publish'
  | 'schedule'
  | 'unschedule'
  | 'delete'
  | 'restore'
  | 'correct'
  | 'withdraw'
  | 'kill';

/**
 * What was approved is what is published: a change to an approved piece sends it back to review. Changes of a live piece
 * stay in its draft until they are published in their turn; a correction is published at once.
 */
export const workflow: readonly WorkflowRow[] = [
  { step: 'create', from: null, to: 'IN_PROGRESS', role: 'WRITER' },
  { step: 'revise', from: 'IN_PROGRESS', to: 'IN_PROGRESS', role: 'WRITER' },
  { step: 'revise', from: 'IN_REVIEW', to: 'IN_REVIEW', role: 'EDITOR' },
  { step: 'revise', from: 'APPROVED', to: 'IN_REVIEW', role: 'EDITOR' },
  { step: 'revise', from: 'PUBLISHED', to: 'IN_PROGRESS', role: 'WRITER' },
  { step: 'restore', from: 'IN_PROGRESS', to: 'IN_PROGRESS', role: 'WRITER' },
  { step: 'restore', from: 'IN_REVIEW', to: 'IN_REVIEW', role: 'EDITOR' },
  { step: 'restore', from: 'APPROVED', to: 'IN_REVIEW', role: 'EDITOR' },
  { step: 'restore', from: 'PUBLISHED', to: 'IN_PROGRESS', role: 'WRITER' },
  { step: 'submit', from: 'IN_PROGRESS', to: 'IN_REVIEW', role: 'WRITER' },
  { step: 'return', from: 'IN_REVIEW', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'return', from: 'APPROVED', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'approve', from: 'IN_REVIEW', to: 'APPROVED', role: 'EDITOR' },
  { step: 'publish', from: 'APPROVED', to: 'PUBLISHED', role: 'EDITOR' },
  { step: 'publish', from: 'SCHEDULED', to: 'PUBLISHED', role: 'EDITOR' },
  { step: 'schedule', from: 'APPROVED', to: 'SCHEDULED', role: 'EDITOR' },
  { step: 'schedule', from: 'SCHEDULED', to: 'SCHEDULED', role: 'EDITOR' },
  { step: 'unschedule', from: 'SCHEDULED', to: 'APPROVED', role: 'EDITOR' },
  // Of a piece that readers never had.
  { step: 'delete', from: 'IN_PROGRESS', to: null, role: 'WRITER' },
  { step: 'delete', from: 'IN_REVIEW', to: null, role: 'EDITOR' },
  { step: 'delete', from: 'APPROVED', to: null, role: 'EDITOR' },
  // These three are steps of a live article, whatever its draft is at. A correction makes the draft what readers have then:
  // what it held beyond that is in its last revision.
  { step: 'correct', from: 'IN_PROGRESS', to: 'PUBLISHED', role: 'EDITOR' },
  { step: 'correct', from: 'IN_REVIEW', to: 'PUBLISHED', role: 'EDITOR' },
  { step: 'correct', from: 'APPROVED', to: 'PUBLISHED', role: 'EDITOR' },
  { step: 'correct', from: 'PUBLISHED', to: 'PUBLISHED', role: 'EDITOR' },
  { step: 'withdraw', from: 'IN_PROGRESS', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'withdraw', from: 'IN_REVIEW', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'withdraw', from: 'APPROVED', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'withdraw', from: 'PUBLISHED', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'kill', from: 'IN_PROGRESS', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'kill', from: 'IN_REVIEW', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'kill', from: 'APPROVED', to: 'IN_PROGRESS', role: 'EDITOR' },
  { step: 'kill', from: 'PUBLISHED', to: 'IN_PROGRESS', role: 'EDITOR' },
];

/** @returns null where the step leads nowhere */
export function rowOf<Taken extends Step>(step: Taken, from: DraftState | null): WorkflowRow<Taken> | null {
  const isRow = (row: WorkflowRow): row is WorkflowRow<Taken> => row.step === step && row.from === from;
  return workflow.find(isRow) ?? null;
}
