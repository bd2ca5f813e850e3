/**
 * SSRF guard: which network addresses outgoing requests may reach, public ones alone, however an address is written.
 */

import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The host is, or leads to, an address that may not be reached, or has none; the message is for whoever gave it. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/** Says whether one may open a connection to this IP address, given in its usual notation. */
export type AddressRule = (address: string) => boolean;

/** The parts of `node:dns` `lookup` that a connection uses: it always asks for all addresses. */
export type NameLookup = (
  host: string,
  options: LookupOptions & { readonly all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

// Everything the IANA has given out for the open internet lies here. Outside of it IPv6 holds loopback, local and
// NAT64 ranges, and several that carry an IPv4 address inside.
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for addresses of the open internet only: not for private, loopback, link-local, shared (CGNAT), multicast,
 * documentation, benchmarking or reserved ones, nor for IPv6 addresses that embed an IPv4 one (mapped, NAT64, 6to4, Teredo).
 */
export const isPublicAddress: AddressRule = (address) => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
};

/** @param isPrivateAllowed whether everything may be reached, for development */
export function addressRule(isPrivateAllowed: boolean): AddressRule {
  return isPrivateAllowed ? () => true : isPublicAddress;
}

/** Why a host that is written as an IP address may not be reached; undefined for names, and for addresses that may. */
export function forbiddenHost(url: URL, mayConnect: AddressRule): ForbiddenAddress | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !mayConnect(host) ? forbidden(url.hostname, host) : undefined;
}

/**
 * A lookup for `net.connect` that fails when any address of the name is forbidden. It hands on the very addresses that it
 * has checked, so a name that answers differently the next time (DNS rebinding) gains nothing.
 */
export function guardedLookup(
  mayConnect: AddressRule,
  lookup: NameLookup = systemLookup as NameLookup,
): LookupFunction {
  return (host, options, answer) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error !== null || first === undefined) {
        answer(error ?? new ForbiddenAddress(`${host} has no address.`), '');
        return;
      }
      const hidden = addresses.find(({ address }) => !mayConnect(address));
      if (hidden !== undefined) answer(forbidden(host, hidden.address), '');
      else if (options.all === true) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
  };
}

/** The refusal of a host whose address the rule forbids. */
export function forbidden(host: string, address: string): ForbiddenAddress {
  const leads = host.replace(/^\[|\]$/g, '') === address ? 'is' : `leads to ${address},`;
  return new ForbiddenAddress(`${host} ${leads} an address that is not on the open internet.`);
}
