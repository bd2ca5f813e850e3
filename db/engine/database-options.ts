/** How a newsroom's Postgres is opened. */

import type { LogEvent } from 'kysely';
import type { Db } from './database.ts';
import type { GateLimits } from './gate.ts';

/** Of an embedded database: a template is copied, one is made from nothing, or one that is there is opened. */
export type OpeningStep = 'copying' | 'making' | 'opening';

/** What an embedded database in a new folder may begin as a copy of. */
export interface BeginsAs {
  /** Of the template, worked out only where a folder is new. */
  readonly template: () => string;
  /** What a copy needs before it is a newsroom. Killed before this has resolved, it is made again. */
  readonly complete: (db: Db) => Promise<unknown>;
}

export interface DatabaseOptions {
  /** `postgres://…`; without it the embedded engine runs in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Of the server itself, where the other is a pooler's in transaction mode: for notifications, which need a session. */
  readonly databaseDirectUrl?: string | undefined;
  /** Folder of the embedded database, made if missing. `memory://` keeps it in memory. */
  readonly dataDir: string;
  /** Most connections to a server. */
  readonly poolSize: number;
  /**
   * After so many milliseconds the server gives a statement up (SQLSTATE 57014), and after seven eighths of that a lock (55P03); 0
   * never. A transaction that is idle for 3 s is ended, for a minute where statements have no limit.
   */
  readonly statementTimeoutMs: number;
  /** Who may wait for a connection; as many as like, for 5 s on a server, if not given. */
  readonly queue?: Omit<GateLimits, 'size'> | undefined;
  /** Without it, or that template, a new folder begins as a copy of the empty one, or is made from nothing. */
  readonly beginsAs?: BeginsAs | undefined;
  /** Where templates are, if not where an installation puts them. */
  readonly templatesFolder?: string | undefined;
  /** Told of what takes a while, and of the name of the template that is copied. */
  readonly onStep?: (step: OpeningStep, template?: string) => void;
  /** Told of every statement; tests count and record them. */
  readonly onStatement?: (event: LogEvent) => void;
  /** Told of connections that break while idle; the pool replaces them. */
  readonly onConnectionError?: (error: Error) => void;
}
