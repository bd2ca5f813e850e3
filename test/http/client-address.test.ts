/** Who a request comes from, as budgets, streams and views count it: what a caller writes himself changes nothing. */

import { expect, test } from 'vitest';
import { addressFinder, siteOf } from '../../src/http/client-address.ts';

const find = addressFinder(['loopback', '10.0.0.0/8']);
const from = (forwarded: string | undefined, remoteAddress = '127.0.0.1') =>
  find({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } });

test.each<[string, string | undefined, string, string]>([
  ['no proxy’s word', undefined, '203.0.113.9', '203.0.113.9'],
  ['the word of whom nobody trusts', '192.0.2.1', '203.0.113.9', '203.0.113.9'],
  ['a trusted proxy’s word', '192.0.2.1', '127.0.0.1', '192.0.2.1'],
  ['what stood before it, made up', '198.51.100.7, 192.0.2.1', '127.0.0.1', '192.0.2.1'],
  ['two proxies', '198.51.100.7, 192.0.2.1, 10.1.1.1', '::ffff:127.0.0.1', '192.0.2.1'],
  ['a proxy that is the client', '', '127.0.0.1', '127.0.0.1'],
  ['a port', '192.0.2.1:5678', '127.0.0.1', '192.0.2.1'],
  ['IPv4 within IPv6', '::ffff:192.0.2.1', '127.0.0.1', '192.0.2.1'],
  ['IPv4 by a translator (NAT64)', '64:ff9b::192.0.2.1', '127.0.0.1', '192.0.2.1'],
  ['one household’s IPv6', '2001:db8:1:2:3:4:5:6', '127.0.0.1', '2001:db8:1:2'],
  ['another address of it', '[2001:db8:1:2:ffff::1]:443', '127.0.0.1', '2001:db8:1:2'],
])('by %s', (_, forwarded, remote, network) => {
  expect(from(forwarded, remote)).toBe(network);
});

test('a header of any length is an address of a few characters', () => {
  expect(from('x'.repeat(10_000))).toHaveLength(64);
  expect(from(`${'192.0.2.9, '.repeat(3_000)}192.0.2.1`)).toBe('192.0.2.1');
});

test('an IPv6 network lies in a site, and an IPv4 address in none', () => {
  expect(['2001:db8:1:2', '2001:db8:1:ffff', '2001:db8:2:2', '192.0.2.1', ''].map(siteOf)).toEqual([
    ...['2001:db8:1', '2001:db8:1', '2001:db8:2'],
    ...[undefined, undefined],
  ]);
});
