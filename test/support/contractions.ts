/** What a migration takes away from the version before it, which runs beside it while a new one is rolled out. */

/** Of SQL in lower case: what a statement of the former version may fail on. */
const contracting: readonly [pattern: RegExp, what: string][] = [
  [/\bdrop (?:table|column|view|type|function|schema)\b/, 'drops'],
  [/\brename\b/, 'renames'],
  [/\balter column [\w"]+ (?:set data )?type\b/, 'changes a type'],
  [/\balter column [\w"]+ set not null\b/, 'demands a value'],
  [/\balter column [\w"]+ drop default\b/, 'takes a default away'],
  [
    /\badd column [\w"]+ [^,;]*?\bnot null\b(?![^,;]*\bdefault\b)(?![^,;]*\bgenerated\b)/,
    'adds a column that former inserts leave out',
  ],
];

/**
 * What the way up takes away, with the functions of the file that it calls. What it makes and takes away again within itself isn't seen as such.
 *
 * @param source of a migration
 */
export function contractionsOf(source: string): string[] {
  const sql = wayUp(source).toLowerCase().replaceAll(/\s+/g, ' ');
  return contracting.flatMap(([pattern, what]) => (pattern.test(sql) ? [what] : []));
}

function wayUp(source: string): string {
  const functions = new Map<string, string>();
  for (const text of source.split(/^(?=(?:export )?(?:async )?function )/m)) {
    const name = /^(?:export )?(?:async )?function (\w+)/.exec(text)?.[1];
    if (name !== undefined) functions.set(name, text);
  }
  const called = new Set(['up']);
  // What is added meanwhile is walked as well.
  for (const name of called) {
    for (const other of functions.keys()) if (functions.get(name)?.includes(`${other}(`)) called.add(other);
  }
  return [...called].map((name) => functions.get(name) ?? '').join('\n');
}

/** Why that is safe, as the migration says it: what the former version doesn't use any more, and since when. */
export function reasonOf(source: string): string | undefined {
  return /^ ?\*+ Contracts: (\S.{20,})$/m.exec(source)?.[1];
}
