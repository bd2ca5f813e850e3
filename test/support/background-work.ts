/** A process that does one piece of the service's work in the background, and freezes behind a statement that has the given words. */

import { openDatabase } from '../../db/engine/connect.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { readConfig } from '../../src/config.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { indexSome } from '../../src/search/index-articles.ts';

const [, , work, id, frozenBehind] = process.argv;
let isThawed = false;
const { db, close } = await openDatabase({
  ...readConfig(process.env),
  poolSize: 1,
  onStatement: ({ query }) => {
    if (isThawed || frozenBehind === undefined || !query.sql.includes(frozenBehind)) return;
    isThawed = true;
    process.kill(process.pid, 'SIGSTOP');
  },
});
if (work === 'refresh') await refreshTrending(db, undefined, true);
if (work === 'index') await indexSome(db);
if (work === 'relate') await relateArticles(db, [Number(id)]);
await close();
