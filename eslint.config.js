/** ESLint for what Biome has no rule for: regular expressions that take more than linear time, and transactions that give up a lost race. */

import { stripTypeScriptTypes } from 'node:module';
import regexp from 'eslint-plugin-regexp';

/** Types become spaces, so that lines and columns stay. */
const withoutTypes = {
  preprocess: (text) => [{ text: stripTypeScriptTypes(text), filename: 'types-stripped.js' }],
  postprocess: (messages) => messages.flat(),
};

export default [
  { ignores: ['schema/client/**', 'examples/newspaper/client/**'] },
  { files: ['**/*.ts'], processor: withoutTypes },
  {
    files: ['**/*.ts/*.js'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain' }],
    },
  },
  {
    files: ['{schema,src/newsroom,src/import,src/preview,src/commands,db/access}/**/*.ts/*.js'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name="transaction"]',
          message: 'transact() of db/engine does it again after a deadlock.',
        },
      ],
    },
  },
];
