/** Kinds of pages that aren't as their markup says: titles with sites and dates, glued bylines, text without paragraphs, furniture that looks like text. */

import { describe, expect, test } from 'vitest';
import { namesOfByline } from '../../src/import/html/byline.ts';
import { readHtmlPage } from '../../src/import/html.ts';
import { bodyAsText } from '../../src/text/body.ts';

const sentences = [
  'The harbour board has put up the fare of the ferry from May on, and says that fuel has become dearer by a third.',
  'Those who cross each day will be given a discount, but many of them say that it is not enough for a family.',
  'The council wants to talk about it again next week, when the board has to show what the new engines have cost.',
  '“We have waited for this for ten years,” said Hanna Thorsby, who runs the café on the old pier of Merrowhaven.',
];
const paragraphs = sentences.map((sentence) => `<p>${sentence}</p>`).join('');
const headline = 'Ferry fares rise by a third';
const h1 = `<h1>${headline}</h1>`;

function read(head: string, body: string) {
  const [document] = readHtmlPage(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`).documents;
  if (document === undefined) throw new Error('Nothing was read.');
  return document;
}

describe('a headline is told from what stands around it', () => {
  const site = '<meta property="og:site_name" content="Harbour Post">';

  test.each([
    `${headline} – HP – 02.03.2026`,
    `${headline}：Harbour Post`,
    `${headline}_Harbour Post`,
    `${headline} « Harbour Post`,
    `${headline} / Harbour Post`,
    `${headline} | Harbour Post | Transport`,
    `Transport | ${headline}`,
    `Harbour Post: ${headline}`,
    `Harbour Post | ${headline}`,
    `02.03.2026: ${headline}`,
    `${headline} (2 March 2026)`,
  ])('in the title alone: %s', (title) => {
    expect(read(`<title>${title}</title>${site}`, `<div>${paragraphs}</div>`).headline).toBe(headline);
  });

  test.each([
    ['a section of the menu', `Transport – ${headline}`, `<nav><a href="/t">Transport</a></nav><div>`],
    ['a marked kicker', headline, `<h1><span class="kicker">Transport</span><span>${headline}</span></h1>`],
    ['a kicker that only the h1 has', headline, `<h1><span>Transport</span> ${headline}</h1>`],
    ['the site as h1', headline, `<h1>Harbour Post</h1><h2>${headline}</h2>`],
  ])('%s', (_, title, body) => {
    expect(read(`<title>${title}</title>${site}`, body + paragraphs).headline).toBe(headline);
  });

  test('what the title and what is shared say alike, and JSON-LD and the h1 lack, isn’t the headline’s', () => {
    const long = `${headline} – HP – 02.03.2026`;
    const declared = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline })}</script>`;
    const head = `<title>${long}</title><meta property="og:title" content="${long}">${site}${declared}`;
    expect(read(head, h1 + paragraphs).headline).toBe(headline);
  });

  test.each([
    ['by its template', 'Ferry fares rise by a third as fuel is …'],
    ['at a quotation mark', 'Ferry fares rise by a third as fuel is "'],
  ])('a title for sharing that was cut %s is the whole one', (_, cut) => {
    const whole = 'Ferry fares rise by a third as fuel is "gold" to the board';
    const head = `<title>${whole} - Harbour Post</title><meta property="og:title" content="${cut}">${site}`;
    expect(read(head, `<h1>${whole}</h1>${paragraphs}`).headline).toBe(whole);
  });

  test('what JSON-LD, the h1 and the title say alike stays as it is', () => {
    const whole = 'Opinion | Ferries are streets';
    const head = `<title>${whole}</title><meta property="og:title" content="${whole}">${site}`;
    expect(read(head, `<h1><span class="label">Opinion</span> | Ferries are streets</h1>${paragraphs}`).headline).toBe(
      whole,
    );
  });

  test.each([
    'Ferry: a third more for each crossing',
    'Merrow – Harbour – Pier: what becomes of the ferries',
    'Fares up, trust down | the ferry in figures, and what they say of us',
  ])('what belongs to it stays: %s', (title) => {
    expect(read(`<title>${title}</title>${site}`, `<div>${paragraphs}</div>`).headline).toBe(title);
  });
});

