/** Sampler of traces by the standard variables OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG, which the SDK leaves to whoever sets it up. */

import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { InvalidConfig } from '../config.ts';

/**
 * As https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ has it: `parentbased_always_on` if not set.
 *
 * @throws {InvalidConfig} that names the variable and what is allowed
 */
export function samplerOf(env: NodeJS.ProcessEnv): Sampler {
  const name = env.OTEL_TRACES_SAMPLER?.trim() || 'parentbased_always_on';
  const root = /^parentbased_/.test(name) ? name.slice('parentbased_'.length) : name;
  const sampler = rootSampler(root, env.OTEL_TRACES_SAMPLER_ARG?.trim());
  if (sampler === undefined) {
    throw new InvalidConfig(
      `OTEL_TRACES_SAMPLER is ${JSON.stringify(name)}: it must be always_on, always_off or traceidratio, or one of them behind parentbased_.`,
    );
  }
  return root === name ? sampler : new ParentBasedSampler({ root: sampler });
}

function rootSampler(name: string, argument: string | undefined): Sampler | undefined {
  if (name === 'always_on') return new AlwaysOnSampler();
  if (name === 'always_off') return new AlwaysOffSampler();
  if (name !== 'traceidratio') return undefined;
  const ratio = Number(argument ?? '1');
  if (ratio >= 0 && ratio <= 1) return new TraceIdRatioBasedSampler(ratio);
  throw new InvalidConfig(`OTEL_TRACES_SAMPLER_ARG is ${JSON.stringify(argument)}: it must be a number from 0 to 1.`);
}
