/** Tells of every statement: whoever measures, the work that asked, and tests. */

import type { LogEvent } from 'kysely';
import type { DatabaseOptions } from './database-options.ts';
import { statementDone, statementFailed } from './diagnostics.ts';
import { nameOfStatement } from './prepared.ts';
import { currentNotes } from './work-notes.ts';

export function logOf({ onStatement }: Pick<DatabaseOptions, 'onStatement'>) {
  return (event: LogEvent): void => {
    const { sql: text } = event.query;
    currentNotes()?.statement(text, event.queryDurationMillis);
    if (statementDone.isHeard()) {
      const [name, milliseconds] = [nameOfStatement(text), event.queryDurationMillis];
      statementDone.publish({ sql: text, name, milliseconds, hasFailed: event.level === 'error' });
    }
    if (event.level === 'error')
      statementFailed.publish({ code: String((event.error as { code?: unknown } | null)?.code) });
    onStatement?.(event);
  };
}
