/** A process that refreshes the trending lists once. */

import { openDatabase } from '../../db/engine/connect.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { readConfig } from '../../src/config.ts';

const { db, close } = await openDatabase({ ...readConfig(process.env), poolSize: 1 });
await refreshTrending(db, undefined, true);
await close();
