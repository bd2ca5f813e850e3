/** Validates a webhook's URL and signing secret. */

import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { InvalidInput } from '../errors.ts';
import { type AddressRule, forbiddenHost } from '../outbound/address-guard.ts';

const MAX_URL_CHARACTERS = 2000;
/** By Standard Webhooks. */
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;

type Path = readonly string[];

/**
 * A name is looked up here so that its mistake is told at once; what it leads to when it is called is checked then.
 *
 * @throws InvalidInput
 */
export async function webhookUrl(url: URL, mayCall: AddressRule, path: Path): Promise<string> {
  const refuse = (message: string) => new InvalidInput(message, path);
  if (url.href.length > MAX_URL_CHARACTERS) throw refuse(`An address has at most ${MAX_URL_CHARACTERS} characters.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('A webhook is an http or https address.');
  if (url.username !== '' || url.password !== '') throw refuse('The address must carry no user name or password.');
  const forbidden = forbiddenHost(url, mayCall);
  if (forbidden !== undefined) throw refuse(forbidden.message);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await lookup(host, { all: true }).catch(() => []);
  if (addresses.some(({ address }) => !mayCall(address))) {
    throw refuse(`${host} leads to an address that is not on the open internet.`);
  }
  return url.href;
}

export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** @throws InvalidInput */
export function webhookSecret(secret: string, path: Path): string {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const { length } = Buffer.from(base64, 'base64');
  if (length >= MIN_SECRET_BYTES && length <= MAX_SECRET_BYTES && base64.length % 4 === 0) return secret;
  throw new InvalidInput(`A secret is whsec_ and ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes as base64.`, path);
}
