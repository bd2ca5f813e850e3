/**
 * Settings of traces from OpenTelemetry's standard environment variables, checked before anything is loaded or sent: the SDK
 * ignores what it can't use, or takes its default instead.
 */

import { validateHeaderName, validateHeaderValue } from 'node:http';

export interface TraceSettings {
  /** Whether a caller's decision comes first. */
  readonly isParentBased: boolean;
  /** Part of the traces that is kept, 0 to 1. */
  readonly ratio: number;
}

/** A variable's name, what it holds, unless that may be secret, and what it must be. */
interface Problem {
  readonly name: string;
  readonly held?: string;
  readonly allowed: string;
}

/** Of an attribute's key and of its value, in characters; the SDK takes no attribute at all where one is longer. */
const MAX_ATTRIBUTE_CHARACTERS = 255;

/** Collectors take what is sent by either: OTLP over HTTP, as JSON. */
const protocols = ['http/json', 'http/protobuf'];
const compressions = ['none', 'gzip'];
const exporters = ['otlp', 'none'];
const samplers = ['always_on', 'always_off', 'traceidratio'];

type Env = Readonly<Record<string, string | undefined>>;

const textOf = (env: Env, name: string) => env[name]?.trim() ?? '';

/** Whether there is anywhere to send traces to, and nothing says not to. */
function isConfigured(env: Env): boolean {
  const isOff = textOf(env, 'OTEL_SDK_DISABLED').toLowerCase() === 'true';
  const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  return (
    !isOff &&
    textOf(env, 'OTEL_TRACES_EXPORTER') !== 'none' &&
    endpoints.some((endpoint) => textOf(env, endpoint) !== '')
  );
}

/** @returns undefined where nothing is traced; else what {@link traceProblems} has nothing against */
export function traceSettingsOf(env: Env): TraceSettings | undefined {
  if (!isConfigured(env)) return undefined;
  const { root, isParentBased } = samplerIn(env);
  if (root !== 'traceidratio') return { isParentBased, ratio: root === 'always_off' ? 0 : 1 };
  return { isParentBased, ratio: Number(textOf(env, 'OTEL_TRACES_SAMPLER_ARG') || 1) };
}

/**
 * What is wrong in them, as https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ and
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/ have them: a sentence for each variable, which names it.
 */
export function traceProblems(env: Env): string[] {
  if (!isConfigured(env)) return [];
  return [...exportProblems(env), ...samplerProblems(env)].map(({ name, held, allowed }) =>
    held === undefined
      ? `${name} is wrong (what it holds is not shown): it must be ${allowed}.`
      : `${name} is ${JSON.stringify(held)}: it must be ${allowed}.`,
  );
}

function exportProblems(env: Env): Problem[] {
  const problems: Problem[] = [];
  /** An empty variable is one that isn't set. */
  const expect = (name: string, isRight: (text: string) => boolean, allowed: string, isSecret = false) => {
    const held = textOf(env, name);
    if (held !== '' && !isRight(held)) problems.push(isSecret ? { name, allowed } : { name, held, allowed });
  };
  const oneOf = (name: string, allowed: readonly string[]) =>
    expect(name, (text) => allowed.includes(text), allowed.join(' or '));
  oneOf('OTEL_TRACES_EXPORTER', exporters);
  const address = 'an http:// or https:// address';
  expect('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', isWebAddress, address, true);
  expect(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    (text) => isWebAddress(text) && !/[?#]/.test(text),
    `${address} without ?`,
    true,
  );
  // Where the one for traces is set, the one for all signals is somebody else's.
  oneOf(setOf(env, 'PROTOCOL'), protocols);
  oneOf(setOf(env, 'COMPRESSION'), compressions);
  expect(setOf(env, 'TIMEOUT'), (text) => /^[1-9]\d{0,8}$/.test(text), 'a whole number of milliseconds, 1 or more');
  for (const name of ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS'])
    expect(
      name,
      (text) => pairsOf(text)?.every(isHeader) ?? false,
      'name=value, percent-encoded, with commas between',
      true,
    );
  const attributes = 'name=value, percent-encoded and at most 255 characters each, with commas between';
  expect('OTEL_RESOURCE_ATTRIBUTES', (text) => pairsOf(text)?.every(isAttribute) ?? false, attributes);
  return problems;
}

function setOf(env: Env, name: string): string {
  const ofTraces = `OTEL_EXPORTER_OTLP_TRACES_${name}`;
  return textOf(env, ofTraces) === '' ? `OTEL_EXPORTER_OTLP_${name}` : ofTraces;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/./i.test(text) && URL.canParse(text);
}

/** @returns undefined where one isn't a pair, or can't be decoded */
function pairsOf(text: string): [name: string, value: string][] | undefined {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  try {
    return parts.map((part) => {
      const [name = '', ...values] = part.split('=');
      if (values.length === 0) throw new URIError('It has no value.');
      return [decodeURIComponent(name.trim()), decodeURIComponent(values.join('=').trim())];
    });
  } catch {
    return undefined;
  }
}

function isHeader([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return value !== '';
  } catch {
    return false;
  }
}

function isAttribute([name, value]: readonly [string, string]): boolean {
  return name !== '' && name.length <= MAX_ATTRIBUTE_CHARACTERS && value.length <= MAX_ATTRIBUTE_CHARACTERS;
}

/** `parentbased_always_on` if not set. */
function samplerIn(env: Env): { readonly name: string; readonly root: string; readonly isParentBased: boolean } {
  const name = textOf(env, 'OTEL_TRACES_SAMPLER') || 'parentbased_always_on';
  const isParentBased = name.startsWith('parentbased_');
  return { name, root: isParentBased ? name.slice('parentbased_'.length) : name, isParentBased };
}

function samplerProblems(env: Env): Problem[] {
  const { name: held, root } = samplerIn(env);
  if (!samplers.includes(root)) {
    const allowed = 'always_on, always_off or traceidratio, or one of them behind parentbased_';
    return [{ name: 'OTEL_TRACES_SAMPLER', held, allowed }];
  }
  const argument = textOf(env, 'OTEL_TRACES_SAMPLER_ARG');
  const isRatio = argument === '' || (Number(argument) >= 0 && Number(argument) <= 1);
  return isRatio || root !== 'traceidratio'
    ? []
    : [{ name: 'OTEL_TRACES_SAMPLER_ARG', held: argument, allowed: 'a number from 0 to 1' }];
}
