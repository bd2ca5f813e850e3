/** What says that a connection is no more: the server has ended it, or the way there is cut. Whether one can be had is another question. */

/** node-postgres says it in words only: before a statement, and in the middle of one. */
const inWords = /^(?:connection terminated|client has encountered a connection error)/i;
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
  return code === undefined ? inWords.test(String(message)) : inCodes.test(String(code));
}

/** What node-postgres says of a statement that it doesn't send any more. */
const notSent = /^client (?:has encountered a connection error|was closed) and is not queryable$/i;

/**
 * Whether what a COMMIT failed of says that it can't have been done: its transaction had been idle for too long and was ended before
 * it came, or its connection was lost before it was sent.
 */
export function isBeforeCommit(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as Readonly<Record<string, unknown>>;
  return code === '25P03' || (code === undefined && notSent.test(String(message)));
}
