/**
 * The frame of all command lines: parses arguments, tells misuse, errors and `--help` the same way, gives exit codes.
 *
 * A command is a file here that exports what `command` makes of its help, its options and its work:
 *
 * ```ts
 * const help = `Usage: npm run greet -- [--loud] NAME
 *
 * Greets. …
 * `;
 *
 * export const greetCommand = command({
 *   name: 'greet',
 *   help,
 *   options: { loud: { type: 'boolean' } },
 *   async work({ options, inputs: [name, ...more], stdout }) {
 *     if (name === undefined || more.length > 0) throw new Misuse('Say whom.');
 *     stdout.write(`Hello ${name}${options.loud ? '!' : '.'}\n`);
 *     return 0;
 *   },
 * });
 *
 * if (import.meta.main) await runMain(greetCommand);
 * ```
 *
 * with `"greet": "node src/commands/greet.ts"` among the scripts of package.json. What takes a while to load (the
 * database, importers) is imported within `work`, so that help and misuse don't wait for it; `database.ts` opens the
 * newsroom. Tests call the function; one of them starts the file.
 *
 * Exit codes: 0 done; 1 it could not be done, the reason is on standard error; 2 the arguments were not understood, the
 * reason is on standard error, the usage behind it.
 */

import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { compileEngineOnce } from '../../db/engine/embedded-engine.ts';
import { fileErrorInWords } from '../import/file-errors.ts';
import { keptByNpm, npmHint } from './kept-by-npm.ts';

/** A process's stream, or a test's. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** @returns the exit code; never rejects */
export type Command = (args: readonly string[], env: NodeJS.ProcessEnv, streams: Streams) => Promise<number>;

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: Options }>>['values'];

interface Call<Options extends ParseArgsOptionsConfig> extends Streams {
  readonly options: Values<Options>;
  /** What stands beside the options: verbs, files, addresses, ids. */
  readonly inputs: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

interface CommandShape<Options extends ParseArgsOptionsConfig> {
  /** Of its script in package.json. */
  readonly name: string;
  /** Begins with the usage, which an empty line ends. */
  readonly help: string;
  /** But for `--help`, which every command has. */
  readonly options: Options;
  /**
   * @returns the exit code
   * @throws {Misuse} when the arguments don't fit each other
   */
  work(call: Call<Options>): Promise<number>;
}

/** The arguments make no sense. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

const helpOption = { help: { type: 'boolean', short: 'h' } } as const;

export function command<const Options extends ParseArgsOptionsConfig>(shape: CommandShape<Options>): Command {
  const { name, help, options } = shape;
  return async (args, env, streams) => {
    const kept = keptByNpm(name, options, args, env);
    try {
      refuseUnknown(args, { ...options, ...helpOption });
      if (parseArgs({ args: [...args], options: helpOption, strict: false }).values.help === true) {
        streams.stdout.write(help);
        return 0;
      }
      const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
      if (kept !== null) throw new Misuse(kept);
      return await shape.work({ ...streams, options: values, inputs: positionals, env });
    } catch (error) {
      streams.stderr.write(`${inWords(error)}\n`);
      if (!(error instanceof Misuse)) return 1;
      const [usage] = help.split('\n\n');
      const hint = kept === null ? npmHint(name, args, env) : '';
      streams.stderr.write(`${hint}\n${usage}\n\nMore about it: npm run ${name} -- --help\n`);
      return 2;
    }
  };
}

/** In words of our own, since Node's are for whoever calls parseArgs. */
function refuseUnknown(args: readonly string[], options: ParseArgsOptionsConfig): void {
  const given = new Set<string>();
  for (const token of parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const type = Object.hasOwn(options, name) ? options[name]?.type : undefined;
    if (type === undefined) {
      const known = Object.keys(options).map((each) => `--${each}`);
      throw new Misuse(`Unknown option "${rawName}"; there ${known.length > 1 ? 'are' : 'is'} ${known.join(', ')}.`);
    }
    if (type === 'boolean' && value !== undefined) throw new Misuse(`${rawName} takes no value.`);
    if (type === 'boolean') continue;
    const isNext = inlineValue === false && value !== undefined && /^-./.test(value);
    if (value === undefined || isNext) throw new Misuse(`${rawName} needs a value.`);
    if (given.has(name)) throw new Misuse(`${rawName} is given twice.`);
    given.add(name);
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isBug(error)) return String(error.stack);
  const reason = fileErrorInWords(error);
  if (reason !== undefined && 'path' in error) return `${error.path}: ${reason}`;
  // An AggregateError (no address of a host answered) may have no message of its own.
  const message = error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
  return message.split('\n').map(printable).join('\n');
}

/** Told with where in the code it came from. What fetch rejects with is a TypeError too, and has a cause. */
function isBug(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind) && error.cause === undefined;
}

/** Without control characters: what strangers wrote (headlines, names of files) must not steer the terminal. */
export function printable(line: string): string {
  return line.replace(/\p{Cc}+/gu, ' ');
}

/** Does the command that this process was started for. */
export async function runMain(main: Command): Promise<void> {
  // Whoever reads may have seen enough (`… | head`): no reason to tell where in the code that was.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(1);
  });
  compileEngineOnce();
  process.exitCode = await main(process.argv.slice(2), process.env, process);
}
