/** Access tokens: making and hashing them, finding who holds one, and checking the name and life of a new one. */

import { createHash, randomBytes } from 'node:crypto';
import type { Loaders } from '../../db/loaders.ts';
import { InvalidInput } from '../errors.ts';
import { reader, type Viewer } from '../roles.ts';
import { isReadable, turnsText } from '../text/line.ts';
import { isStorable } from '../text/storable.ts';

const tokenPrefix = 'dateline_';
const MAX_NAME_CHARACTERS = 200;

/** In hours: ten years. */
const MAX_LIFE_HOURS = 10 * 365 * 24;

/** Made to be shown once: what is kept is the hash, in hex. */
export function newAccessToken(): { readonly token: string; readonly sha256: string } {
  const token = tokenPrefix + randomBytes(32).toString('base64url');
  return { token, sha256: hashOf(token) };
}

export function isAccessToken(text: string): boolean {
  return text.startsWith(tokenPrefix);
}

/** Looks the token up with every request, so that a revoked one ends at once. @returns null for one that isn't good */
export async function holderOf(token: string, loaders: Pick<Loaders, 'usableToken'>): Promise<Viewer | null> {
  const found = await loaders.usableToken.load(hashOf(token));
  return found && { role: found.role, name: found.name, id: `token:${found.id}` };
}

/**
 * Whether whoever sent a request might send it again: asked before each event of a stream, which outlives its token
 * otherwise. Streams that ask at the same time share one statement.
 */
export async function isStillValid(viewer: Viewer, loaders: Pick<Loaders, 'isTokenUsable'>): Promise<boolean> {
  if (viewer === reader) return true;
  if (viewer.endsAt !== undefined && viewer.endsAt.getTime() <= Date.now()) return false;
  const [, tokenId] = /^token:(\d+)$/.exec(viewer.id ?? '') ?? [];
  return tokenId === undefined || loaders.isTokenUsable.load(Number(tokenId));
}

/** @throws InvalidInput */
export function tokenName(text: string, path: readonly string[]): string {
  const name = text.trim();
  if (name === '') throw new InvalidInput('A token needs a name, such as "news desk".', path);
  if (name.length > MAX_NAME_CHARACTERS)
    throw new InvalidInput(`A name has at most ${MAX_NAME_CHARACTERS} characters.`, path);
  if (!isName(name))
    throw new InvalidInput('A name has something to read, and no control characters or marks of direction.', path);
  return name;
}

/**
 * What goes into revisions, the log of events, logs and terminals, which control characters would steer, and where nobody acts
 * under a name that isn't seen, or that reads as another one.
 */
export function isName(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_NAME_CHARACTERS) return false;
  return isStorable(value) && isReadable(value) && !turnsText(value) && !/\p{Cc}/u.test(value);
}

/** @throws InvalidInput */
export function tokenLife(hours: number, path: readonly string[]): number {
  if (Number.isInteger(hours) && hours >= 1 && hours <= MAX_LIFE_HOURS) return hours;
  throw new InvalidInput('A token expires after 1 hour to 3650 days.', path);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
