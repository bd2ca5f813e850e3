// @ts-check
/** Breaking news: says what is published while the page is open. */

/** @typedef {{ slug: string, headline: string, language: string }} Published */

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** @type {EventSource | undefined} */
let events;
let pause = SHORTEST_PAUSE_MS;
let openedAt = Number.POSITIVE_INFINITY;
/** @type {number | undefined} */
let timer;

function connect() {
  disconnect();
  events = new EventSource('/live');
  events.addEventListener('open', () => {
    openedAt = Date.now();
  });
  events.addEventListener('next', ({ data }) => {
    const { articlePublished } = JSON.parse(data).data ?? {};
    if (articlePublished) tell(articlePublished);
  });
  // The pause grows while connections don't last, and no two readers have the same: who comes back isn't run over.
  events.addEventListener('error', () => {
    if (Date.now() - openedAt > LONGEST_PAUSE_MS) pause = SHORTEST_PAUSE_MS;
    disconnect();
    timer = window.setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  });
}

function disconnect() {
  events?.close();
  openedAt = Number.POSITIVE_INFINITY;
  window.clearTimeout(timer);
}

/** @param {Published} article */
function tell({ slug, headline, language }) {
  const label = Object.assign(document.createElement('strong'), { textContent: 'Just in' });
  const link = Object.assign(document.createElement('a'), {
    href: `/articles/${encodeURIComponent(slug)}`,
    textContent: headline,
    lang: language,
  });
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close' });
  const news = Object.assign(document.createElement('p'), { id: 'news', className: 'live-news' });
  close.addEventListener('click', () => news.remove());
  news.append(label, link, close);
  document.getElementById('news')?.remove();
  document.getElementById('live')?.append(news);
}

/** Browsers have few connections to a host: pages that nobody looks at shall not hold them. */
function follow() {
  if (document.visibilityState === 'visible') connect();
  else disconnect();
}

document.addEventListener('visibilitychange', follow);
window.addEventListener('pagehide', disconnect);
window.addEventListener('pageshow', ({ persisted }) => persisted && follow());
follow();
