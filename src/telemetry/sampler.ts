/** Sampler of traces, which the SDK leaves to whoever sets it up. */

import { AlwaysOnSampler, ParentBasedSampler, type Sampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import type { TraceSettings } from '../diagnostics/trace-settings.ts';

export function samplerOf({ isParentBased, ratio }: TraceSettings): Sampler {
  const root = ratio === 1 ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(ratio);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}
