/** Publisher of a page, and the name of its house. */

import type { NamedSource, SourceKind } from '../../attribution/attribution.ts';
import { absoluteAddress } from './address.ts';
import { kindOfName } from './byline.ts';
import { isNode, type LinkedData, plainText, typesOf } from './linked-data.ts';
import type { MetaTags } from './meta-tags.ts';

/** The publisher, from JSON-LD, then from the site's name, then from its host. */
export function readPublisher(
  linked: LinkedData,
  meta: MetaTags,
  address: string | undefined,
): NamedSource | undefined {
  const node = linked.values('publisher').find(isNode);
  const [declared] = linked
    .values('publisher')
    .map(plainText)
    .filter((text) => text !== '' && !/^https?:/.test(text));
  const host = address === undefined ? undefined : new URL(address).hostname.replace(/^www\./, '');
  const name =
    declared ??
    meta.first('og:site_name', 'application-name', 'publisher', 'dc.publisher', 'citation_publisher') ??
    host;
  if (name === undefined || name.length > 100) return undefined;
  const homepage =
    absoluteAddress(node?.url, address) ?? (address === undefined ? undefined : `${new URL(address).origin}/`);
  return { name, kind: kindOfPublisher(name, node ? typesOf(node) : []), homepage };
}

function kindOfPublisher(name: string, types: readonly string[]): SourceKind {
  if (kindOfName(name) === 'NEWS_AGENCY') return 'NEWS_AGENCY';
  if (
    /\b(?:tv|radio|broadcasting|broadcaster|rundfunk|television|televisión|télévision)\b|(?:fernsehen|rundfunk)/i.test(
      name,
    )
  )
    return 'BROADCASTER';
  if (/\b(?:magazine|magazin|review|weekly)\b/i.test(name)) return 'MAGAZINE';
  if (types.includes('GovernmentOrganization')) return 'GOVERNMENT';
  if (
    types.includes('NewsMediaOrganization') ||
    /zeitung|\b(?:newspaper|times|post|herald|gazette|tribune|courier|diario|journal|chronicle|telegraph|tageblatt|nachrichten|anzeiger)\b|新聞/i.test(
      name,
    )
  )
    return 'NEWSPAPER';
  return 'WEBSITE';
}

/** What the site calls itself, anywhere: titles end with one of these, and bylines that say nothing consist of one. */
export function siteNames(
  linked: LinkedData,
  meta: MetaTags,
  publisher: NamedSource | undefined,
  address: string | undefined,
): string[] {
  const host = address === undefined ? [] : new URL(address).hostname.split('.').slice(-3);
  const hosts =
    address === undefined
      ? []
      : [new URL(address).hostname.replace(/^www\./, ''), ...host.filter((part) => part.length > 2 && part !== 'www')];
  const handles = meta.all('twitter:site', 'twitter:creator').map((handle) => handle.replace(/^@/, ''));
  const named = [
    publisher?.name,
    ...meta.all('og:site_name', 'application-name', 'apple-mobile-web-app-title', 'publisher'),
    ...linked.values('isPartOf').map(plainText),
  ];
  return [...named, ...handles, ...hosts].filter((name): name is string => !!name);
}
