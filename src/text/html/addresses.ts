/** Addresses of links, pictures and players: absolute, of a scheme that is let through, or none. */

/** What relative addresses of a body stand against. */
export interface Addressing {
  /** What relative addresses resolve against; without it they lead nowhere. */
  readonly base?: string | undefined;
  /** The piece's own addresses: a link to one with a fragment leads to a place of the same text. */
  readonly pages?: readonly (string | undefined)[] | undefined;
}

/** @returns `#` and the fragment for a place of the same text; undefined for what leads nowhere */
export function linkAddress(href: string | undefined, { base, pages = [] }: Addressing): string | undefined {
  const given = compact(href);
  if (given === '' || given === '#') return undefined;
  if (given.startsWith('#')) return given;
  const address = resolved(given, base);
  if (address === undefined) return undefined;
  const url = new URL(address);
  if (/^(?:tel|sms):$/.test(url.protocol)) return numberAddress(address);
  if (!/^(?:https?|mailto|geo):$/.test(url.protocol)) return undefined;
  if (url.hash.length > 1 && pages.some((page) => page !== undefined && isSamePage(page, address))) return url.hash;
  return redirected(url) ?? address;
}

/** Numbers without their blanks; what a message says behind `?` keeps them. */
function numberAddress(address: string): string | undefined {
  const [number = '', ...message] = address.split('?');
  const bare = [number.replaceAll(/%20|\s/g, ''), ...message].join('?');
  return /^\w+:$/.test(bare) ? undefined : bare;
}

/** @returns undefined for what isn't on the web */
export function webAddress(address: string | undefined, { base }: Addressing): string | undefined {
  const found = resolved(compact(address), base);
  return found !== undefined && /^https?:/.test(found) ? found : undefined;
}

function compact(address: string | undefined): string {
  return (address ?? '').replace(/[\t\n\r]/g, '').trim();
}

function resolved(address: string, base: string | undefined): string | undefined {
  if (address === '') return undefined;
  if (/^www\.[^\s/]+\.[a-z]/i.test(address)) return URL.parse(`https://${address}`)?.href;
  if (address.startsWith('//')) return URL.parse(address, base ?? 'https://relative.invalid')?.href;
  const url = URL.parse(address) ?? (base === undefined ? null : URL.parse(address, base));
  return url === null ? undefined : url.href.toWellFormed();
}

function isSamePage(one: string, other: string): boolean {
  return withoutFragment(one) === withoutFragment(other);
}

function withoutFragment(address: string): string {
  return (URL.parse(address)?.href ?? address).replace(/#.*/s, '');
}

/** Word processors on the web lead every link over their maker's counter. */
function redirected(url: URL): string | undefined {
  if (!/^www\.google\.[a-z.]+$/.test(url.hostname) || url.pathname !== '/url') return undefined;
  const target = URL.parse(url.searchParams.get('q') ?? url.searchParams.get('url') ?? '');
  return target !== null && /^https?:$/.test(target.protocol) ? target.href : undefined;
}

/** The scheme of an address, to be told when it is dropped. */
export function schemeOf(address: string): string {
  return URL.parse(compact(address))?.protocol ?? 'relative';
}
