/** What says that a connection is no more: the server has ended it, or the way there is cut. Whether one can be had is another question. */

/** node-postgres says it in words only: before a statement, and in the middle of one. */
const inWords = /^(?:connection terminated|client has encountered a connection error)/i;
/** The system's own codes. */
const inCodes = /^(?:EPIPE|ECONNRESET)$/;

export function isLostConnection(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  return code === undefined ? inWords.test(String(message)) : inCodes.test(String(code));
}
