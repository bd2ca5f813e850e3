/** `npm run topics`: what imports suggest as topics; accepts, dismisses, merges and maps them. */

import type { KeywordRow } from '../../db/catalogue/keywords.ts';
import type { Db } from '../../db/engine/database.ts';
import { UserError } from '../errors.ts';
import { command, Misuse, printable, runMain } from './command.ts';
import { withMigratedDatabase, withReadableDatabase } from './database.ts';

const help = `Usage: npm run topics -- suggested [--json]
       npm run topics -- accept NAME [SLUG]
       npm run topics -- dismiss NAME
       npm run topics -- merge FROM INTO
       npm run topics -- map FILE.csv

What imports suggest as topics: keywords and sections that mean none yet.

  suggested   Lists them, those that most articles carry first: articles, of these as a section, publications, name.
  accept      Makes a topic of one or, with the slug of a topic, another name of that. All articles that carry it get it.
  dismiss     Has one never suggested again.
  merge       Makes one topic of two, which are named by their slugs: INTO is left.
  map         Does so for every row of a file with the header keyword,topic. The topic is a slug, or + for a new topic of
              the keyword's name, or empty for a dismissed one. Rows that can't be done are told, the others are done.

Options:
  --json   Print suggestions as JSON, one object a line.
  --help   Print this.

The database is the one of DATABASE_URL or DATA_DIR. \`npm start\` may be running on it.
Exit code: 0 when done, 1 when something could not be done, 2 when the command was not understood.
`;

/** Whoever may run commands on the database needs no token. */
const operator = { id: null, name: 'npm run topics', role: 'EDITOR' } as const;

/** How many names each verb takes. */
const verbs = { suggested: [0, 0], accept: [1, 2], dismiss: [1, 1], merge: [2, 2], map: [1, 1] } as const;

type Verb = keyof typeof verbs;

export const topicsCommand = command({
  name: 'topics',
  help,
  options: { json: { type: 'boolean' } },
  async work({ options: { json = false }, inputs: [verb, ...names], env, stdout, stderr }) {
    if (!isVerb(verb)) throw new Misuse(verb === undefined ? 'Say what to do.' : `There is no "${verb}".`);
    const [least, most] = verbs[verb];
    if (names.length < least) throw new Misuse(`${verb} needs ${least === 1 ? 'a name' : 'two slugs'}.`);
    if (names.length > most) throw new Misuse(`"${names.at(-1)}" is too much.`);
    if (json && verb !== 'suggested') throw new Misuse('--json goes with suggested.');
    if (verb === 'suggested') {
      const print = (row: KeywordRow) => stdout.write(`${json ? inJson(row) : inWords(row)}\n`);
      await withReadableDatabase(env, ({ db }) => eachSuggestion(db, print));
      return 0;
    }
    const [first = '', second] = names;
    const rows = verb === 'map' ? await rowsOf(first) : [];
    return withMigratedDatabase(env, async (database) => {
      const { finishRelating } = await import('../import/store.ts');
      const say = (line: string) => void stdout.write(`${printable(line)}\n`);
      const complain = (line: string) => void stderr.write(`${printable(line)}\n`);
      const failed = await work(database.db, verb, { first, second, rows }, { say, complain });
      await finishRelating(database);
      return failed === 0 ? 0 : 1;
    });
  },
});

function isVerb(verb: string | undefined): verb is Verb {
  return verb !== undefined && Object.hasOwn(verbs, verb);
}

interface Given {
  readonly first: string;
  readonly second: string | undefined;
  readonly rows: readonly MappedKeyword[];
}

interface Voices {
  say(line: string): void;
  complain(line: string): void;
}

/** @returns how many rows could not be done */
async function work(db: Db, verb: Verb, { first, second, rows }: Given, { say, complain }: Voices): Promise<number> {
  if (verb === 'map') {
    let failed = 0;
    for (const [index, { keyword, topic }] of rows.entries()) {
      try {
        say(await decide(db, keyword, topic));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        failed += 1;
        complain(`line ${index + 2}, "${keyword}": ${error.message}`);
      }
    }
    return failed;
  }
  if (verb === 'merge') say(await merge(db, first, second ?? ''));
  else say(await decide(db, first, verb === 'dismiss' ? '' : (second ?? '+')));
  return 0;
}

/** @param topic a slug, `+` for a new one, empty to dismiss it */
async function decide(db: Db, keyword: string, topic: string): Promise<string> {
  const { acceptAs, dismissAs } = await import('../newsroom/topic-suggestions.ts');
  if (topic === '') return `dismissed  ${(await dismissAs(db, keyword)).name}`;
  const { slug, name } = await acceptAs(db, operator, { name: keyword, topic: topic === '+' ? null : topic });
  return `accepted   ${keyword} as ${name} (${slug})`;
}

async function merge(db: Db, from: string, into: string): Promise<string> {
  const { topicIdsBySlugs } = await import('../../db/catalogue/slug-ids.ts');
  const { mergeTopics } = await import('../newsroom/catalogue.ts');
  const ids = await topicIdsBySlugs(db, [from, into]);
  const idOf = (slug: string) => {
    const id = ids.get(slug);
    if (id === undefined) throw new Error(`There is no topic with the slug ${slug}.`);
    return id;
  };
  const kept = await mergeTopics(db, operator, idOf(from), idOf(into));
  return `merged     ${from} into ${kept.name} (${kept.slug})`;
}

interface MappedKeyword {
  readonly keyword: string;
  readonly topic: string;
}

/** Read whole before anything is done. */
async function rowsOf(path: string): Promise<MappedKeyword[]> {
  const { readFile } = await import('node:fs/promises');
  const { parse } = await import('csv-parse/sync');
  const text = await readFile(path, 'utf8');
  const rows: readonly Record<string, string | undefined>[] = parse(text, {
    bom: true,
    columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  return rows.map(({ keyword, topic }, index) => {
    if (keyword === undefined || topic === undefined) {
      throw new Error(`${path}, line ${index + 2}: it takes the columns keyword and topic.`);
    }
    return { keyword, topic };
  });
}

const PAGE = 1_000;

async function eachSuggestion(db: Db, print: (row: KeywordRow) => unknown): Promise<void> {
  const { keywordList } = await import('../../db/catalogue/keywords.ts');
  let high: { number: number; id: number } | undefined;
  for (let hasMore = true; hasMore; ) {
    const page = { descending: true, take: PAGE, low: undefined, high };
    const list = await keywordList(db, { filter: {}, page });
    for (const row of list.rows) print(row);
    high = list.rows.at(-1);
    hasMore = list.hasMore;
  }
}

function inWords({ articles, sections, publications, name, language }: KeywordRow): string {
  const counts = [articles, sections, publications].map((count) => String(count).padStart(6));
  return `${counts.join('')}  ${printable(name)}${language === 'und' ? '' : ` (${language})`}`;
}

function inJson({ id: _, name, language, articles, sections, publications }: KeywordRow): string {
  return JSON.stringify({ name, language, articles, sections, publications });
}

if (import.meta.main) await runMain(topicsCommand);
