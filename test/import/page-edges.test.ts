/** Texts that stand close to what a page asks for, or sound like its headline: they stay. */

import { expect, test } from 'vitest';
import { readHtmlPage } from '../../src/import/html.ts';
import { bodyAsText } from '../../src/text/body.ts';

const sentence = 'The weir at Nettle Ford was opened on Tuesday, and the meadows below it stood under water by noon.';
const bodyOf = (headline: string, body: string) =>
  bodyAsText(
    readHtmlPage(`<!doctype html><html><head><title>${headline}</title></head><body>${body}</body></html>`).documents[0]
      ?.body ?? '',
  );

test.each([
  [
    'Japanese',
    [
      '港の渡し船の運賃が五月から三割上がることになったと、港湾局が木曜日に発表した。',
      '港湾局は燃料の値上がりが理由だと説明しており、議会は来週あらためて協議する予定だ。',
      '毎日川を渡る人には割引があり、学校に通う子どもたちは今までどおり無料で乗れるという。',
    ],
  ],
  [
    'Korean',
    [
      '항만청은 5월부터 나룻배 요금이 3분의 1 오른다고 목요일에 밝혔다.',
      '연료값이 크게 올랐기 때문이며 매일 건너는 사람은 할인을 받는다.',
      '시의회는 다음 주에 이 문제를 다시 논의하기로 했다고 한다.',
    ],
  ],
  [
    'short English',
    [
      'The ferry sails again, after a winter at the pier.',
      'Fares rise by a third in May, but not for pupils.',
      'The parish will talk about it again next week.',
    ],
  ],
])('%s paragraphs beside a form for an address, or a line that asks to sign up', (_, paragraphs) => {
  const text = paragraphs.map((one) => `<p>${one}</p>`).join('');
  for (const asking of [
    '<form><input type="email"></form>',
    '<form><p>NOT THIS</p><input type="email"></form>',
    '<p>Sign up for our newsletter, NOT THIS.</p>',
  ]) {
    const got = bodyOf(
      'Ferry fares rise in May',
      `<h1>Ferry fares rise in May</h1><div class="story">${text}${asking}</div>`,
    );
    expect(paragraphs.filter((one) => !got.includes(one))).toEqual([]);
    expect(got).not.toContain('NOT THIS');
  }
});

test.each([
  ['a headline of one word', 'Brexit', 'What voters think of Brexit'],
  ['a headline of signs alone', '???', 'What nobody knows'],
  ['a long headline', 'Water back at Nettle Ford weir', 'How they got the water back at Nettle Ford weir'],
])('a subheading in the text that ends with %s', (_, headline, subheading) => {
  const text = `<p>${sentence}</p><p>${sentence.replace('Tuesday', 'Monday')}</p>`;
  const got = bodyOf(
    headline,
    `<article><h1>${headline}</h1>${text}<h2>${subheading}</h2><p>${sentence.replace('weir', 'dam')}</p></article>`,
  );
  expect(got).toContain(subheading);
});

test('a story below in a script without spaces is another one', () => {
  const story = (title: string, text: string) =>
    `<article class="story"><h1>${title}</h1><p>${text.repeat(4)}</p><p>${text.repeat(3)}</p></article>`;
  const got = bodyOf(
    '渡し船の運賃が五月から三割上がる',
    story('渡し船の運賃が五月から三割上がる', '港湾局は燃料の値上がりが理由だと説明している。') +
      story('古い水車小屋が売りに出された', '水車小屋は百年前に建てられたものだという。'),
  );
  expect(got).toContain('港湾局');
  expect(got).not.toContain('水車小屋');
});
