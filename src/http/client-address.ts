/** Client address of a request: the socket's other end, or whom trusted proxies name (X-Forwarded-For). */

import type { IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddress from 'proxy-addr';

/** As much of a request as says whom it comes from. */
export interface Arrival {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** @throws TypeError for what is neither an address, nor a range, nor `loopback`, `linklocal` or `uniquelocal` */
export function trustOf(proxies: readonly string[]): (address: string) => boolean {
  if (proxies.length === 0) return () => false;
  const trusts = proxyAddress.compile([...proxies]);
  return (address) => trusts(address, 0);
}

/**
 * Finds the client behind proxies: the last address in `X-Forwarded-For` that isn't a trusted proxy's own, as every
 * entry before that could be made up by the client.
 *
 * @param proxies addresses, CIDR ranges, or the names that `proxy-addr` gives to ranges; none: the socket's address
 * @returns the client's network, or `''` when the connection is gone already
 */
export function addressFinder(proxies: readonly string[]): (request: Arrival) => string {
  const trusts = trustOf(proxies);
  return (request) => {
    const { remoteAddress = '' } = request.socket;
    if (proxies.length === 0 || request.headers['x-forwarded-for'] === undefined) return networkOf(remoteAddress);
    // NOTE: it reads these two fields and no others.
    return networkOf(proxyAddress(request as Parameters<typeof proxyAddress>[0], trusts));
  };
}

/**
 * One household or machine: an IPv4 address, or the /64 of an IPv6 address, of which a single client has all 2^64
 * addresses and takes a new one every day (RFC 8981). Some proxies name the port as well; it says nothing.
 */
function networkOf(address: string): string {
  const bare = /^\[([^\]]+)\]|^([\d.]+):\d+$/.exec(address);
  const text = bare?.[1] ?? bare?.[2] ?? address;
  if (!text.includes(':')) return text.slice(0, 64);
  if (!ipaddr.IPv6.isValid(text)) return text.slice(0, 64);
  const parsed = ipaddr.IPv6.parse(text);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  // Translators give all of the IPv4 internet one /96 (RFC 6052): as a /64 it would be one client.
  if (parsed.range() === 'rfc6052') return new ipaddr.IPv4(parsed.toByteArray().slice(-4)).toString();
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}

/**
 * The site of a household: the /48 that an IPv6 network lies in, all 65,536 of which one holder may have (RFC 6177).
 *
 * @param network as `addressFinder` has it
 * @returns undefined for an IPv4 address, of which nobody is given so many
 */
export function siteOf(network: string): string | undefined {
  const parts = network.split(':');
  return parts.length === 4 ? parts.slice(0, 3).join(':') : undefined;
}
