/** Preview links: signed tokens by which anyone may read one draft until they expire; who may make them, and verification. */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { type DraftRow, draftsByIds } from '../../db/drafts/drafts.ts';
import type { Db } from '../../db/engine/database.ts';
import { secretNamed } from '../../db/engine/secrets.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput, NotAllowed, NotFound } from '../errors.ts';
import { mayWorkOn } from '../newsroom/access.ts';
import { visibleDraft } from '../newsroom/visible-drafts.ts';
import type { Viewer } from '../roles.ts';

export const previewPath = '/preview/';

const MAX_DAYS = 30;

export interface PreviewLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * Whoever works on a draft may show it to others. Nothing is kept but the event, so a link ends only by its time, or
 * when the piece is killed.
 *
 * @throws NotAllowed, NotFound, InvalidInput
 */
export async function createPreviewLink(
  db: Db,
  viewer: Viewer,
  publicUrl: string,
  draftId: number,
  days: number,
): Promise<PreviewLink> {
  requireRole(viewer, 'WRITER');
  return transact(db, async (trx) => {
    const draft = await visibleDraft(trx, viewer, draftId);
    if (draft === null || draft.killed_at !== null) throw new NotFound('Draft');
    if (!mayWorkOn(viewer, draft)) throw new NotAllowed('EDITOR');
    if (!(days >= 1 && days <= MAX_DAYS)) throw new InvalidInput(`A link is good for 1 to ${MAX_DAYS} days.`, ['days']);
    const { value, now } = await secretNamed(trx, 'preview');
    const seconds = Math.floor(now.getTime() / 1000) + days * 86_400;
    const expiresAt = new Date(seconds * 1000);
    const token = `${draftId}.${seconds}.${signature(value, draftId, seconds).toString('base64url')}`;
    await recordEvents(trx, viewer, [{ type: 'draft.shared', draftId, detail: { expiresAt } }]);
    return { url: `${publicUrl}${previewPath}${token}`, expiresAt };
  });
}

/** @returns the draft that a token opens; null for a forged or expired token, or a killed piece */
export async function previewedDraft(db: Db, token: string | null): Promise<DraftRow | null> {
  const parts = /^([1-9]\d{0,9})\.(\d{1,12})\.([\w-]{43})$/.exec(token ?? '');
  if (parts === null) return null;
  const [draftId, seconds] = [Number(parts[1]), Number(parts[2])];
  const { value, now } = await secretNamed(db, 'preview');
  const given = Buffer.from(String(parts[3]), 'base64url');
  const isGenuine = timingSafeEqual(given, signature(value, draftId, seconds));
  if (!isGenuine || seconds * 1000 <= now.getTime()) return null;
  const draft = (await draftsByIds(db, [draftId])).get(draftId);
  return draft === undefined || draft.killed_at !== null ? null : draft;
}

function signature(key: Uint8Array, draftId: number, seconds: number): Buffer {
  return createHmac('sha256', key).update(`preview ${draftId} ${seconds}`).digest();
}
