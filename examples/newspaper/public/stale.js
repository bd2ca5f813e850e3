// @ts-check
/** Offers the page as it is now, once something that it shows has changed: nothing moves under who reads. */

import { followTags } from './live-tags.js';

/** Whoever gives the page, be it a CDN, has thrown away the former one by then; no two readers ask at once. */
const PAUSES_MS = [1_000, 8_000];

let shown = mainOf(document)?.innerHTML;
let isAsking = false;

/** @param {Document} page */
function mainOf(page) {
  return page.getElementById('main');
}

/** What went stale needn't look otherwise, and then nothing is said. */
async function ask() {
  if (isAsking) return;
  isAsking = true;
  for (const pause of PAUSES_MS) {
    await new Promise((resolve) => window.setTimeout(resolve, pause * (0.5 + Math.random())));
    const answer = await fetch(location.href, { cache: 'no-cache' }).catch(() => undefined);
    if (answer === undefined || answer.status >= 500) continue;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const main = mainOf(page);
    if (main === null || main.innerHTML === shown) continue;
    offer(main, page.title);
    break;
  }
  isAsking = false;
}

/**
 * @param {HTMLElement} main
 * @param {string} title
 */
function offer(main, title) {
  const label = Object.assign(document.createElement('strong'), { textContent: 'This page has changed' });
  const show = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Show' });
  const notice = Object.assign(document.createElement('p'), { id: 'changed', className: 'live-news' });
  show.addEventListener('click', () => {
    shown = main.innerHTML;
    document.title = title;
    mainOf(document)?.replaceWith(main);
    notice.remove();
    main.focus({ preventScroll: true });
  });
  notice.append(label, show);
  document.getElementById('changed')?.remove();
  document.getElementById('live')?.append(notice);
}

/** @param {string} name */
const metaOf = (name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
const live = followTags('/stale', metaOf('live-tags').split(','), metaOf('live-mark'), () => void ask());

/** Browsers have few connections to a host: pages that nobody looks at shall not hold them. */
function follow() {
  if (document.visibilityState === 'visible') live.connect();
  else live.disconnect();
}

document.addEventListener('visibilitychange', follow);
window.addEventListener('pagehide', live.disconnect);
window.addEventListener('pageshow', ({ persisted }) => persisted && follow());
follow();
