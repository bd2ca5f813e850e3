/**
 * User errors: the typed reasons why a mutation was refused, each a member of the mutation's result; and the bounds of all errors on
 * their way out.
 */

import type { DraftState } from '../db/types.ts';
import type { Role } from './roles.ts';

/** Errors in one answer or in one part of it. */
export const MAX_ERRORS = 10;
const MAX_MESSAGE_CHARACTERS = 500;

/** The message, or its beginning with an ellipsis. */
export function boundedMessage(message: string): string {
  if (message.length <= MAX_MESSAGE_CHARACTERS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Thrown within a mutation, which gives its transaction up, and told to the caller as the result. */
export abstract class UserError extends Error {
  constructor(message: string) {
    super(boundedMessage(message));
  }
}

export class NotAllowed extends UserError {
  override readonly name = 'NotAllowed';
  readonly requiredRole: Role;

  constructor(requiredRole: Role, message = `This takes the role ${requiredRole}.`) {
    super(message);
    this.requiredRole = requiredRole;
  }
}

/** What isn't there, or may not be seen: which of the two isn't told. */
export class NotFound extends UserError {
  override readonly name = 'NotFound';

  constructor(what: 'Article' | 'Draft' | 'Revision' | 'Topic' | 'Source' | 'Token' | 'Webhook' | 'WebhookDelivery') {
    super(`${what} not found.`);
  }
}

export class InvalidInput extends UserError {
  override readonly name = 'InvalidInput';
  /** Names the argument and the field within it: `['input', 'content', 'headline']`. */
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.path = path;
  }
}

export class WrongState extends UserError {
  override readonly name = 'WrongState';
  readonly state: DraftState;

  constructor(message: string, state: DraftState) {
    super(message);
    this.state = state;
  }
}

export class StaleRevision extends UserError {
  override readonly name = 'StaleRevision';
  readonly currentRevision: number;

  constructor(currentRevision: number, what: 'piece' | 'topic' | 'source' = 'piece') {
    super(`The ${what} is at revision ${currentRevision} by now; read it again before changing it.`);
    this.currentRevision = currentRevision;
  }
}

const counted = (count: number, what: string) => (count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`);

/** What is still referred to isn't deleted. */
export class InUse extends UserError {
  override readonly name = 'InUse';
  readonly articles: number;
  readonly drafts: number;
  readonly topics: number;

  constructor({ articles, drafts, topics }: { articles: number; drafts: number; topics: number }) {
    const uses = [counted(articles, 'article'), counted(drafts, 'draft'), counted(topics, 'topic')].filter(Boolean);
    super(`It is used by ${new Intl.ListFormat('en').format(uses)}.`);
    this.articles = articles;
    this.drafts = drafts;
    this.topics = topics;
  }
}
