/**
 * What a migration takes away from the version before it, which runs beside it while a new one is rolled out. Fails closed: of what
 * alters something that is there only what is known to add is let through.
 */

type Rule = readonly [pattern: RegExp, what: string];

/** Of a statement in lower case, whatever it is about. */
const contracting: readonly Rule[] = [
  [/\bdrop\b(?! default\b)|\.drop(?!default)\w*\(/, 'drops'],
  [/\bdrop default\b|\.dropdefault\(/, 'takes a default away'],
  [/\brename\b|\.rename\w*\(/, 'renames'],
  [/\btruncate\b|\bdelete from\b|\.deletefrom\(/, 'deletes'],
  [/\brevoke\b/, 'revokes'],
  [/\bor replace\b|\.orreplace\(/, 'replaces'],
  [/\bsql\.raw\b|\bexecute (?:immediate|format|')/, 'runs what isn’t written here'],
];

/** Of what is done to a table that was there: one action of `alter table`, or a statement of Kysely's. */
const narrowing: readonly Rule[] = [
  [/\bset data type\b|\balter (?:column )?[\w"]+ type\b|\.setdatatype\(/, 'changes a type'],
  [/\balter (?:column )?[\w"]+ set not null\b|\.setnotnull\(/, 'demands a value'],
  [
    /^add (?!constraint\b).*\bnot null\b(?!.*\b(?:default|generated)\b)|\.addcolumn\(.*\.notnull\((?!.*\.(?:defaultto|generated\w*)\()/,
    'adds a column that former inserts leave out',
  ],
  [
    /\b(?:constraint|check|unique|primary key|references|exclude)\b|\.\w*constraint\(|\.(?:check|unique|references)\(/,
    'constrains',
  ],
];

/** What only adds, or tunes, once nothing above was found in it. */
const adding =
  /^(?:add (?:column )?(?:if not exists )?[\w"]+ \w|alter (?:column )?[\w"]+ set (?:default|statistics|storage|compression)\b|(?:re)?set \()/;

/** On a table that was there: they refuse rows that the former version may write. */
const refusing: readonly Rule[] = [
  [
    /\bcreate unique index\b.*? on (?:only )?([\w"]+)|\.createindex\(.*\.on\('(\w+)'.*\.unique\(|\.createindex\(.*\.unique\(.*\.on\('(\w+)'/,
    'constrains',
  ],
  [/\bcreate (?:constraint )?trigger\b.*? on (\S+)/, 'adds a trigger'],
  [/\bcreate (?:policy|rule)\b.*? (?:on|to) (\S+)/, 'constrains'],
];

/**
 * What the migration takes away, in all that isn't its way down's alone. What it does to tables that it makes isn't
 * seen as such, nor what its functions do when they are called.
 *
 * @param source of a migration
 * @returns each kind once, in the order of its first statement
 */
export function contractionsOf(source: string): string[] {
  const statements = statementsOf(source);
  const own = new Set(statements.flatMap((statement) => tableMade(statement) ?? []));
  return [...new Set(statements.flatMap((statement) => takenBy(statement, own)))];
}

/** Why that is safe, as the migration says it: what the former version doesn't use any more, and since when. */
export function reasonOf(source: string): string | undefined {
  return /^ ?\*+ Contracts: (\S.{20,})$/m.exec(source)?.[1];
}

/** As they are built, and each text of SQL in them besides. */
function statementsOf(source: string): string[] {
  return withoutWayDown(source.replaceAll(/^\s*\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .replaceAll(/(\bdo\s+)?\$\$[\s\S]*?\$\$/gi, (body, isRun: string | undefined) => (isRun === undefined ? '' : body))
    .replaceAll(/--.*$/gm, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .split(/;|\.execute\(/)
    .flatMap((statement) => [statement, ...statement.split(/\bsql`/).slice(1)])
    .map((statement) => statement.replace(/` ?$/, '').trim());
}

/** What stands in no function counts, and each function that is named in what counts. */
function withoutWayDown(source: string): string {
  const parts = source.split(/^(?=(?:export )?(?:async function|function|const|let|class) )/m).map((text) => ({
    text,
    name: /^(?:export )?(?:async )?function (\w+)/.exec(text)?.[1] ?? 'up',
  }));
  const counted = new Set(['up']);
  // What is added meanwhile is walked as well.
  for (const name of counted) {
    const text = parts.flatMap((part) => (part.name === name ? [part.text] : [])).join('\n');
    for (const other of parts) {
      if (other.name !== 'down' && new RegExp(`\\b${other.name}\\b`).test(text)) counted.add(other.name);
    }
  }
  return parts.flatMap(({ name, text }) => (counted.has(name) ? [text] : [])).join('\n');
}

function tableMade(statement: string): string | undefined {
  const made = /\bcreate (?:unlogged )?table (?!if\b)([\w"]+)|\.createtable\('(\w+)'\)(?!.*\.ifnotexists\()/.exec(
    statement,
  );
  return made?.[1] ?? made?.[2];
}

function takenBy(statement: string, own: ReadonlySet<string>): string[] {
  const taken = matching(contracting, statement);
  for (const [pattern, what] of refusing) {
    const found = pattern.exec(statement);
    if (found !== null && !found.slice(1).some((table) => own.has(table ?? ''))) taken.push(what);
  }
  const altered = /\balter (\w+)(?: if exists)?(?: only)? (\S+) ?(.*)$/.exec(statement);
  const built = /\.altertable\('(\w+)'\)/.exec(statement);
  if (altered?.[1] === 'table' && !own.has(altered[2] ?? '')) {
    taken.push(...actionsOf(altered[3] ?? '').flatMap(takenByAction));
  } else if (altered !== null && altered[1] !== 'table' && !/\balter type \S+ add value\b/.test(statement)) {
    if (taken.length === 0) taken.push('alters');
  }
  if (built !== null && !own.has(built[1] ?? '')) taken.push(...matching(narrowing, statement));
  return taken;
}

/** What `alter table` does, between commas that are in no brackets. */
function actionsOf(text: string): string[] {
  let depth = 0;
  let actions = [''];
  for (const sign of text) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0) actions = [...actions, ''];
    else actions[actions.length - 1] += sign;
  }
  return actions.map((action) => action.trim());
}

function takenByAction(action: string): string[] {
  const taken = [...matching(contracting, action), ...matching(narrowing, action)];
  return taken.length > 0 || (adding.test(action) && !action.includes('${')) ? taken : ['alters'];
}

function matching(rules: readonly Rule[], text: string): string[] {
  return rules.flatMap(([pattern, what]) => (pattern.test(text) ? [what] : []));
}
