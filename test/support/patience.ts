/** Settings of services that are tested: a machine that runs all the tests may be slow, and isn't what is asked about. */
export const patient = {
  STATEMENT_TIMEOUT_MS: '100000',
  REQUEST_TIMEOUT_MS: '100000',
  DATABASE_QUEUE_MS: '100000',
} as const;
