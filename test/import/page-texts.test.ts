/** Kinds of page furniture that looks like text, and of text that looks like furniture: the body is the piece, whole and alone. */

import { describe, expect, test } from 'vitest';
import { readHtmlPage } from '../../src/import/html.ts';
import { bodyAsText } from '../../src/text/body.ts';

const sentences = [
  'The weir at Nettle Ford was opened on Tuesday for the first time in eleven winters, and the meadows below it stood under water by noon.',
  'Farmers had asked for it since the autumn, when the ditches along the old railway ran dry and the herons left.',
  'A warden walks along the dam twice a day now, with a stick that has marks for every tenth of a metre.',
  '“It is the quiet that I notice,” said Orla Fennimore, who has lived in the lock house for twenty years.',
  'What the water will cost is to be told in spring, when the parish has counted the hay that it could not make.',
];
const longer = sentences.concat(
  sentences.map(
    (sentence) => `In the next parish they say much the same: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
  ),
);
const headline = 'Weir at Nettle Ford opened again';
const h1 = `<h1>${headline}</h1>`;
const each = (tag: string, of: readonly string[] = sentences, attributes = '') =>
  of.map((sentence) => `<${tag}${attributes}>${sentence}</${tag}>`).join('\n');
const text = each('p');

/** The words of a page's body, by blocks. */
function bodyOf(body: string, head = ''): string {
  const page = `<!doctype html><html><head><title>${headline}</title>${head}</head><body>${body}</body></html>`;
  return bodyAsText(readHtmlPage(page).documents[0]?.body ?? '');
}

const other = (start: string) =>
  `<p>NOT THIS: ${start} and so on until the line is as long as any line of a text would be.</p>`;
const comment = (name: string) =>
  `<div class="c"><b>${name}</b><p>NOT THIS: I was there on Tuesday, and I can tell you that nobody had been asked whether he wanted his field under water at all.</p></div>`;
const comments = ['Otter', 'Reed', 'Wren', 'Moss', 'Finch', 'Sorrel', 'Heron', 'Teal'].map(comment).join('');

describe('what stands beside the text is left out', () => {
  test.each<[string, string]>([
    [
      'a thread longer than the text',
      `<article>${h1}${text}</article><section id="comments"><h2>8 comments</h2>${comments}</section>`,
    ],
    [
      'a thread within the article',
      `<article>${h1}${text}<div class="comments-area"><ol class="commentlist">${comments}</ol></div></article>`,
    ],
    ['a thread in German', `<main>${h1}<div>${text}</div><div class="leserkommentare">${comments}</div></main>`],
    ['a thread in Spanish', `<div>${h1}<div>${text}</div><div id="comentarios">${comments}</div></div>`],
    [
      'a widget with an h1 beside the text',
      `<article><header>${h1}</header><div class="wrap"><div class="story-text">${text}</div><div class="side"><article><h1>My own little book</h1>${other('print your book with us')}</article></div></div></article>`,
    ],
    [
      'a prompt for notifications',
      `<main>${h1}<div>${text}</div><div class="web-push"><div class="push-prompt__title">NOT THIS</div><div>NOT THIS: All the news, straight into your browser, as soon as something happens anywhere at all.</div><div>NOT THIS: You can switch it off at any time in the settings of your browser, wherever they are.</div></div></main>`,
    ],
    [
      'labels for screen readers',
      `<main>${h1}${sentences.map((one) => `<div class="expandable"><span class="expand__a11y-open u-offscreen">NOT THIS Open the box</span><p>${one}</p></div>`).join('')}</main>`,
    ],
    [
      'a line above and below an advertisement',
      `<article>${h1}${sentences.map((one) => `<p>${one}</p><p>Advertisement</p><p>Article continues below</p>`).join('')}</article>`,
    ],
    [
      'the same in German',
      `<article>${h1}${sentences.map((one) => `<p>${one}</p><div><div>Anzeige</div></div>`).join('')}</article>`,
    ],
    [
      'links to others between paragraphs, each behind a label of its own',
      `<article>${h1}${sentences.map((one, at) => `<p>${one}</p><p><strong>Read also</strong></p><p><a href="/${at}">NOT THIS other story of the day</a></p>`).join('')}</article>`,
    ],
    [
      'a list of links behind a heading',
      `<article>${h1}${text}<h3>Lesen Sie auch</h3><ul><li><a href="/1">NOT THIS Die Wehre</a></li><li><a href="/2">NOT THIS Der Damm</a></li></ul><p>${longer[7]}</p></article>`,
    ],
    [
      'cards of other stories with a text',
      `<article>${h1}${sentences.map((one, at) => `<p>${one}</p><div class="card"><a href="/${at}"><img src="/i/${at}.jpg"><h4>NOT THIS other story</h4><p>NOT THIS: what it is about, in a line or two below its headline.</p></a></div>`).join('')}</article>`,
    ],
    [
      'a box to sign up, without a name',
      `<article>${h1}${text}<div><h3>NOT THIS The Morning Reed</h3><p>NOT THIS: Sign up for our newsletter and get the best of our stories each morning.</p><form><input type="email"><button>Sign up</button></form></div></article>`,
    ],
    [
      'a box to sign up in French',
      `<article>${h1}${text}<div><p>NOT THIS : Inscrivez-vous à notre newsletter pour recevoir chaque matin nos meilleurs articles.</p><form><input type="email"></form></div></article>`,
    ],
    [
      'a line that asks to follow',
      `<article>${h1}${text}<p>NOT THIS: Follow us on <a href="https://facebook.com/x">Facebook</a>, <a href="https://x.com/x">X</a> and <a href="https://instagram.com/x">Instagram</a>.</p></article>`,
    ],
    ['a line of copyright', `<article>${h1}${text}<p>© 2026 NOT THIS Harbour Post. All rights reserved.</p></article>`],
    [
      'who wrote it, below',
      `<article>${h1}${text}<div class="about-the-author"><h4>NOT THIS About the author</h4><p>NOT THIS: Anna Archer has written about rivers for thirty years, and lives in a mill.</p></div></article>`,
    ],
    [
      'captions without a figure',
      `<article>${h1}<div class="image-wrap"><img src="/w.jpg" width="800" height="500"><div class="photo-caption">NOT THIS: The weir on Tuesday. Photo: Ben Bly</div></div>${text}</article>`,
    ],
    [
      'captions behind a word',
      `<article>${h1}<div><img src="/w.jpg" width="800"><p><span>Image source</span>, NOT THIS Ben Bly</p></div>${text}</article>`,
    ],
    [
      'the headline again with its kicker',
      `<main><div class="title"><h2><span>NOT THIS Rivers</span> ${headline}</h2></div>${h1}${text}</main>`,
    ],
    [
      'a bar of sharing without names',
      `<article>${h1}<ul><li><a href="https://facebook.com/sharer?u=1">NOT THIS Facebook</a></li><li><a href="mailto:?s=1">NOT THIS Mail</a></li><li>NOT THIS Copy link</li></ul>${text}</article>`,
    ],
    [
      'a list of what happened',
      `<article>${h1}${text}<section class="more"><h2>NOT THIS Most read</h2><ol><li><a href="/1">NOT THIS Pier closed for a year</a></li><li><a href="/2">NOT THIS Mill for sale</a></li><li><a href="/3">NOT THIS Bees return</a></li></ol></section></article>`,
    ],
    [
      'a window about a paywall',
      `<article>${h1}${text}<div class="tp-container"><h3>NOT THIS</h3><p>NOT THIS: Subscribe now for one crown a week and read on without limits on all your devices.</p><p>NOT THIS: Already a subscriber? Log in</p></div></article>`,
    ],
    [
      'a weather box among paragraphs',
      `<article>${h1}<p>${sentences[0]}</p><div class="weather-box"><p>NOT THIS: Tonight six degrees, and rain from the west over all of the county.</p></div>${each('p', sentences.slice(1))}</article>`,
    ],
    [
      'scripts printed as text',
      `<article>${h1}${text}<p>NOT THIS window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}</p></article>`,
    ],
    [
      'tags below',
      `<article>${h1}${text}<p>Tags: <a href="/t/1">NOT THIS Weirs</a>, <a href="/t/2">NOT THIS Rivers</a></p></article>`,
    ],
    [
      'what asks for javascript',
      `<article>${h1}${text}<div><p>NOT THIS: Please enable JavaScript in your browser to see the comments of this page.</p></div></article>`,
    ],
  ])('%s', (_, body) => {
    const got = bodyOf(body);
    expect(sentences.filter((sentence) => !got.includes(sentence))).toEqual([]);
    expect(got).not.toMatch(/NOT THIS|Advertisement|continues below|Anzeige|Read also|Lesen Sie auch/);
  });
});

describe('the text is whole, however the page has it', () => {
  test.each<[string, string, string?]>([
    [
      'cells of a table',
      `<table><tr><td width="160"><a href="/">Home</a></td><td>${h1}${longer.join('<br><br>')}</td></tr></table>`,
    ],
    ['a cell with a line break each', `<table><tr><td>${h1}<span>${longer.join('<br>')}</span></td></tr></table>`],
    [
      'a section each',
      `<div>${h1}${longer.map((one) => `<section><div><div>${one}</div></div></section>`).join('')}</div>`,
    ],
    [
      'spans in boxes',
      `<div>${h1}${longer.map((one) => `<div><span><span>${one}</span></span></div>`).join('')}</div>`,
    ],
    [
      'elements of its own',
      `<article>${h1}<article-body>${longer.map((one) => `<text-block>${one}</text-block>`).join('')}</article-body></article>`,
    ],
    [
      'a box with a picture each',
      `<div>${h1}${longer.map((one, at) => `<div><img src="/i/${at}.jpg" width="600">${one}</div>`).join('')}</div>`,
    ],
    ['items of a list', `<article>${h1}<ul>${longer.map((one) => `<li>${one}</li>`).join('')}</ul></article>`],
    [
      'numbered headings with short texts',
      `<article>${h1}${longer.map((one, at) => `<h2>${at + 1}. The ${at + 1}th of them</h2><p>${one}</p>`).join('')}</article>`,
    ],
    [
      'a table in it',
      `<article>${h1}${each('p', longer.slice(0, 5))}<table><tr><th>Year</th><th>Hay</th></tr>${longer
        .slice(5)
        .map((one, at) => `<tr><td>${2010 + at}</td><td>${one}</td></tr>`)
        .join('')}</table></article>`,
    ],
    [
      'half of it behind an advertisement’s wrapper',
      `<article>${h1}<div>${each('p', longer.slice(0, 4))}</div><div class="ad-wrapper"><div class="ad">Advertisement</div></div><div>${each('p', longer.slice(4))}</div></article>`,
    ],
    [
      'parts in boxes of their own',
      `<main>${h1}${longer.map((one) => `<div class="row"><div class="col"><div class="text-module"><p>${one}</p></div></div></div>`).join('')}</main>`,
    ],
    [
      'a short first part in JSON-LD',
      `<article>${h1}<div>${each('p', longer)}</div></article>`,
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline, articleBody: longer.slice(0, 3).join(' ') })}</script>`,
    ],
    [
      'a page named after what stands on it',
      `<div class="page has-sidebar with-comments newsletter-on">${h1}<div class="content-with-related">${each('p', longer)}</div></div>`,
    ],
    [
      'a wrapper named after a slider',
      `<div class="slider-page"><div class="popup-content">${h1}${each('p', longer)}</div></div>`,
    ],
    [
      'questions and answers',
      `<article>${h1}<dl>${longer.map((one, at) => `<dt>Question ${at + 1}: what of the ${at + 1}th meadow?</dt><dd>${one}</dd>`).join('')}</dl></article>`,
    ],
    [
      'a paragraph each in a link to a share of it',
      `<article>${h1}${longer.map((one) => `<p>${one} <a href="#">#</a></p>`).join('')}</article>`,
    ],
    [
      'a fold that a button opens',
      `<article>${h1}${each('p', longer.slice(0, 3))}<div class="collapsed" style="display:none">${each('p', longer.slice(3))}</div><button>Read on</button></article>`,
    ],
    [
      'details',
      `<article>${h1}${longer.map((one, at) => `<details><summary>Part ${at}</summary><p>${one}</p></details>`).join('')}</article>`,
    ],
    ['preformatted lines', `<article>${h1}<pre>${longer.join('\n\n')}</pre></article>`],
    ['paragraphs that never end', `<div>${h1}${longer.map((one) => `<p>${one}`).join('\n')}</div>`],
    [
      'quotations',
      `<article>${h1}${each('p', longer.slice(0, 4))}${longer
        .slice(4)
        .map((one) => `<blockquote><p>${one}</p></blockquote>`)
        .join('')}</article>`,
    ],
    [
      'a live report, a box each',
      `<article>${h1}${longer.map((one, at) => `<div class="live-entry"><time>1${at}:0${at}</time><h2>Entry ${at}</h2><p>${one}</p></div>`).join('')}</article>`,
    ],
    [
      'parts that lie deep in grids of which none is marked as the piece',
      `<div><div>${h1}</div>${[longer.slice(0, 5), longer.slice(5)].map((half) => `<div><div><div><div><div>${each('p', half)}<p>It went on so until the evening, when the lamps were lit along the dam, one after the other, and the boats came in.</p></div></div></div></div></div><div><span>Sponsors</span></div>`).join('')}</div>`,
    ],
    [
      'a second column',
      `<div>${h1}<div class="col-8"><p>${longer[0]}</p></div><div class="col-8">${each('p', longer.slice(1))}</div><div class="col-4"><a href="/1">More</a></div></div>`,
    ],
  ])('%s', (_, body, head) => {
    const got = bodyOf(body, head);
    expect(longer.filter((sentence) => !got.includes(sentence))).toEqual([]);
  });
});

