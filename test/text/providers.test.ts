/** Whose player an address shows, and the page that a reader would open instead: each provider's forms of addresses. */

import { expect, test } from 'vitest';
import { isTracker, pageOfPlayer, providerOf } from '../../src/text/html/providers.ts';

const watch = 'https://www.youtube.com/watch?v=abcDEF12345';

test.each([
  ['https://www.youtube-nocookie.com/embed/abcDEF12345?start=30&rel=0', 'YouTube', `${watch}&t=30`],
  ['https://youtu.be/abcDEF12345?t=0', 'YouTube', watch],
  ['https://m.youtube.com/shorts/abcDEF12345', 'YouTube', watch],
  ['https://www.youtube.com/embed/videoseries?list=PL1', 'YouTube', 'https://www.youtube.com/playlist?list=PL1'],
  ['https://www.youtube.com/channel/abcDEF12345', 'YouTube', 'https://www.youtube.com/channel/abcDEF12345'],
  ['https://player.vimeo.com/video/123', 'Vimeo', 'https://vimeo.com/123'],
  ['https://player.vimeo.com/video/123?h=ab', 'Vimeo', 'https://vimeo.com/123/ab'],
  ['https://open.spotify.com/embed/track/a1', 'Spotify', 'https://open.spotify.com/track/a1'],
  [
    'https://embed.podcasts.apple.com/no/podcast/tide/id1?i=2&theme=dark',
    'Apple Podcasts',
    'https://podcasts.apple.com/no/podcast/tide/id1?i=2',
  ],
  ['https://platform.twitter.com/embed/Tweet.html?id=20', 'X', 'https://x.com/i/status/20'],
  ['https://www.instagram.com/p/aB1/embed/', 'Instagram', 'https://www.instagram.com/p/aB1/'],
  [
    'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fpier%2Fvideos%2F1%2F',
    'Facebook',
    'https://www.facebook.com/pier/videos/1/',
  ],
  [
    'https://www.facebook.com/plugins/post.php?href=javascript%3Ax()',
    'Facebook',
    'https://www.facebook.com/plugins/post.php?href=javascript%3Ax()',
  ],
  [
    'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fgulls%2Fdawn',
    'SoundCloud',
    'https://soundcloud.com/gulls/dawn',
  ],
  [
    'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1',
    'SoundCloud',
    'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1',
  ],
  ['https://www.dailymotion.com/embed/video/x7', 'Dailymotion', 'https://www.dailymotion.com/video/x7'],
  ['https://flo.uri.sh/visualisation/9/embed', 'Flourish', 'https://public.flourish.studio/visualisation/9/'],
  ['https://e.infogram.com/a-1?src=embed', 'Infogram', 'https://infogram.com/a-1'],
  ['https://www.pier.example/film', 'pier.example', 'https://www.pier.example/film'],
])('%s is of %s, and its page is %s', (address, provider, page) => {
  expect([providerOf(address), pageOfPlayer(address)]).toEqual([provider, page]);
});

test.each([
  ['https://www.google.de/maps/embed?pb=1', 'Google Maps'],
  ['https://maps.google.com/?q=pier&output=embed', 'Google Maps'],
  ['https://docs.google.com/forms/d/e/1/viewform', 'Google Docs'],
  ['https://drive.google.com/file/d/1/preview', 'Google Docs'],
  ['https://calendar.google.com/calendar/embed', 'calendar.google.com'],
  // Whoever has bought such a name.
  ['https://maps.google.pier.example/maps', 'maps.google.pier.example'],
  ['https://notyoutube.com/embed/abcDEF12345', 'notyoutube.com'],
])('%s is of %s', (address, provider) => {
  expect(providerOf(address)).toBe(provider);
});

test.each([
  ['https://www.googletagmanager.com/ns.html?id=1', true],
  ['https://stats.g.doubleclick.net/r', true],
  ['https://www.facebook.com/tr?id=1', true],
  ['https://www.facebook.com/trawlers/videos/1/', false],
  ['https://notdoubleclick.net/', false],
])('that %s counts readers is %s', (address, isCounting) => {
  expect(isTracker(address)).toBe(isCounting);
});
