/** The rules of the workflow as an editor would say them, by hand: nothing here is read from the table that is tested. */

import type { DraftState } from '../../db/types.ts';
import type { Step } from '../../src/newsroom/workflow.ts';

/** Who at least may take a step, and where it leads; null where no draft is left. */
export type Rule = readonly ['WRITER' | 'EDITOR', DraftState | null];
export type RuledStep = Exclude<Step, 'create'>;

/** By step and by the state in which it is taken; where there is none, the step leads nowhere. */
export const rules: Readonly<Record<RuledStep, Readonly<Partial<Record<DraftState, Rule>>>>> = {
  revise: {
    IN_PROGRESS: ['WRITER', 'IN_PROGRESS'],
    IN_REVIEW: ['EDITOR', 'IN_REVIEW'],
    APPROVED: ['EDITOR', 'IN_REVIEW'],
    PUBLISHED: ['WRITER', 'IN_PROGRESS'],
  },
  restore: {
    IN_PROGRESS: ['WRITER', 'IN_PROGRESS'],
    IN_REVIEW: ['EDITOR', 'IN_REVIEW'],
    APPROVED: ['EDITOR', 'IN_REVIEW'],
    PUBLISHED: ['WRITER', 'IN_PROGRESS'],
  },
  submit: { IN_PROGRESS: ['WRITER', 'IN_REVIEW'] },
  return: { IN_REVIEW: ['EDITOR', 'IN_PROGRESS'], APPROVED: ['EDITOR', 'IN_PROGRESS'] },
  approve: { IN_REVIEW: ['EDITOR', 'APPROVED'] },
  publish: { APPROVED: ['EDITOR', 'PUBLISHED'], SCHEDULED: ['EDITOR', 'PUBLISHED'] },
  schedule: { APPROVED: ['EDITOR', 'SCHEDULED'], SCHEDULED: ['EDITOR', 'SCHEDULED'] },
  unschedule: { SCHEDULED: ['EDITOR', 'APPROVED'] },
  delete: { IN_PROGRESS: ['WRITER', null], IN_REVIEW: ['EDITOR', null], APPROVED: ['EDITOR', null] },
  correct: {
    IN_PROGRESS: ['EDITOR', 'PUBLISHED'],
    IN_REVIEW: ['EDITOR', 'PUBLISHED'],
    APPROVED: ['EDITOR', 'PUBLISHED'],
    PUBLISHED: ['EDITOR', 'PUBLISHED'],
  },
  withdraw: {
    IN_PROGRESS: ['EDITOR', 'IN_PROGRESS'],
    IN_REVIEW: ['EDITOR', 'IN_PROGRESS'],
    APPROVED: ['EDITOR', 'IN_PROGRESS'],
    PUBLISHED: ['EDITOR', 'IN_PROGRESS'],
  },
  kill: {
    IN_PROGRESS: ['EDITOR', 'IN_PROGRESS'],
    IN_REVIEW: ['EDITOR', 'IN_PROGRESS'],
    APPROVED: ['EDITOR', 'IN_PROGRESS'],
    PUBLISHED: ['EDITOR', 'IN_PROGRESS'],
  },
};
/** Steps that a writer may take in some state, on drafts of their own. */
export const ofWriters: readonly RuledStep[] = ['revise', 'restore', 'submit', 'delete'];
