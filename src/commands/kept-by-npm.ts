/**
 * Options that npm kept for itself: of `npm run import --dry-run x` a script sees only `x`, and npm_config_dry_run in its
 * environment. An import that was meant to be a dry run would be a real one, so such a call is refused.
 */

import type { ParseArgsOptionsConfig } from 'node:util';

/** NOTE: npm takes the beginning of an option of its own for the whole of it, if it knows no other that begins so. */
const npmExpands: Readonly<Record<string, string>> = { to: 'token-description' };

/**
 * Options without which a command does the same, and prints it otherwise. NOTE: npm has a setting `json` of its own, and
 * somebody's `.npmrc` looks here like the command line; whoever has it there may run all commands.
 */
const ofOutput: ReadonlySet<string> = new Set(['json']);

/** @returns what to say, or null when npm kept nothing that changes what is done and isn't among the arguments too */
export function keptByNpm(
  command: string,
  options: ParseArgsOptionsConfig,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): string | null {
  const kept = Object.keys(options).flatMap((option) => {
    const value = keptValue(option, env);
    const isRepeated = args.some((arg) => arg === `--${option}` || arg.startsWith(`--${option}=`));
    return value === undefined || isRepeated ? [] : [{ option, value }];
  });
  if (kept.every(({ option }) => ofOutput.has(option))) return null;
  const names = kept.map(({ option }) => `--${option}`);
  const reason = `npm kept ${names.join(' and ')} for itself, because ${kept.length === 1 ? 'it' : 'they'} stood before a --. Write:`;
  // npm splits an option that it doesn't know from its value; which of the other arguments that was can't be told.
  const isSplit = kept.some(({ option, value }) => options[option]?.type === 'string' && value === 'true');
  const flags = kept.map(({ option, value }) => {
    if (options[option]?.type !== 'string') return `--${option}`;
    return `--${option} ${isSplit ? '…' : quoted(value)}`;
  });
  if (isSplit) return `${reason} npm run ${command} -- ${flags.join(' ')}`;
  return `${reason} npm run ${[command, '--', ...flags, ...args.map(quoted)].join(' ')}`;
}

/** npm sets the empty text where somebody says no (`--no-dry-run`). */
function keptValue(option: string, env: NodeJS.ProcessEnv): string | undefined {
  const names = [option, npmExpands[option] ?? option].map(bare);
  const values = Object.entries(env).flatMap(([name, value]) => {
    const [, setting = ''] = /^npm_config_(\w+)$/i.exec(name) ?? [];
    return names.includes(bare(setting)) && value ? [value] : [];
  });
  return values.find((value) => value !== 'false');
}

/** Also for `--dryrun`, which a command would refuse and npm takes. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

function quoted(arg: string): string {
  return /^[\w./:@=,+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}

/** A line for whoever called by `npm run` and gave no option: npm forgets some altogether (`--rebuild`, `--only`). */
export function npmHint(command: string, args: readonly string[], env: NodeJS.ProcessEnv): string {
  const isHint = env.npm_lifecycle_event === command && !args.some((arg) => arg.startsWith('-'));
  return isHint ? '(If you gave an option: npm keeps for itself what stands before a --.)\n' : '';
}