describe('a text in a script of syllables is as long as it reads', () => {
  const ja = [
    '港の渡し船の運賃が五月から三割上がることになった。',
    '港湾局は燃料の値上がりが理由だと説明している。',
    '議会は来週あらためて協議する予定だ。',
    '「十年待っていた」と桟橋の喫茶店の店主は話した。',
  ];
  const zh = [
    '港务局周四表示，五月起渡轮票价上涨三成。',
    '官员说，燃料价格去年上涨了一半。',
    '每天过河的人可以享受折扣。',
    '“我们已经等了十年，”码头咖啡馆的老板说。',
  ];
  const ko = [
    '항만청은 5월부터 나룻배 요금이 3분의 1 오른다고 밝혔다.',
    '연료값이 크게 올랐기 때문이라고 설명했다.',
    '매일 건너는 사람은 할인을 받는다.',
    '시의회는 다음 주에 다시 논의한다.',
  ];
  const others = (of: readonly string[]) =>
    `<aside>${of.map((one, at) => `<p><a href="/${at}">NOT THIS ${one}</a></p>`).join('')}</aside>`;

  test.each([
    ['Japanese', ja],
    ['Chinese', zh],
    ['Korean', ko],
  ])('in %s, by paragraphs, boxes and line breaks', (_, of) => {
    const bodies = [
      `<main><article><h1>${headline}</h1>${each('p', of)}</article>${others(of)}</main>`,
      `<div><h1>${headline}</h1><div class="body">${each('div', of)}</div>${others(of)}</div>`,
      `<div><h1>${headline}</h1><div class="body">${of.join('<br><br>')}</div>${others(of)}</div>`,
    ];
    for (const body of bodies) {
      const got = bodyOf(body);
      expect(of.filter((sentence) => !got.includes(sentence))).toEqual([]);
      expect(got).not.toContain('NOT THIS');
    }
  });
});
