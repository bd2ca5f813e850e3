/** Whose player an address shows: the provider's name, and the address that a reader would open. */

/** By the end of the host's name. */
const providers: Readonly<Record<string, string>> = {
  'youtube.com': 'YouTube',
  'youtube-nocookie.com': 'YouTube',
  'youtu.be': 'YouTube',
  'vimeo.com': 'Vimeo',
  'dailymotion.com': 'Dailymotion',
  'dai.ly': 'Dailymotion',
  'twitter.com': 'X',
  'x.com': 'X',
  't.co': 'X',
  'instagram.com': 'Instagram',
  'tiktok.com': 'TikTok',
  'facebook.com': 'Facebook',
  'fb.watch': 'Facebook',
  'threads.net': 'Threads',
  'threads.com': 'Threads',
  'bsky.app': 'Bluesky',
  'truthsocial.com': 'Truth Social',
  'reddit.com': 'Reddit',
  'linkedin.com': 'LinkedIn',
  'pinterest.com': 'Pinterest',
  't.me': 'Telegram',
  'spotify.com': 'Spotify',
  'soundcloud.com': 'SoundCloud',
  'podcasts.apple.com': 'Apple Podcasts',
  'music.apple.com': 'Apple Music',
  'deezer.com': 'Deezer',
  'mixcloud.com': 'Mixcloud',
  'bandcamp.com': 'Bandcamp',
  'acast.com': 'Acast',
  'megaphone.fm': 'Megaphone',
  'podigee.io': 'Podigee',
  'omny.fm': 'Omny',
  'audioboom.com': 'Audioboom',
  'twitch.tv': 'Twitch',
  'streamable.com': 'Streamable',
  'rumble.com': 'Rumble',
  'brightcove.net': 'Brightcove',
  'jwplayer.com': 'JW Player',
  'jwplatform.com': 'JW Player',
  'ted.com': 'TED',
  'datawrapper.dwcdn.net': 'Datawrapper',
  'datawrapper.de': 'Datawrapper',
  'flo.uri.sh': 'Flourish',
  'flourish.studio': 'Flourish',
  'infogram.com': 'Infogram',
  'infogr.am': 'Infogram',
  'piktochart.com': 'Piktochart',
  'tableau.com': 'Tableau',
  'observablehq.com': 'Observable',
  'ourworldindata.org': 'Our World in Data',
  'documentcloud.org': 'DocumentCloud',
  'scribd.com': 'Scribd',
  'issuu.com': 'Issuu',
  'giphy.com': 'Giphy',
  'tenor.com': 'Tenor',
  'imgur.com': 'Imgur',
  'flickr.com': 'Flickr',
  'knightlab.com': 'Knight Lab',
  'arcgis.com': 'ArcGIS',
  'openstreetmap.org': 'OpenStreetMap',
  'gist.github.com': 'GitHub Gist',
  'codepen.io': 'CodePen',
  'medium.com': 'Medium',
};

const trackers =
  /(?:^|\.)(?:doubleclick\.net|googletagmanager\.com|googlesyndication\.com|googleadservices\.com|google-analytics\.com|amazon-adsystem\.com|adnxs\.com|adsrvr\.org|criteo\.(?:com|net)|taboola\.com|outbrain\.com|scorecardresearch\.com|quantserve\.com|demdex\.net|rubiconproject\.com|pubmatic\.com|openx\.net|moatads\.com|chartbeat\.com|teads\.tv|2mdn\.net|consensu\.org|recaptcha\.net|hotjar\.com)$/;

/** Their pages are single pieces, so that an address alone on its line means the player. */
const addressOfAPiece =
  /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?|shorts\/|live\/|playlist\?)|youtu\.be\/[\w-]+|(?:www\.)?vimeo\.com\/\d+|(?:(?:www|mobile)\.)?(?:twitter|x)\.com\/\w+\/status\/\d+|(?:www\.)?instagram\.com\/(?:p|reel|tv)\/|(?:www\.)?tiktok\.com\/@[^/]+\/video\/|open\.spotify\.com\/(?:track|album|episode|show|playlist|artist)\/|soundcloud\.com\/[^/]+\/[^/]+|(?:www\.)?dailymotion\.com\/video\/|(?:www\.)?facebook\.com\/(?:[^/]+\/(?:posts|videos)\/|watch\/?\?)|fb\.watch\/|(?:datawrapper\.dwcdn\.net)\/\w+|public\.flourish\.studio\/(?:visualisation|story)\/|bsky\.app\/profile\/[^/]+\/post\/)/i;

