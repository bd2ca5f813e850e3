/** Hosts on which nobody reads: copies that a newsroom tries things on, machines of one's own, names that lead nowhere. */

import ipaddr from 'ipaddr.js';

/** A label of its own, or at one of its ends: "staging", "dev-paper", "www-uat2". */
const workshops =
  /^(?:dev|devel|develop|development|qa|sandbox|staging|stg|preprod|uat)\d{0,2}(?=-|$)|-(?:dev|qa|staging|stg|preprod|uat|preview)\d{0,2}$|^deploy-preview-\d/;
/** As a label of its own: what else ends so may be about trials. A town has `local.`, and readers look at `preview.` as well. */
const trials = /^(?:test|testing|tst|stage|acceptance|acceptatie|draft)\d{0,2}$/;
/** RFC 2606, RFC 6762, RFC 8375 and what networks at home and in offices use; not `.example`, which documents may name. */
const nowhere = /(?:^|\.)(?:test|localhost|invalid|local|localdomain|internal|intranet|lan|corp|home\.arpa)$/;
/** What makers of sites see before it has a name of its own. */
const tunnels =
  /\.(?:pantheonsite\.io|wpengine(?:powered)?\.com|ddev\.site|lndo\.site|kinsta\.cloud|wpcomstaging\.com|flywheelsites\.com|cloudwaysapps\.com|instawp\.xyz|platformsh\.site|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|(?:nip|sslip|xip)\.io)$|-git-[\w-]{1,60}\.vercel\.app$/;
/** Names under which a country's houses are: "test.co.uk" is a house. */
const secondLevel = /^(?:co|com|org|net|gov|gob|gouv|ac|edu|ne|or|go)$/;
/** Under which everybody has a name: "crash-test.blogspot.com" is somebody's. */
const ofMany =
  /(?:^|\.)(?:blogspot\.com|wordpress\.com|substack\.com|tumblr\.com|medium\.com|ghost\.io|github\.io|gitlab\.io|beehiiv\.com|weebly\.com|wixsite\.com)$/;

/** @param hostname as `URL` gives it */
export function isTrialHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (nowhere.test(host) || tunnels.test(host)) return true;
  const address = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() !== 'unicast';
  const labels = host.split('.');
  if (labels.length === 1) return true;
  const isLong = (labels.at(-1)?.length ?? 0) === 2 && secondLevel.test(labels.at(-2) ?? '');
  const own = labels.slice(0, isLong || ofMany.test(host) ? -3 : -2);
  return own.some((label) => workshops.test(label) || trials.test(label));
}