describe('a byline', () => {
  test.each([
    ['By Anna Archer, Merrowhaven', 'Anna Archer'],
    ['Von Anna Archer und Ben Bly, 12.03.2026, 14:05 Uhr', 'Anna Archer; Ben Bly'],
    ['Anna Archer Updated 3 hours ago', 'Anna Archer'],
    ['By ANNA ARCHER Chief Correspondent', 'Anna Archer'],
    ['BY ANNA-LENA VON DER AUE AND BEN MCBLY, STAFF REPORTER', 'Anna-Lena von der Aue; Ben McBly'],
    ['BY ANNA ARCHER IN PARIS', 'Anna Archer'],
    ['By Anna MCARCHER and Jean DE LA TOUR', 'Anna McArcher; Jean de la Tour'],
    ['Anna NASA', 'Anna NASA'],
    ['Jan DPA', 'Jan DPA'],
    ['Ian EPA', 'Ian EPA'],
    ['Max ARD', 'Max ARD'],
    ['Sam USA TODAY', 'Sam USA TODAY'],
    ['Jan ARCHER DPA', 'Jan Archer DPA'],
    ['JAN DPA', 'Jan DPA'],
    ['Jan COPE', 'Jan Cope'],
    ['Jan FOX', 'Jan Fox'],
    ['Jan STERN', 'Jan Stern'],
    ['J. K. O’ARCHER III/AFP', 'J. K. O’Archer III; AFP'],
    ['BBC NEWS', 'BBC NEWS'],
    ['Anna Archer Senior Reporter', 'Anna Archer'],
    ['Anna Archer Wirtschaftsredakteurin', 'Anna Archer'],
    ['Redaktorka Anna Archer', 'Anna Archer'],
    ['記者 山田太郎', '山田太郎'],
    ['Anna ArcherBen Bly', 'Anna Archer; Ben Bly'],
    ['Ronald McDonald Smith', 'Ronald McDonald Smith'],
    ['14:05 Uhr, Anna Archer', 'Anna Archer'],
    ['Par Anna Archer, à Paris', 'Anna Archer'],
    ['Publié le 2 mars 2026 à 14h05 par Anna Archer', 'Anna Archer'],
    ['Anna Archer Mon 2 Mar 2026 14.05 GMT', 'Anna Archer'],
    ['by Anna Archer • March 2, 2026', 'Anna Archer'],
    ['Anna Archer - Paris', 'Anna Archer'],
    ['Anna Archer/AFP', 'Anna Archer; AFP'],
    ['Dr. Anna Archer, Professor of Economics', 'Dr. Anna Archer'],
    ['Anna Archer and Ben Bly for Harbour Post', 'Anna Archer; Ben Bly'],
    ['Text: Anna Archer, Foto: Ben Bly', 'Anna Archer'],
    ['Anna Archer, Cher, Ben Bly', 'Anna Archer; Cher; Ben Bly'],
    ['Anna Archer, writes from Merrowhaven', 'Anna Archer'],
    ['Anna Archer, skrifar frá Merrow', 'Anna Archer'],
    ['anna archer', 'anna archer'],
    ['Anna Archer | Special to the Harbour Post', 'Anna Archer'],
    ['بقلم: هالة منصور', 'هالة منصور'],
    ['Haber: Deniz Karaca', 'Deniz Karaca'],
    ['van der Aue, Ben Bly', 'van der Aue; Ben Bly'],
  ])('%s', (line, names) => {
    expect(namesOfByline(line).join('; ')).toBe(names);
  });

  test.each([
    '<div class="byline"><a>Anna Archer</a><a>Ben Bly</a></div>',
    '<span class="byline">Von<a>Anna Archer</a>,<a>Ben Bly</a></span>',
    '<dl><dt>Details</dt><dd class="createdby">Written by: <span>Anna Archer and Ben Bly</span></dd></dl>',
    '<div class="columnist"><img src="/a.jpg"><span>Anna Archer</span><span>Ben Bly</span><span>Columnist</span></div>',
    '<div class="by">Anna Archer and Ben Bly</div>',
    '<div class="author-info"><div>Anna Archer</div><div>Ben Bly</div><time>14:05</time></div>',
    '<div class="byline">By <span>Anna</span> <span>Archer</span> and <a>Ben Bly</a> <span>Follow</span></div>',
    '<div class="x">By <span>Anna Archer</span> and <a href="/author/ben-bly">Ben Bly</a></div>',
    '<div class="x"><em>di <a rel="author" href="/a">Anna Archer</a></em>, <a rel="author" href="/b">Ben Bly</a></div>',
  ])('on the page: %s', (byline) => {
    const { attributions } = read('<title>Fares rise</title>', `<article>${h1}${byline}${paragraphs}</article>`);
    const authors = attributions.filter(({ role }) => role === 'AUTHOR').map(({ source }) => source.name);
    expect(authors).toEqual(['Anna Archer', 'Ben Bly']);
  });
});

