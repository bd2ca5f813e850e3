/**
 * ESLint for what Biome has no rule for: regular expressions that take more than linear time, transactions that give up a lost
 * raceXX
 */

import { stripTypeScriptTypes } from 'node:module';
import regexp from 'eslint-plugin-regexp';

/** Types become spaces, so that lines and columns stay. */
const withoutTypes = {
  preprocess: (text) => [{ text: stripTypeScriptTypes(text), filename: 'types-stripped.js' }],
  postprocess: (messages) => messages.flat(),
};

/** Of Kysely's `sql`: text as it is, and identifiers; `sql.ref` quotes, and all else is a parameter. */
const unwrittenSql = {
  selector: 'CallExpression[callee.object.name="sql"][callee.property.name=/^(raw|id|table)$/]',
  message: 'SQL and its identifiers are written out: a text that is put together could come from a caller.',
};

/** Kysely takes a template's cooked text: of `\d`, a `d` is left. */
const lostBackslash = {
  selector:
    'TaggedTemplateExpression[tag.name="sql"] > TemplateLiteral > TemplateElement[value.raw=/(^|[^\\\\])(\\\\\\\\)*\\\\[^\\\\`$nux]/]',
  message: 'A backslash of SQL is written twice in a template.',
};

const lostRaces = {
  selector: 'CallExpression[callee.property.name="transaction"]',
  message: 'transact() of db/engine does it again after a deadlock.',
};

export default [
  { ignores: ['schema/client/**', 'examples/newspaper/client/**'] },
  { files: ['**/*.ts'], processor: withoutTypes },
  {
    files: ['**/*.ts/*.js'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain' }],
      'no-restricted-syntax': ['error', lostBackslash],
    },
  },
  {
    files: ['{db,schema,src}/**/*.ts/*.js'],
    // Migrations are given nothing to put into them; dumps and checks read the names of tables in the
    // database's catalogue, and quote them.
    ignores: ['db/migrations/**', 'db/dump/**', 'db/health/**'],
    rules: { 'no-restricted-syntax': ['error', lostBackslash, unwrittenSql] },
  },
  {
    files: ['{schema,src/newsroom,src/import,src/preview,src/commands,db/access}/**/*.ts/*.js'],
    rules: { 'no-restricted-syntax': ['error', lostBackslash, unwrittenSql, lostRaces] },
  },
];
