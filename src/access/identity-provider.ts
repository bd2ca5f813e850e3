/** Verifies tokens of an identity provider: JWTs (RFC 7519) signed with a key that it publishes (RFC 7517). */

import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Role, roles, type Viewer } from '../roles.ts';
import { isName } from './access-tokens.ts';
import { KeysUnread } from './published-keys.ts';

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

/**
 * @param keys those that the provider publishes
 * @returns a function that throws {@link RefusedToken}, or {@link KeysUnread} when the provider doesn't answer
 */
export function tokenReader(
  { issuer, audience, roleClaim }: Omit<IdentityProvider, 'keysUrl'>,
  keys: JWTVerifyGetKey,
): (token: string) => Promise<Viewer> {
  const rules = {
    issuer,
    audience,
    algorithms,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'sub'],
  };
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, rules).catch((error: unknown) => {
      // Whatever else is wrong comes of the token, or of the key that it names.
      throw error instanceof KeysUnread ? error : new RefusedToken(whyRefused(error));
    });
    return viewerOf(payload, roleClaim);
  };
}

function whyRefused(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return `The token’s claim "${error.claim}" is not accepted.`;
  return 'The token is not accepted.';
}

function viewerOf(claims: JWTPayload, roleClaim: string): Viewer {
  const { sub, exp } = claims;
  if (!isName(sub)) throw refusedClaim('sub');
  const name = [claims.name, claims.preferred_username, claims.email].find(isName) ?? sub;
  // NOTE: `exp` is required above, and the time by which it was accepted ends with it.
  const endsAt = new Date(((exp as number) + CLOCK_TOLERANCE_SECONDS) * 1000);
  if (Number.isNaN(endsAt.getTime())) throw refusedClaim('exp');
  return { role: roleOf(claims[roleClaim], roleClaim), name, id: `jwt:${sub}`, endsAt };
}

function refusedClaim(name: string): RefusedToken {
  return new RefusedToken(`The token’s claim "${name}" is not accepted.`);
}

/** One of ours in any case, alone or in a list with names that mean nothing here. */
function roleOf(claim: unknown, name: string): Role {
  // NOTE: in capitals `ı` would be `I`, and `ſ` an `S`.
  const given = [claim].flat().map((value) => (typeof value === 'string' ? value.toLowerCase() : ''));
  const [role, ...others] = roles.filter((known) => given.includes(known.toLowerCase()));
  if (role !== undefined && others.length === 0) return role;
  throw new RefusedToken(`The token’s claim "${name}" must hold one of ${roles.join(', ')}.`);
}
