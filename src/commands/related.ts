/** `npm run related`: works out all related articles anew, from where an earlier run was stopped. */

import { giveBackAsItGrows, ofThisProcess } from '../memory/give-back.ts';
import type { RebuildProgress } from '../related/rebuild.ts';
import { command, Misuse, runMain } from './command.ts';
import { withMigratedDatabase } from './database.ts';
import { rebuildBar } from './progress-bar.ts';

const help = `Usage: npm run related -- --rebuild [--restart]

Works out all related articles anew: every text, the corpus with its model, every list. Readers see the former lists
until the new ones take their place. Stopped at any moment, it goes on from there when it is called again.

  --rebuild   Do it. An article that is published or changed is related by itself, without this.
  --restart   Begin anew, even if an earlier run was stopped.
  --help      Print this.

The database is the one of DATABASE_URL or DATA_DIR. \`npm start\` may be running on it.
Exit code: 0 when done, 1 when it could not be done, 2 when the command was not understood.
`;

export const relatedCommand = command({
  name: 'related',
  help,
  options: { rebuild: { type: 'boolean' }, restart: { type: 'boolean' } },
  async work({ options: { rebuild: isAsked, restart: isAnew }, inputs, env, stdout, stderr }) {
    if (inputs.length > 0) throw new Misuse(`"${inputs.join(' ')}" is too much.`);
    if (isAsked !== true) throw new Misuse('Say --rebuild.');
    const { rebuildRelated } = await import('../related/rebuild.ts');
    const bar = rebuildBar(stderr);
    const giveBack = giveBackAsItGrows(ofThisProcess());
    const show = (progress: RebuildProgress) => {
      bar.show(progress);
      giveBack();
    };
    const start = performance.now();
    const { articles, isResumed } = await withMigratedDatabase(env, ({ db }) =>
      rebuildRelated(db, show, isAnew).finally(bar.stop),
    );
    const seconds = (performance.now() - start) / 1000;
    const how = isResumed ? ', going on where an earlier run was stopped' : '';
    stdout.write(`Related ${articles} articles in ${seconds.toFixed(1)} s${how}.\n`);
    return 0;
  },
});

if (import.meta.main) await runMain(relatedCommand);
