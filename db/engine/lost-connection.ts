/** What says that a connection is no more: the server has ended it, or the way there is cut. Whether one can be had is another question. */

/** node-postgres says it in words only: before a statement, and in the middle of one. */
const inWords = /^(?:connection terminated|client has encountered a connection error)/i;
/** The system's own codes. */
const inCodes = /^(?:EPIPE|ECONNRESET)$/;

/**
 * SQLSTATE classes of what ends a session: connection_exception, which is what a pooler says of a server's connection that is gone,
 * admin_shutdown, crash_shutdown and idle_in_transaction_session_timeout.
 */
const inStates = /^(?:08...|57P0[12]|25P03)$/;

export function isLostConnection(cause: unknown): boolean {
  const { code, message, severity } = (cause ?? {}) as { code?: unknown; message?: unknown; severity?: unknown };
  if (severity === 'FATAL') return inStates.test(String(code));
  return code === undefined ? inWords.test(String(message)) : inCodes.test(String(code));
}
