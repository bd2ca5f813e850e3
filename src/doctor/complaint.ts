/** What the doctor finds: what is wrong, how bad it is, and what to do. */

/** What is looked at, in the order in which it is told. */
export const checks = [
  'settings',
  'database',
  'migrations',
  'indexes',
  'constraints',
  'triggers',
  'bloat',
  'clock',
  'disk',
  'connections',
  'replicas',
  'followers',
  'orphans',
  'jobs',
  'roll-ups',
] as const;
export type Check = (typeof checks)[number];

export interface Complaint {
  readonly check: Check;
  /** Trouble needs somebody; a notice is good to know. */
  readonly severity: 'trouble' | 'notice';
  readonly message: string;
  /** A command or a step. */
  readonly remedy: string;
}

export function trouble(check: Check, message: string, remedy: string): Complaint {
  return { check, severity: 'trouble', message, remedy };
}

export function notice(check: Check, message: string, remedy: string): Complaint {
  return { check, severity: 'notice', message, remedy };
}

/** In words. */
export function span(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3_600)} hours`;
}
