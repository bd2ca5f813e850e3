/** Pieces that show only by address or text that they weren't public, in every format: they wait for an editor. */

import { expect, test } from 'vitest';
import { doubtsOf } from '../../src/import/doubts.ts';
import { readFeed } from '../../src/import/feed.ts';
import { hiddenReason } from '../../src/import/hidden-piece.ts';
import { piece } from '../support/articles.ts';
import { readingNow } from '../support/read-archive.ts';

test.each([
  'https://paper.example/?p=6&preview=true',
  'https://paper.example/pier?preview_id=6&preview_nonce=a1',
  'https://paper.example/p/0b8a1f5e-1c7e-4a52-9d8c-3f0e1d2c4b5a/',
  'https://paper.example/node/preview/a1/full',
  'https://paper.example/wp-admin/post.php?post=6',
])('%s is a preview’s address', (url) => {
  expect(doubtsOf(piece('Pier shut', { url }), readingNow).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/preview/),
  ]);
});

test.each([
  'https://paper.example/preview/pier',
  'https://paper.example/pier?preview=0',
  'https://paper.example/p/pier',
  'no address',
])('%s is none', (url) => {
  expect(hiddenReason(piece('Pier shut', { url }))).toBeUndefined();
});

test.each([
  'This content is password protected. To view it please enter your password below:',
  'Dieser Inhalt ist passwortgeschützt. Um ihn anschauen zu können, bitte das Passwort eingeben:',
  'Ce contenu est protégé par mot de passe.',
  'Este contenido está protegido por contraseña.',
  'Questo contenuto è protetto da password.',
])('a form instead of a text is held: %s', (text) => {
  const rss = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>P</title><link>https://paper.example/</link>
    <item><title>Pier</title><link>https://paper.example/1</link><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate>
    <content:encoded><![CDATA[<form class="post-password-form"><p>${text}</p></form>]]></content:encoded></item></channel></rss>`;
  const { documents } = readFeed(rss);
  expect(documents.map((document) => hiddenReason(document))).toEqual([expect.stringMatching(/password/)]);
});

test('a headline of what is private is held, and one about it isn’t', () => {
  expect(hiddenReason(piece('Private: budget memo'))).toMatch(/private/);
  expect(hiddenReason(piece('Private banks gain'))).toBeUndefined();
  expect(
    hiddenReason(piece('Pier shut', { body: '<p>Files were password protected, the council said.</p>' })),
  ).toBeUndefined();
});
