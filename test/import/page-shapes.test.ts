/** Whole pages as other systems make them: AMP, ASP.NET's forms, Drupal, portals in Chinese, standfirsts that are called so by their class alone. */

import { expect, test } from 'vitest';
import { readHtmlPage } from '../../src/import/html.ts';

const sentences = [
  'The harbour board has put up the fare of the ferry from May on, and says that fuel has become dearer by a third.',
  'Those who cross each day will be given a discount, but many of them say that it is not enough for a family.',
  'The council wants to talk about it again next week, when the board has to show what the new engines have cost.',
];
const paragraphs = sentences.map((sentence) => `<p>${sentence}</p>`).join('');
const headline = 'Ferry fares rise by a third';
const title = `<title>${headline}</title>`;
const published = '<meta property="article:published_time" content="2026-03-02T09:00:00Z">';

function read(head: string, body: string) {
  const [document] = readHtmlPage(`<html lang="en"><head>${head}</head><body>${body}</body></html>`).documents;
  if (document === undefined) throw new Error('Nothing was read.');
  const authors = document.attributions.filter(({ role }) => role === 'AUTHOR').map(({ source }) => source.name);
  return { ...document, authors };
}

test('AMP’s pictures are pictures: the lead one has its words, and isn’t in the text again', () => {
  const picture = '<amp-img src="https://p.example/ferry.jpg" width="1200" height="800" alt="The ferry"></amp-img>';
  const page = read(
    `${title}${published}<meta property="og:image" content="https://p.example/ferry.jpg">`,
    `<article><h1>${headline}</h1>${picture}<p class="caption">At dusk. Photo: Ida Marsh</p>${paragraphs}</article>`,
  );
  expect(page.image).toMatchObject({
    url: 'https://p.example/ferry.jpg',
    alt: 'The ferry',
    caption: 'At dusk.',
    creditLine: 'Photo: Ida Marsh',
  });
  expect(page.body).toBe(paragraphs);
});

test('a page within a form, whose headline only a class tells, has its headline, its date and its byline', () => {
  const page = read(
    `<title>Harbour Post : ${headline}</title>`,
    `<form action="./story.aspx"><table><tr><td><span id="lblTitle" class="headline">${headline}</span><br>
    <span>Monday, March 2, 2026 8:15 AM</span><br><span>By Tobias Wrenfield</span><br><br>
    <div>${sentences.join('<br><br>')}</div></td></tr></table></form>`,
  );
  expect(page).toMatchObject({
    headline,
    publishedAt: new Date('2026-03-02T08:15:00Z'),
    isDateOnly: true,
    authors: ['Tobias Wrenfield'],
  });
});

test.each([
  [
    'a subtitle below the headline',
    `<header><h1>${headline}</h1><h2 class="article__subtitle">Families call it unfair</h2></header>`,
  ],
  ['a dek', `<h1>${headline}</h1><p class="dek">Families call it unfair</p>`],
])('%s is the standfirst where no metadata have one, and no part of the text', (_, head) => {
  const page = read(`${title}${published}`, `<article>${head}<div class="body">${paragraphs}</div></article>`);
  expect([page.standfirst, page.body]).toEqual(['Families call it unfair', paragraphs]);
});

test('a subtitle of another story is no standfirst', () => {
  const other =
    '<section class="more"><h2>Other</h2><p class="subtitle">A roof for the town hall is built</p></section>';
  const page = read(
    `${title}${published}`,
    `<main><article><div><div><div><h1>${headline}</h1></div></div></div>${paragraphs}</article>${other}</main>`,
  );
  expect(page.standfirst).toBeUndefined();
});

test('an author who stands beside the headline in one element is one name', () => {
  const head = `<header><h1>${headline}</h1><h2>Families call it unfair</h2><address rel="author">Hanna Thorsby</address></header>`;
  expect(read(`${title}${published}`, `<article>${head}${paragraphs}</article>`).authors).toEqual(['Hanna Thorsby']);
});

test('links that say that they lead to a tag are topics, those of other stories aren’t', () => {
  const page = read(
    `${title}${published}`,
    `<article><h1>${headline}</h1>${paragraphs}<a rel="tag" href="/t/ferries">Ferries</a><a rel="category tag" href="/c/all">Uncategorized</a><aside><a rel="tag" href="/t/crime">Crime</a></aside></article>
    <section><a rel="tag" href="/t/roofs">Roofs</a></section>`,
  );
  expect(page.topics).toEqual(['Ferries']);
});

test('a portal in Chinese has its headline without the site, its date, its author, and no line of who edited it', () => {
  const text = [
    '运河基金会表示，船闸于周一重新开放，此前的冬季工程费用是原计划的两倍，船只从十一月起就在等待，其中一些船上还有家庭。',
    '据市议会介绍，下闸门的工程将持续到夏天，市议会承担三分之一的费用，船闸的通行费保持不变，基金会主席说他们很高兴能够回来。',
  ];
  const [page] = readHtmlPage(
    `<html lang="zh-CN"><head><title>运河船闸冬季工程后重新开放_哈罗新闻网</title></head><body>
    <div class="main-title">运河船闸冬季工程后重新开放</div><div class="info"><span>2026年03月02日 16:15</span> 来源：哈罗新闻网 作者：林小梅 <span>分享到：</span></div>
    <div id="article">${text.map((each) => `<p>${each}</p>`).join('')}<p>责任编辑：王强</p></div></body></html>`,
  ).documents;
  expect(page).toMatchObject({
    headline: '运河船闸冬季工程后重新开放',
    publishedAt: new Date('2026-03-02T16:15:00Z'),
    body: text.map((each) => `<p>${each}</p>`).join(''),
    attributions: [{ role: 'AUTHOR', source: { name: '林小梅', kind: 'PERSON' } }],
  });
});

