/** Opens tracing where OpenTelemetry's standard variables ask for it. */

import type { Log } from '../../db/engine/log.ts';
import type { TraceSettings } from '../diagnostics/trace-settings.ts';

/**
 * NOTE: imports the SDK only here, since most services aren't traced, and a start waits for what it imports.
 *
 * @returns undefined where it isn't configured
 */
export async function openTracing(settings: TraceSettings | undefined, log: Pick<Log, 'warn'>) {
  if (settings === undefined) return undefined;
  const { startTracing } = await import('../telemetry/tracing.ts');
  return startTracing(settings, log);
}
