// @ts-check
/** Reports that the article was read: once, and not before somebody can see it. */

const article = document.querySelector('[data-article]')?.getAttribute('data-article');

function report() {
  if (document.visibilityState !== 'visible') return;
  document.removeEventListener('visibilitychange', report);
  navigator.sendBeacon('/views', article);
}

document.addEventListener('visibilitychange', report);
report();
