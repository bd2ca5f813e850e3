/** An editor's word that two sources, alike as they look, aren't the same. */

import { lockCatalogue } from '../../db/catalogue/changes.ts';
import { distinguishSources as distinguishSourceRows } from '../../db/catalogue/possible-duplicates.ts';
import { type SourceRow, sourcesByIds } from '../../db/catalogue/sources.ts';
import type { Db } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { Viewer } from '../roles.ts';

/** Said twice it is told once. @returns the one; @throws NotAllowed, NotFound, InvalidInput for one and the same */
export async function distinguishSources(db: Db, viewer: Viewer, one: number, other: number): Promise<SourceRow> {
  requireRole(viewer, 'EDITOR');
  return transact(db, async (trx) => {
    await lockCatalogue(trx);
    const rows = await sourcesByIds(trx, [one, other]);
    const [first, second] = [rows.get(one), rows.get(other)];
    if (first === undefined || second === undefined) throw new NotFound('Source');
    if (first.id === second.id) throw new InvalidInput('These are one source.', ['other']);
    if (await distinguishSourceRows(trx, first.id, second.id)) {
      const detail = { other: { id: second.id, slug: second.slug, name: second.name } };
      await recordEvents(trx, viewer, [{ type: 'source.distinguished', sourceId: first.id, detail }]);
    }
    return first;
  });
}
