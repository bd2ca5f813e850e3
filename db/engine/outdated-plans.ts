/**
 * Prepared statements of a server's connections that a change of the schema has made useless: whoever meets one has every
 * connection forget all that it has prepared until then, and asks once more.
 */

/** Of node-postgres' client, what @types/pg leaves out. */
export interface ClientInside {
  /** `I` outside a transaction. */
  getTransactionStatus(): string | null;
  readonly connection: {
    readonly stream: { cork(): void; uncork(): void };
    /** Texts by name. */
    readonly parsedStatements: Record<string, string>;
    bind(message: { readonly statement: string; readonly values: readonly (string | Buffer | null)[] }): void;
    describe(message: { readonly type: 'P' }): void;
    execute(message: object): void;
    close(message: { readonly type: 'S'; readonly name: string }): void;
  };
}

/**
 * Whether a plan of before a change of the schema was asked for rows of another shape (SQLSTATE feature_not_supported), or a
 * statement isn't there any more (invalid_sql_statement_name).
 */
export function isOfOutdatedPlan(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  return error.code === '26000' || (error.code === '0A000' && /cached plan/.test(error.message));
}

let changes = 0;
/** How many changes a connection's statements are behind. */
const seen = new WeakMap<object, number>();

/** To be told of what a statement failed with. @returns whether it may be asked again */
export function noteOutdated(error: unknown): boolean {
  const isOutdated = isOfOutdatedPlan(error);
  if (isOutdated) changes += 1;
  return isOutdated;
}

/** Before something is asked on a connection: what was prepared on it before the last change is prepared anew. */
export function forgetOutdated(client: object): void {
  if ((seen.get(client) ?? 0) === changes) return;
  seen.set(client, changes);
  for (const name of Object.keys((client as ClientInside).connection.parsedStatements)) closeStatement(client, name);
}

/** Takes a statement and its plan from a connection; sent with what follows. */
export function closeStatement(client: object, name: string): void {
  const { connection } = client as ClientInside;
  if (connection.parsedStatements[name] === undefined) return;
  connection.close({ type: 'S', name });
  delete connection.parsedStatements[name];
}
