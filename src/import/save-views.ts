/** Saves historical view counts: all lines of an input at once, or none when it breaks off. */

import type { Db } from '../../db/engine/database.ts';
import {
  articleIdsByNames,
  gatheringViews,
  gatherViews,
  type MergedViews,
  mergeViewHistory,
  planViewHistory,
  type ViewGathering,
} from '../../db/views/history.ts';
import type { RefusedLine, ViewLine } from './views.ts';

const LINES_AT_ONCE = 5_000;

export type ViewLines = AsyncIterable<ViewLine | RefusedLine>;
type Refuse = (line: RefusedLine) => void;

/** @param mode `plan` writes nothing and says what would be */
export async function saveViews(
  db: Db,
  lines: ViewLines,
  refuse: Refuse,
  mode: 'save' | 'plan' = 'save',
): Promise<MergedViews> {
  const save = async (gathering: ViewGathering) => {
    for await (const batch of batches(lines, refuse)) await gather(gathering, batch, refuse);
    return mode === 'save' ? mergeViewHistory(gathering) : planViewHistory(gathering);
  };
  return db.connection().execute((connection) => gatheringViews(connection, save));
}

async function* batches(lines: ViewLines, refuse: Refuse): AsyncGenerator<ViewLine[]> {
  let batch: ViewLine[] = [];
  for await (const line of lines) {
    if ('reason' in line) refuse(line);
    else batch.push(line);
    if (batch.length < LINES_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function gather(gathering: ViewGathering, batch: readonly ViewLine[], refuse: Refuse): Promise<void> {
  const names = new Map(batch.map(({ article }) => [article.name, article]));
  const ids = await articleIdsByNames(gathering.connection, [...names.values()]);
  const known = batch.flatMap(({ line, article, hour, views }) => {
    const articleId = ids.get(article.name);
    if (articleId !== undefined) return [{ articleId, hour, views }];
    refuse({ line, reason: `There is no article ${JSON.stringify(article.name)}.` });
    return [];
  });
  if (known.length > 0) await gatherViews(gathering, known);
}

/** Where there is no newsroom yet, no line finds its article. */
export async function refuseViews(lines: ViewLines, refuse: Refuse): Promise<MergedViews> {
  for await (const line of lines) {
    refuse('reason' in line ? line : { line: line.line, reason: 'There is no article yet.' });
  }
  return { created: 0, raised: 0, unchanged: 0 };
}
