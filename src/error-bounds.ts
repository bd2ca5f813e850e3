/** Bounds of errors on their way out: how many an answer has and how long a message is, whatever a caller made it repeat. */

/** Errors in one answer or in one part of it. */
export const MAX_ERRORS = 10;
const MAX_MESSAGE_CHARACTERS = 500;

/** The message, or its beginning with an ellipsis. */
export function boundedMessage(message: string): string {
  if (message.length <= MAX_MESSAGE_CHARACTERS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
