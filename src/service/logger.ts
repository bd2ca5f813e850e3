/** Log of the process: lines of JSON, with levels by name. */

import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';
import type { LogOutput } from './log-output.ts';

export function createLogger(level: LogLevel, output: Pick<LogOutput, 'write'>): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, output);
}
