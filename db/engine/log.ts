/** The logger that everything is given, of which pino's is one: details as JSON, then what happened in words. */

export interface Log {
  info(message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
