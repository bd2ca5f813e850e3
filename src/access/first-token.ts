/** Bootstrap of access: the first admin's token of a newsroom that has none. */

import { insertFirstAccessToken } from '../../db/access/access-tokens.ts';
import type { Db } from '../../db/engine/database.ts';
import { newAccessToken } from './access-tokens.ts';

const nobody = { id: null, name: null, role: null };

/** An admin's token where there never was any. @returns null where there was; of processes that ask at once one gets it */
export async function firstToken(db: Db): Promise<string | null> {
  const { token, sha256 } = newAccessToken();
  const given = { name: 'first admin', role: 'ADMIN', sha256, expiresInHours: null } as const;
  return (await insertFirstAccessToken(db, nobody, given)) && token;
}