describe('the text, the whole text, and nothing but the text', () => {
  const each = (tag: string, of = sentences) => of.map((sentence) => `<${tag}>${sentence}</${tag}>`).join('');
  const declared = (articleBody: string) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline, articleBody })}</script>`;
  const other = `<p>NOT THIS ${sentences[0]}</p>${paragraphs}${paragraphs}<p>NOT THIS ${sentences[1]}</p>`;

  test.each([
    [
      'a grid named after the sidebar around each paragraph',
      '',
      `${h1}<div>${sentences.map((sentence) => `<div class="sidebar-grid__content"><p>${sentence}</p></div>`).join('')}
        <div class="sidebar"><p>NOT THIS, since it is the list of what else has happened in the harbour today.</p></div></div>`,
    ],
    ['a page inside a form', '', `<form><div>${h1}<div>${paragraphs}</div></div></form>`],
    ['a form without paragraphs', '', `<form><div>${h1}<div>${sentences.join('<br><br>')}</div></div></form>`],
    ['line breaks', '', `${h1}<div>${sentences.join('<br />\n<br />')}</div>`],
    ['line breaks in a table', '', `<table><tr><td>${h1}<font>${sentences.join('<br><br>')}</font></td></tr></table>`],
    ['boxes', '', `${h1}<div>${each('div')}</div>`],
    ['a teaser in JSON-LD beside it', declared(sentences[0] ?? ''), `${h1}<div>${each('div')}</div>`],
    [
      'two of four in JSON-LD',
      declared(sentences.slice(0, 2).join(' ')),
      `${h1}<div>${sentences.join('<br><br>')}</div>`,
    ],
    ['all of it in JSON-LD alone', declared(sentences.join('\n')), h1],
    [
      'a dialog about cookies, by its name',
      '',
      `<div class="CybotCookiebotDialog"><p>NOT THIS: We use cookies to make this page better for you and for our partners.</p></div>${h1}<div>${paragraphs}</div>`,
    ],
    [
      'a dialog about cookies, by its words',
      '',
      `${h1}<div>${paragraphs}</div><div class="x7"><h2>NOT THIS</h2><p>We and our partners store cookies and process data.</p><p>You may accept or reject them, and change your mind at any time below.</p></div>`,
    ],
    [
      'a closed dialog with a headline',
      '',
      `<dialog><h1>NOT THIS</h1><p>NOT THIS ${sentences[0]}</p></dialog><article>${h1}${paragraphs}<dialog>NOT THIS</dialog></article>`,
    ],
    [
      'closed popovers',
      '',
      `<article>${h1}<div popover id="a"><p>NOT THIS ${sentences[1]}</p></div><div>${paragraphs}</div><p popover="manual">NOT THIS ${sentences[2]}</p></article>`,
    ],
    [
      'notes in popovers that its sentences open, and menus that a label opens',
      '',
      `<article>${h1}<div>${paragraphs.replace(/<p>([^<]{5,40}) /, '<p><button popovertarget="note">$1</button> ')}</div><div popover id="note"><p>The note.</p></div><p>Share <button popovertarget="s">it</button></p><div popover id="s">NOT THIS: with whom?</div></article>`,
    ],
    [
      'an open dialog beside it',
      '',
      `<article>${h1}${paragraphs}</article><dialog open><p>NOT THIS: our letter comes each morning.</p></dialog>`,
    ],
    ['an open dialog around it', '', `<dialog open><article>${h1}${paragraphs}</article></dialog>`],
    ['a template', '', `<article>${h1}${paragraphs}<template><p>NOT THIS ${sentences[3]}</p></template></article>`],
    [
      'a shadow root that a template declares, with slots, and one within it',
      '',
      `<news-story><template shadowrootmode="open"><style>p{}</style><article>${h1}<slot name="lead">NOT THIS, no lead</slot><story-text><template shadowrootmode="closed"><div><slot></slot></div></template>${paragraphs.replace(/^<p>.*?<\/p>/, '')}</story-text></article></template><p>NOT THIS, without a slot</p><template shadowrootmode="open"><p>NOT THIS, a second root</p></template>${/^<p>.*?<\/p>/.exec(paragraphs)?.[0].replace('<p', '<p slot="lead"')}</news-story>`,
    ],
    [
      'a template that is called otherwise',
      '',
      `<article>${h1}${paragraphs}<template shadowrootmode="none"><p>NOT THIS ${sentences[3]}</p></template></article>`,
    ],
    [
      'folds',
      '',
      `<article>${h1}${paragraphs.replace('<p>', '<details open><summary>More</summary><p>').replace('</p>', '</p></details>')}</article>`,
    ],
    [
      'an endless scroll',
      '',
      `<main><article>${h1}<div>${paragraphs}</div></article><article><h1>Old pier is to be closed</h1>${other}</article></main>`,
    ],
    [
      'an endless scroll of boxes',
      '',
      `<div><div class="story">${h1}${paragraphs}</div><div class="story" data-url="/b"><h1>Old pier is to be closed</h1>${other}</div></div>`,
    ],
    [
      'an endless scroll with h2',
      '',
      `<main><article>${h1}<div>${paragraphs}</div></article><article><h2>Old pier is to be closed</h2>${other}</article></main>`,
    ],
    [
      'the next article within its own',
      '',
      `<article>${h1}<div>${paragraphs}</div><div class="next-article"><h2>Old pier is to be closed</h2><p>NOT THIS ${sentences[0]}</p></div></article>`,
    ],
  ])('%s', (_, head, body) => {
    const text = bodyAsText(read(`<title>${headline}</title>${head}`, body).body);
    expect(sentences.filter((sentence) => !text.includes(sentence))).toEqual([]);
    expect(text).not.toContain('NOT THIS');
  });

  test('a piece about cookies keeps its text, and one with subheadings its parts', () => {
    const law = `<p>Who runs a site must ask before it sets cookies, and readers may accept or reject them, the court said on Monday.</p>`;
    const text = bodyAsText(
      read(
        '<title>Cookies</title>',
        `<article><h1>Court rules on cookies</h1><div>${law}${paragraphs}<h2>What now</h2>${law}</div></article>`,
      ).body,
    );
    expect(text).toContain('the court said on Monday');
    expect(text).toContain('What now');
  });
});

test('a note in a popover that a sentence opens is in the text, and so is the word that opens it', () => {
  const story = `<p>The pilots of the harbour wait for the <button popovertarget="n">neap tide</button> these days.</p>`;
  const { body } = read(
    '',
    `<article>${h1}<div>${story}${paragraphs}</div><aside popover id="n"><p>The lowest tide of a month.</p></aside></article>`,
  );
  expect(bodyAsText(body)).toContain('wait for the neap tide these days.');
  const beside = read(
    '',
    `<article>${h1}<div>${story}<div popover id="n"><p>The lowest tide of a month.</p></div>${paragraphs}</div></article>`,
  );
  expect(bodyAsText(beside.body)).toContain('The lowest tide of a month.');
});

test('a closed dialog names nobody, dates nothing and has no picture of the piece', () => {
  const dialog =
    '<dialog><h1>Our letter</h1><p class="byline">By Mona Malkin</p><time datetime="2020-01-01T10:00:00Z">1 January</time><figure><img src="https://p.example/letter.jpg"></figure></dialog>';
  const {
    headline: told,
    attributions,
    image,
    isDateGuessed,
  } = read(`<title>${headline}</title>`, `<main>${dialog}${h1}${paragraphs}</main>`);
  expect([told, attributions, image, isDateGuessed]).toEqual([headline, [], undefined, true]);
});

test('a text in components that are named like a consent platform is read, and a dialog of one isn’t', () => {
  const components = sentences.map((text) => `<div class="text"><div class="cmp-text"><p>${text}</p></div></div>`);
  const dialog =
    '<div class="cmp-container-wrapper"><p>We and our 812 partners store cookies on your device.</p></div>';
  const { body } = read(
    `<title>${headline}</title>`,
    `${dialog}<div class="cmp-title">${h1}</div>${components.join('')}`,
  );
  expect(bodyAsText(body).split(/\n+/)).toEqual(sentences);
});

describe('the hour of a page whose address has the day', () => {
  const at = (printed: string) => {
    const page = `<!doctype html><html><head><title>${headline}</title></head><body><article>${h1}${printed}${paragraphs}</article></body></html>`;
    const [piece] = readHtmlPage(page, 'https://post.example/2026/03/02/ferry').documents;
    return [piece?.publishedAt.toISOString().slice(0, 16), piece?.isDateOnly === true];
  };

  test.each([
    '<p class="meta">By Anna Archer, 2 March 2026, 11:40 GMT</p>',
    '<p>2 March 2026, 12:40 CET</p>',
    '<time data-timestamp="1772451600000" class="timeago">3 days ago</time>',
    '<div class="when" title="Monday, March 2, 2026 at 11:40 AM UTC">3 days ago</div>',
  ])('is that which is printed with its zone: %s', (printed) => {
    expect(at(printed)).toEqual(['2026-03-02T11:40', false]);
  });

  test('is none where the zone isn’t printed, and another day’s is another thing’s', () => {
    expect(at('<p>Published: 2 March 2026, 11:40</p>')[1]).toBe(true);
    expect(at('<p>Published: 4 March 2026, 11:40 GMT</p>')).toEqual(['2026-03-02T00:00', true]);
  });
});

test('a headline that is an h3 behind a kicker has its date, its byline and its picture below it', () => {
  const kicker = '<span class="roofline">On the pier</span>';
  const page = read(
    `<title>${headline} | Harbour Post</title><meta property="og:site_name" content="Harbour Post">`,
    `<article><h3>${kicker} <span>${headline}</span></h3><div>Do 12.03.26 | 14:07 Uhr | Von <span class="authorname">Anna Archer</span></div><figure><img src="https://p.example/f.jpg"></figure>${paragraphs}</article>`,
  );
  expect(page).toMatchObject({ headline, image: { url: 'https://p.example/f.jpg' } });
  expect(page.publishedAt.toISOString()).toBe('2026-03-12T14:07:00.000Z');
  expect(page.attributions).toMatchObject([{ role: 'AUTHOR', source: { name: 'Anna Archer' } }, { role: 'PUBLISHER' }]);
});

test.each([
  ['two figures of a year', 'Do 12.03.26 | 14:07 Uhr | Von Anna Archer', '2026-03-12T14:07:00.000Z'],
  [
    'an attribute in camel case',
    '<time dateTime="2026-03-12T14:07:00Z">on Thursday</time>',
    '2026-03-12T14:07:00.000Z',
  ],
])('the date of a page is read from %s', (_, line, at) => {
  const page = read('<title>Fares</title>', `<article>${h1}<div>${line}</div>${paragraphs}</article>`);
  expect(page.isDateGuessed ? undefined : page.publishedAt.toISOString()).toBe(at);
});

describe('the picture is one of the piece', () => {
  const ferry = 'https://p.example/pics/ferry-2026.jpg';
  const shared = (address: string) => `<meta property="og:image" content="${address}">`;
  const picture = `<img src="${ferry}">`;

  test.each<[string, string | undefined, string, string]>([
    ['a logo for sharing', ferry, shared('https://p.example/assets/logo-og.png'), picture],
    ['a logo alone', undefined, shared('https://p.example/assets/hp-logo.png'), ''],
    ['a pixel by its size', undefined, '', '<img src="https://count.example/c?id=1" width=1 height=1>'],
    ['a pixel that isn’t shown', undefined, '', '<img src="https://count.example/c?id=1" style="display:none">'],
    ['a pixel by its name', ferry, '', `<img src="https://p.example/1x1.gif">${picture}`],
    ['an arrow', ferry, '', `<img src="https://p.example/img/arrow-left.png">${picture}`],
    ['a folder of logos', undefined, '', '<img src="https://p.example/logos/hp.png">'],
    ['a logo by its words', ferry, '', `<img alt="Harbour Post logo" src="https://p.example/i/hp.png">${picture}`],
    [
      'a stopgap with a caption',
      undefined,
      '',
      '<figure><img src="/placeholder.png"><figcaption>At sea</figcaption></figure>',
    ],
    ['a button', ferry, '', `<img src="https://p.example/i/play-button.png">${picture}`],
    ['a player’s still', ferry, '', `<video poster="https://p.example/poster.jpg"></video>${picture}`],
  ])('and not %s', (_, expected, head, body) => {
    const page = read(`<title>${headline}</title>${head}`, `<article>${h1}${body}${paragraphs}</article>`);
    expect(page.image?.url).toBe(expected);
  });

  describe.each([
    ['declared', (address: string) => [shared(address), '']],
    ['shown', (address: string) => ['', `<img src="${address}">`]],
    ['shown with its alternative text', (address: string) => [shared(address), `<img src="${address}" alt="As seen">`]],
  ])('%s, and known by its name', (_, ways) => {
    const leadOf = (name: string, told: string) => {
      const address = `https://cdn.harbourpost.example/${name}`;
      const [head, body] = ways(address);
      const site = '<meta property="og:site_name" content="Harbour Post">';
      const page = `<html><head><title>${told}</title>${site}${head}</head><body><article><h1>${told}</h1>${body}${paragraphs}</article></body></html>`;
      return readHtmlPage(page, 'https://www.harbourpost.example/a').documents[0]?.image?.url === address;
    };

    test.each([
      ['logo-design-award.jpg', 'Students win an award with a ferry'],
      ['new-logo-of-the-ferry-line-unveiled.jpg', 'What the crews think'],
      ['icon-of-saint-nicholas.webp', 'Nicholas returns to the chapel'],
      ['ferry-line-logo.png', 'Ferry line has a new logo'],
      ['gray-seal.gif', 'Seals rest on the quay'],
      ['pixel-art-mural.jpg', 'A mural of small squares'],
      ['arrow-found-deep-in-the-peat.jpg', 'Archers were here'],
      ['default-judgment-in-the-ferry-case.jpg', 'Judgment by default: the ferry line must pay'],
      ['pier-at-dusk-default.jpg', 'The pier is shut after dusk'],
      ['placeholder-art-on-the-quay.jpg', 'A placeholder wins the prize'],
      ['broken-arrow.jpg', 'An arrow of bronze is found'],
      ['f9575e06-762d-4717-89f9-4773a460beff_16-9_default_0.jpg', 'Fares rise'],
      ['icons/herring.jpg', 'The herring is an icon of the river'],
      ['button-factory-closes-after-ninety-years.jpg', 'Ninety out of work'],
      ['chevron-refinery.jpg', 'Chevron gives up a refinery'],
    ])('%s is a picture of “%s”', (name, told) => expect(leadOf(name, told)).toBe(true));

    test.each([
      ['logo.jpg', 'Ferry line has a new logo'],
      ['logo-harbour-post.jpg', 'Fares of the harbour rise'],
      ['harbourpost-social-sharing-logo.png', 'Fares of the harbour rise'],
      ['hp-logo-2.png', 'Fares rise'],
      ['facebook-icon.png', 'Facebook is fined'],
      ['icon-whatsapp.webp', 'Fares rise'],
      ['default.jpg', 'A country is in default'],
      ['default-og-image-1200x630.jpg', 'A country is in default'],
      ['placeholder-3f9ac01b2c.png', 'Fares rise'],
      ['lion-placeholder-image.jpg', 'Fox and Lion at the quay'],
      ['quay-default.jpg', 'Fox and Lion at the quay'],
      ['video-fallback-image.jpg', 'Fares rise'],
      ['no-image.jpg', 'Fares rise'],
      ['default-image-for-politics-and-economy-section.jpg', 'Fares rise'],
      ['logo-for-the-pages-of-our-town.jpg', 'Fares rise'],
      ['apple-touch-icon-180x180.png', 'Apple opens a shop'],
      ['blank_300x200.gif', 'Blank votes'],
      ['arrow-right.webp', 'A turn to the right'],
      ['icons/search.webp', 'The search goes on'],
      ['logos/harbour.jpg', 'Fares of the harbour rise'],
    ])('%s is none of “%s”', (name, told) => expect(leadOf(name, told)).toBe(false));
  });

  test.each([
    ['Harbour Post logo', headline, false],
    ['The Merrowhaven Harbour Post logo', headline, false],
    ['Menu icon', headline, false],
    ['A passenger holds up a pixel', headline, true],
    ['The painter beside the new logo', 'Ferry line has a new logo', true],
    ['Still of Avatar', 'Avatar is shown on deck', true],
  ])('or not, by the words “%s” beside it: %s', (alt, told, isPicture) => {
    const site = '<meta property="og:site_name" content="The Merrowhaven Harbour Post">';
    const page = `<html><head><title>${told}</title>${site}</head><body><article><h1>${told}</h1><img src="https://p.example/i/a.png" alt="${alt}">${paragraphs}</article></body></html>`;
    expect(readHtmlPage(page).documents[0]?.image !== undefined).toBe(isPicture);
  });

  const figure = (address: string, inside = '') => `<figure><img src="${address}">${inside}</figure>`;

  test.each([
    ['RELATED: Gulls nest on the crane, expert says', undefined],
    ['Lesen Sie auch: Möwen nisten auf dem Kran', undefined],
    ['Merrowhaven: the ferry at its pier', 'Merrowhaven: the ferry at its pier'],
  ])('with “%s” below it', (below, expected) => {
    const lead = figure('https://p.example/ferry.jpg', `<figcaption>${below}</figcaption>`);
    const page = read(
      '<meta property="og:image" content="https://p.example/ferry.jpg">',
      `<article>${h1}${lead}${paragraphs}</article>`,
    );
    expect([page.image?.url, page.image?.caption]).toEqual(['https://p.example/ferry.jpg', expected]);
  });

  const inText = 'https://p.example/pics/pier-at-night-2025.jpg';

  test.each<[string, string, string]>([
    [
      'above the text, not what is declared of further down',
      shared(inText),
      `${figure(ferry)}${paragraphs}${figure(inText)}`,
    ],
    [
      'on a page that is named after logos and comments',
      shared('https://p.example/card/other-crop.jpg'),
      `<div>${figure(ferry)}</div>${paragraphs}`,
    ],
    [
      'behind a portrait of who wrote',
      '',
      `<div class="by"><figure><img alt="Anna Archer" src="https://p.example/aa.jpg">Von Anna Archer</figure></div>${figure(ferry)}${paragraphs}`,
    ],
    [
      'behind a round picture',
      '',
      `<picture class="image--circle"><img src="https://p.example/who-is-asked.jpg"></picture>${figure(ferry)}${paragraphs}`,
    ],
    [
      'in the text, not a card for sharing',
      shared('https://p.example/social/branded-card-fares.jpg'),
      `${paragraphs}${figure(ferry)}`,
    ],
    ['below a headline longer than a line', '', `${figure(ferry)}${paragraphs}${figure(inText)}`],
    [
      'in a set of sizes in camel case',
      shared(inText),
      `<figure><img srcSet="${ferry} 800w"></figure>${paragraphs}${figure(inText)}`,
    ],
  ])('it stands %s', (_, head, body) => {
    const byline = '<meta name="author" content="Anna Archer">';
    const page = `<!doctype html><html><head><title>${headline}</title>${byline}${head}</head><body class="has-logo with-comments"><article>${h1}${body}</article></body></html>`;
    expect(readHtmlPage(page).documents[0]?.image?.url).toBe(ferry);
  });
});