test.each([
  ['hidden', '<p class="subtitle" hidden>Nobody has approved of this yet</p>'],
  ['not displayed', '<p class="subtitle" style="display:none">Nobody has approved of this yet</p>'],
  ['when it was', '<p class="subtitle">Monday 2 March 2026 at 10:15 in the morning</p>'],
  ['who wrote it', '<p class="subtitle">Ada Quay, harbour correspondent of the paper</p>'],
])('a subtitle that is %s is no standfirst', (_, below) => {
  expect(
    read(`${title}${published}`, `<article><h1>${headline}</h1>${below}${paragraphs}</article>`).standfirst,
  ).toBeUndefined();
});

test('a subheading further down is no standfirst, and stays', () => {
  const further = '<h2 class="subtitle">What the board says of it</h2>';
  const page = read(
    `${title}${published}`,
    `<article><h1>${headline}</h1>${paragraphs}${further}${paragraphs}</article>`,
  );
  expect(page.standfirst).toBeUndefined();
  expect(page.body).toContain('What the board says of it');
});

test.each([
  [`${headline} | Quay Daily News`, '<div class="site-title">Quay Daily News</div>', `${headline} | Quay Daily News`],
  [
    'Mayor quits the council: pier shut after storm',
    '<div class="kicker-title">Mayor quits the council</div>',
    'Mayor quits the council: pier shut after storm',
  ],
  [
    `${headline} | Quay Daily News`,
    `<div class="title">Quay Daily News</div><div class="title">${headline}</div>`,
    headline,
  ],
])('the headline of a page without an h1, titled %s', (whole, shown, expected) => {
  expect(read(`<title>${whole}</title>${published}`, `${shown}<div>${paragraphs}</div>`).headline).toBe(expected);
});

test('what happens on a day that is set off at a line’s beginning dates no piece', () => {
  const event = '<div><i></i><span>14 April 2026</span> Concert at the Town Hall</div>';
  expect(read(title, `<article><h1>${headline}</h1>${event}${paragraphs}</article>`).isDateGuessed).toBe(true);
});

test('what AMP shows where a picture can’t be shown isn’t one more picture', () => {
  const size = 'width="900" height="600"';
  const fallback = `<amp-img fallback src="https://p.example/a.jpg" ${size}></amp-img>`;
  const picture = `<amp-img src="https://p.example/a.webp" alt="The ferry" ${size}>${fallback}</amp-img>`;
  const page = read(`${title}${published}`, `<article><h1>${headline}</h1>${picture}${paragraphs}</article>`);
  expect([page.image?.url, page.body]).toEqual(['https://p.example/a.webp', paragraphs]);
});

test('who asks and who answers in an interview in Chinese is no author and no editor of the page', () => {
  const text = `<p>记者：你好吗</p><p>编辑：是的，我们不同意。</p>${paragraphs}`;
  const page = read(`${title}${published}`, `<article><h1>${headline}</h1>${text}</article>`);
  expect(page.authors).toEqual([]);
  expect(page.body).toContain('编辑：是的，我们不同意。');
});

test.each([
  ['Ada Quay ada@quay.example Hob Marl hob@quay.example', ['Ada Quay', 'Hob Marl']],
  ['Ada Quay ada@quay.example, Crime Reporter', ['Ada Quay']],
])('the byline %s names %s', (line, expected) => {
  const page = read(
    `${title}${published}`,
    `<article><h1>${headline}</h1><p class="byline">${line}</p>${paragraphs}</article>`,
  );
  expect(page.authors).toEqual(expected);
});

test('Squarespace’s galleries and pictures without a figure stay where they are, with their captions', () => {
  const shown = (name: string) => `<img data-src="https://p.example/${name}.jpg" alt="${name}">`;
  const gallery = `<div class="sqs-block sqs-block-gallery"><div class="sqs-gallery">${['a', 'b'].map((name) => `<div class="slide"><div><a>${shown(name)}</a></div></div>`).join('')}</div></div>`;
  const block = `<div class="sqs-block sqs-block-image"><div><div>${shown('c')}</div><div class="image-caption"><p>The end of it</p></div></div></div>`;
  const page = read(
    `${title}${published}`,
    `<article><h1>${headline}</h1><div>${paragraphs}<div>${gallery}</div>${paragraphs}${block}</div></article>`,
  );
  expect(page.image?.url).toBe('https://p.example/a.jpg');
  const images = ['b', 'c'].map((name) => `<figure><img src="https://p.example/${name}.jpg" alt="${name}" />`);
  for (const image of images) expect(page.body).toContain(image);
  expect(page.body).toContain('<figcaption>The end of it</figcaption>');
});

test('a credit in Arabic is the picture’s, and the author beside it isn’t', () => {
  const around = `<div class="article"><h1>${headline}</h1><div class="author">بقلم: سلمى الحداد</div><img src="https://p.example/a.jpg" alt="a">`;
  const caption = '<div class="caption">صناديق السمك. تصوير: رامي عون</div>';
  const [page] = readHtmlPage(
    `<html><head>${title}${published}</head><body lang="ar-LB">${around}${caption}${paragraphs}</div></body></html>`,
  ).documents;
  expect(page).toMatchObject({
    language: 'ar-LB',
    image: { caption: 'صناديق السمك.', creditLine: 'تصوير: رامي عون', credit: { name: 'رامي عون' } },
  });
});
