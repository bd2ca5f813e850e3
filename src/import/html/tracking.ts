/** Addresses without the parameters by which visits are counted; what tells the page from others stays, as it is written. */

/** Names that nothing but the counting of campaigns, clicks and readers of letters uses. */
const counting =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|srsltid|igsh|igshid|mc_[ce]id|mkt_tok|oly_(?:anon|enc)_id|vero_id|_hs(?:enc|mi)|hsa_\w+|_ga|_gl|cmpid|ito|ocid|mbid|smid|ftag|maca|xtor|ref_(?:src|url)|wt_(?:mc|zmc)|at_\w+|ns_(?:campaign|source|mchannel|linkname|fee)|(?:pk|mtm|piwik|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)|sr_share|feed(?:type|name)|__twitter_impression|__source)$/i;

/** Names that a page may have for its own (`source=minutes`, `mod=news`), which count visits where they name a way of readers. */
const ambiguous = /^(?:ref|referr?er|source|src|from|partner|via|cmp|cid|ncid|emc|mod|campaign|medium|link_source)$/i;

/** A feed, a letter, a network or an application in front, or a letter's name as Ghost has it; `partner=rssnyt`, `mod=rss_front`, `ref=social-share`. */
const wayOfReaders =
  /^(?:rss\w{0,20}|atom|feed|feeds|feedburner|feedly|flipboard|twitter|tw|twt|facebook|fb|linkedin|reddit|whatsapp|telegram|mastodon|bluesky|instagram|hackernews|social|socialflow|newsletters?|e-?mail|homepage|share|push)(?:[-_.][\w.-]{1,40})?$|^[\w.-]{1,60}-newsletter$/i;

/** `rss=1`, `rss=true`, `rss`: nothing but that it came by one. */
const isFeedFlag = (name: string, value: string) => /^rss$/i.test(name) && /^(?:1|true|yes|)$/i.test(value);

/** What may be a file as well: a page's own name for another. */
const fileEnding =
  /\.(?:[psx]?html?|php|aspx?|jspx?|cfm|cgi|do|xml|json|csv|txt|md|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|webp|avif|svg|tiff?|mp[34]|mov|js|css)$/i;

/** As Ghost adds to what it links to: the site that the reader comes from. */
const isReferringSite = (name: string, value: string) =>
  /^ref$/i.test(name) && /^(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}$/i.test(value) && !fileEnding.test(value);

/** A number at its end tells one page from another. */
const isWayOfReaders = (name: string, value: string) =>
  ambiguous.test(name) && wayOfReaders.test(value) && !/\d$/.test(value);

function isTracking(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=', 2).map(decoded);
  return counting.test(name) || isFeedFlag(name, value) || isReferringSite(name, value) || isWayOfReaders(name, value);
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** The address as it is written, but for a name and password, which are nobody else's. */
export function withoutUser(address: string): string {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}

/** The address without fragment, user and the parameters by which visits are counted. */
export function withoutTracking(address: string): string {
  const url = new URL(withoutUser(address));
  url.hash = '';
  if (url.search === '') return url.href;
  const parameters = url.search.slice(1).split('&');
  const kept = parameters.filter((parameter) => !isTracking(parameter));
  if (kept.length < parameters.length) url.search = kept.join('&');
  return url.href;
}
