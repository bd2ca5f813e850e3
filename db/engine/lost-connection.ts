/** What says that a connection is no more: the server has ended it, or the way there is cut. Whether one can be had is another question. */

/** node-postgres says it in words only: in the middle of a statement, and of one that it doesn't send any more. */
const inWords = /^connection terminated/i;
const notSent = /^client (?:has encountered a connection error|was closed) and is not queryable$/i;
/** The system's own codes. */
const inCodes = /^(?:EPIPE|ECONNRESET)$/;
/** What it says of a connection that is there, and of one that can't be had. */
const inCodesOfOpenOnes = /^(?:ETIMEDOUT|ECONNABORTED|E(?:HOST|NET)(?:UNREACH|DOWN))$/;

/**
 * SQLSTATE classes of what ends a session: connection_exception, which is what a pooler says of a server's connection that is gone,
 * admin_shutdown, crash_shutdown and idle_in_transaction_session_timeout.
 */
const inStates = /^(?:08...|57P0[12]|25P03)$/;

export function isLostConnection(cause: unknown): boolean {
  const { code, message, severity, syscall } = (cause ?? {}) as Readonly<Record<string, unknown>>;
  if (severity === 'FATAL') return inStates.test(String(code));
  if ((syscall === 'read' || syscall === 'write') && inCodesOfOpenOnes.test(String(code))) return true;
  if (code !== undefined) return inCodes.test(String(code));
  return inWords.test(String(message)) || notSent.test(String(message));
}

/**
 * Whether what a COMMIT failed of says that it can't have been done: its transaction had been idle for too long and was ended before
 * it came, or its connection was lost before it was sent.
 */
export function isBeforeCommit(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as Readonly<Record<string, unknown>>;
  return code === '25P03' || (code === undefined && notSent.test(String(message)));
}