export function isPieceOfProvider(address: string): boolean {
  return addressOfAPiece.test(address);
}

const mastodonPost = /^\/@[\w.-]+(?:@[\w.-]+)?\/\d{15,20}(?=(?:\/embed)?\/?$)/;

/** The provider's name, or its host for all that aren't known. */
export function providerOf(address: string): string {
  const { hostname, pathname } = new URL(address);
  if (/(?:^|\.)google\.(?:com?\.)?[a-z]{2,3}$/.test(hostname)) {
    if (/^\/maps\b/.test(pathname) || hostname.startsWith('maps.')) return 'Google Maps';
    if (/^(?:docs|drive)\./.test(hostname)) return 'Google Docs';
  }
  // Each house of it has a host of its own; its posts are known by their path.
  return knownProvider(hostname) ?? (mastodonPost.test(pathname) ? 'Mastodon' : hostname.replace(/^www\./, ''));
}

function knownProvider(hostname: string): string | undefined {
  const labels = hostname.split('.');
  const ends = labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
  return ends.map((end) => providers[end]).find((provider) => provider !== undefined);
}

export function isTracker(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  return trackers.test(hostname) || (/(?:^|\.)facebook\.com$/.test(hostname) && /^\/tr\b/.test(pathname));
}

/** The page of what a player's address plays, where that can be told from it. */
export function pageOfPlayer(address: string): string {
  const url = new URL(address);
  const { hostname, pathname, searchParams } = url;
  const [, first = '', second = '', third = ''] = pathname.split('/');
  const within = (host: string) => hostname === host || hostname.endsWith(`.${host}`);
  if (within('youtube.com') || within('youtube-nocookie.com') || within('youtu.be')) return youtubePage(url);
  if (hostname === 'player.vimeo.com' && first === 'video') {
    const secret = searchParams.get('h');
    return `https://vimeo.com/${second}${secret === null ? '' : `/${secret}`}`;
  }
  if (hostname === 'open.spotify.com' && first === 'embed')
    return `https://open.spotify.com/${[second, third].join('/')}`;
  if (hostname === 'embed.podcasts.apple.com') return `https://podcasts.apple.com${pathname}${keptOf(url, 'i')}`;
  if (hostname === 'platform.twitter.com' && searchParams.has('id')) {
    return `https://x.com/i/status/${searchParams.get('id')}`;
  }
  if (within('instagram.com') && third.startsWith('embed')) return `https://www.instagram.com/${first}/${second}/`;
  if (within('facebook.com') && first === 'plugins') return webTarget(searchParams.get('href')) ?? address;
  if (hostname === 'w.soundcloud.com') {
    const target = webTarget(searchParams.get('url'));
    return target !== undefined && !target.includes('//api.') ? target : address;
  }
  if (within('dailymotion.com') && first === 'embed') return `https://www.dailymotion.com/video/${third}`;
  if (hostname === 'flo.uri.sh') return `https://public.flourish.studio/${first}/${second}/`;
  if (hostname === 'e.infogram.com') return `https://infogram.com/${first}`;
  const post = mastodonPost.exec(pathname)?.[0];
  return post === undefined ? address : new URL(post, url).href;
}

function youtubePage(url: URL): string {
  const { hostname, pathname, searchParams } = url;
  const [, first = '', second = ''] = pathname.split('/');
  const isShort = hostname.endsWith('youtu.be');
  const list = searchParams.get('list');
  if (second === 'videoseries' && list !== null)
    return `https://www.youtube.com/playlist?list=${encodeURIComponent(list)}`;
  const isPlayer = ['embed', 'v', 'e', 'shorts', 'live'].includes(first);
  const id = isShort ? first : isPlayer ? second : first === 'watch' ? searchParams.get('v') : null;
  if (!id || !/^[\w-]{5,20}$/.test(id)) return url.href;
  const start = (searchParams.get('start') ?? searchParams.get('t'))?.match(/^\d+/)?.[0];
  return `https://www.youtube.com/watch?v=${id}${start === undefined || start === '0' ? '' : `&t=${start}`}`;
}

function keptOf(url: URL, name: string): string {
  const value = url.searchParams.get(name);
  return value === null ? '' : `?${name}=${encodeURIComponent(value)}`;
}

function webTarget(address: string | null): string | undefined {
  const target = URL.parse(address ?? '');
  return target !== null && /^https?:$/.test(target.protocol) ? target.href : undefined;
}
