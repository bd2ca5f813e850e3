/** Verifies tokens of an identity provider: JWTs (RFC 7519) signed with a key that it publishes (RFC 7517). */

import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { type Role, roles, type Viewer } from '../roles.ts';
import { isStorable } from '../text/storable.ts';

export interface IdentityProvider {
  /** Exactly as tokens name it. */
  readonly issuer: string;
  readonly audience: string;
  readonly keysUrl: string;
  /** The claim that holds the role. */
  readonly roleClaim: string;
}

/** A token isn't good; the message is for whoever sent it. */
export class RefusedToken extends Error {
  override readonly name = 'RefusedToken';
}

/** Of the asymmetric ones only: the published key must not do as a shared secret. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Seconds that the provider's clock may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;

const MAX_TEXT_CHARACTERS = 200;

/**
 * Keys are fetched when they are first needed, kept for ten minutes, and fetched again for a key that isn't known.
 *
 * @returns a function that throws {@link RefusedToken}, or something else when the provider doesn't answer
 */
export function tokenReader(provider: IdentityProvider): (token: string) => Promise<Viewer> {
  const { issuer, audience, keysUrl, roleClaim } = provider;
  const keys = createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: 3_000 });
  const rules = {
    issuer,
    audience,
    algorithms,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'sub'],
  };
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, rules).catch((error: unknown) => {
      throw isOfToken(error) ? new RefusedToken(whyRefused(error)) : error;
    });
    return viewerOf(payload, roleClaim);
  };
}

const faultsOfToken = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
];

function isOfToken(error: unknown): error is InstanceType<(typeof faultsOfToken)[number]> {
  return faultsOfToken.some((kind) => error instanceof kind);
}

function whyRefused(error: Error): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return `The token’s claim "${error.claim}" is not accepted.`;
  return 'The token is not accepted.';
}

function viewerOf(claims: JWTPayload, roleClaim: string): Viewer {
  const { sub, exp } = claims;
  if (!isShort(sub)) throw new RefusedToken('The token’s claim "sub" is not accepted.');
  const name = [claims.name, claims.preferred_username, claims.email].find(isShort) ?? sub;
  // NOTE: `exp` is required above, and the time by which it was accepted ends with it.
  const endsAt = new Date(((exp as number) + CLOCK_TOLERANCE_SECONDS) * 1000);
  return { role: roleOf(claims[roleClaim], roleClaim), name, id: `jwt:${sub}`, endsAt };
}

/** One of ours in any case, alone or in a list with names that mean nothing here. */
function roleOf(claim: unknown, name: string): Role {
  const given = [claim].flat().map((value) => (typeof value === 'string' ? value.toUpperCase() : ''));
  const [role, ...others] = roles.filter((known) => given.includes(known));
  if (role !== undefined && others.length === 0) return role;
  throw new RefusedToken(`The token’s claim "${name}" must hold one of ${roles.join(', ')}.`);
}

/** What goes into revisions and the log of events. */
function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT_CHARACTERS && isStorable(value);
}
