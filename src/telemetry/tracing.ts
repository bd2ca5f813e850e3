/**
 * Traces by OpenTelemetry: a span for each execution of an operation, each batch of a loader within, and each statement, sent as OTLP
 * over HTTP (JSON). They hold names, hashes and counts, and no value that anybody sent.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, diag, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { loggingErrorHandler, parseTraceParent, setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type BatchWork, batchWork, statementDone } from '../../db/engine/diagnostics.ts';
import { onceAMinute } from '../../db/engine/job-queue.ts';
import type { Log } from '../../db/engine/log.ts';
import { type OperationWork, operationWork } from '../diagnostics/signals.ts';
import type { TraceSettings } from '../diagnostics/trace-settings.ts';
import { samplerOf } from './sampler.ts';

export interface Tracing {
  /** Sends what is left, within a second and a half; what isn't taken by then is lost. */
  close(): Promise<void>;
}

/** Whatever a sending may take otherwise (OTEL_EXPORTER_OTLP_TIMEOUT): a process that stops waits for no collector. */
const MAX_FLUSH_MS = 1_500;
/** Of a statement that has no name. */
const MAX_TEXT_CHARACTERS = 2_000;

/** What is bound to a channel: the span that goes on while its work does. */
type Begin<Work> = (work: Work) => Span;

/** Begins to trace. Where to, and how, the exporter reads from OTEL_EXPORTER_OTLP_*, which have been checked. */
export function startTracing(settings: TraceSettings, log: Pick<Log, 'warn'>): Tracing {
  const sampler = samplerOf(settings);
  const warn = onceAMinute((error) => log.warn({ reason: error.message }, 'Traces could not be sent.'));
  const tell = (message: string) => warn(new Error(message));
  diag.setLogger({ error: tell, warn: tell, info() {}, debug() {}, verbose() {} });
  const tellError = (error: unknown) => tell(reasonOf(error));
  setGlobalErrorHandler(tellError);
  const resource = resourceFromAttributes({ 'service.name': 'dateline' }).merge(
    detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }),
  );
  const spanProcessors = [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })];
  const provider = new TracerProvider({ resource, sampler, spanProcessors });
  const tracer = provider.getTracer('dateline');
  const current = new AsyncLocalStorage<Span>();
  const within = (parent: Span | undefined) => (parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT);

  const beginOperation: Begin<OperationWork> = ({ name, hash, isListed, type, traceparent, requestId }) => {
    const remote = traceparent === undefined ? null : parseTraceParent(traceparent);
    const context = remote ? trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true }) : ROOT_CONTEXT;
    const attributes: Attributes = { 'graphql.operation.type': type, 'dateline.operation.hash': hash };
    if (name !== undefined) attributes['graphql.operation.name'] = name;
    if (requestId !== undefined) attributes['dateline.request.id'] = requestId;
    // The name of a span is for few; what callers call their operations isn't.
    return tracer.startSpan(
      isListed && name ? `${type} ${name}` : type,
      { kind: SpanKind.SERVER, attributes },
      context,
    );
  };
  const beginBatch: Begin<BatchWork> = ({ loader, keys }) => {
    const attributes = { 'dateline.loader': loader, 'dateline.loader.keys': keys };
    return tracer.startSpan(`loader ${loader}`, { attributes }, within(current.getStore()));
  };
  const stops = [
    spanned(operationWork, current, beginOperation),
    spanned(batchWork, current, beginBatch),
    statementDone.subscribe(({ name, sql, milliseconds, hasFailed }) => {
      const parent = current.getStore();
      // What the service does by itself, several times a second, is nobody's trace.
      if (parent === undefined) return;
      const endTime = Date.now();
      const attributes: Attributes = { 'db.system.name': 'postgresql' };
      if (name === undefined) attributes['db.query.text'] = sql.slice(0, MAX_TEXT_CHARACTERS);
      const options = { kind: SpanKind.CLIENT, attributes, startTime: endTime - milliseconds };
      const span = tracer.startSpan(name ?? 'statement', options, within(parent));
      if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endTime);
    }),
  ];
  return {
    async close() {
      for (const stop of stops) stop();
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(() => {
        tell(`What was left was not taken within ${MAX_FLUSH_MS} ms.`);
        resolve();
      }, MAX_FLUSH_MS);
      await Promise.race([provider.shutdown().catch(tellError), late]);
      clearTimeout(timer);
      setGlobalErrorHandler(loggingErrorHandler());
      diag.disable();
    },
  };
}

/** Without its stack: what a collector answered, or what the system says of the connection. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  // An AggregateError (no address of a host answered) may have no message of its own.
  if (error.message === '') return String(code ?? error.name);
  return typeof code === 'number' ? `${code} ${error.message}` : error.message;
}

/** @returns what ends it */
function spanned<Work extends object>(
  channel: typeof operationWork | typeof batchWork,
  current: AsyncLocalStorage<Span>,
  begin: Begin<Work>,
): () => void {
  const spans = new WeakMap<object, Span>();
  const beginOf = (work: unknown) => {
    const span = begin(work as Work);
    spans.set(work as Work, span);
    return span;
  };
  const end = (work: object) => spans.get(work)?.end();
  // Without the error's own message, which may quote what somebody sent.
  const fail = (work: object) => void spans.get(work)?.setStatus({ code: SpanStatusCode.ERROR });
  const { start, asyncEnd, error } = channel;
  start.bindStore(current, beginOf);
  asyncEnd.subscribe(end as (work: unknown) => void);
  error.subscribe(fail as (work: unknown) => void);
  return () => {
    start.unbindStore(current);
    asyncEnd.unsubscribe(end as (work: unknown) => void);
    error.unsubscribe(fail as (work: unknown) => void);
  };
}
