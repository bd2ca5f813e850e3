/** Opens tracing where OpenTelemetry's standard variables ask for it. */

import type { Log } from '../../db/engine/log.ts';
import { InvalidConfig } from '../config.ts';

/** The protocols whose collectors take what is sent: OTLP over HTTP, as JSON. */
const protocols: ReadonlySet<string> = new Set(['', 'http/json', 'http/protobuf']);

/** Whether there is anywhere to send traces to, and nothing says not to. */
export function isTracingConfigured(env: NodeJS.ProcessEnv): boolean {
  const isOff = env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER?.trim() === 'none';
  return !isOff && Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.trim() || env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim());
}

/**
 * NOTE: imports the SDK only here, since most services aren't traced, and a start waits for what it imports.
 *
 * @returns undefined where it isn't configured
 * @throws {InvalidConfig} that names the variable which is wrong
 */
export async function openTracing(env: NodeJS.ProcessEnv, log: Pick<Log, 'warn'>) {
  if (!isTracingConfigured(env)) return undefined;
  const protocol = (env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL ?? '').trim();
  if (!protocols.has(protocol)) {
    throw new InvalidConfig(`OTEL_EXPORTER_OTLP_PROTOCOL is ${JSON.stringify(protocol)}: traces go by http/json.`);
  }
  const { startTracing } = await import('../telemetry/tracing.ts');
  return startTracing(env, log);
}
