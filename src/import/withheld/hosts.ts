/** Hosts on which nobody reads: copies that a newsroom tries things on, machines of one's own, names that lead nowhere. */

import ipaddr from 'ipaddr.js';

/** Wherever it stands in a name, with a number or not. */
const copies = /(?:^|[.-])(?:staging|stg|preprod|uat|preview)\d{0,2}[.-]/;
/** As a label of its own, or at one of its ends. */
const workshops = /^(?:dev|devel|develop|development|qa|sandbox)\d{0,2}(?=-|$)|-(?:dev|qa)\d{0,2}$/;
/** As a label of its own: what else ends so may be about trials. */
const trials = /^(?:test|testing|tst|stage|acc|acceptance|acceptatie|local|draft)\d{0,2}$/;
/** RFC 2606, RFC 6762, RFC 8375 and what networks at home and in offices use; not `.example`, which documents may name. */
const nowhere = /(?:^|\.)(?:test|localhost|invalid|local|localdomain|internal|intranet|lan|corp|home\.arpa)$/;
/** What makers of sites see before it has a name of its own. */
const tunnels =
  /\.(?:pantheonsite\.io|wpengine(?:powered)?\.com|ddev\.site|lndo\.site|kinsta\.cloud|wpcomstaging\.com|flywheelsites\.com|cloudwaysapps\.com|instawp\.xyz|platformsh\.site|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|(?:nip|sslip|xip)\.io)$|-git-[\w-]{1,60}\.vercel\.app$/;
/** Names under which a country's houses are: "test.co.uk" is a house. */
const secondLevel = /^(?:co|com|org|net|gov|gob|gouv|ac|edu|ne|or|go)$/;

/** @param hostname as `URL` gives it */
export function isTrialHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (copies.test(host) || nowhere.test(host) || tunnels.test(host)) return true;
  const address = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() !== 'unicast';
  const labels = host.split('.');
  if (labels.length === 1) return true;
  const isLong = labels.length > 2 && (labels.at(-1)?.length ?? 0) === 2 && secondLevel.test(labels.at(-2) ?? '');
  return labels.slice(0, isLong ? -3 : -2).some((label) => workshops.test(label) || trials.test(label));
}
