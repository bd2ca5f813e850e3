/** What systems keep among a text's paragraphs for the desk alone, and doesn't come out with it; and what only reads like that. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { importCommand } from '../../src/commands/import.ts';
import { call } from '../support/command.ts';
import { day, fate, line, markdown } from '../support/one-piece.ts';
import { readArchiveText } from '../support/read-archive.ts';

const block = (text: string, more: object = {}) => ({ _type: 'block', children: [{ _type: 'span', text }], ...more });
const googleDoc = (title = 'class="c1 title"') =>
  `<html><body class="c5 doc-content"><p ${title}><span>Pier shut</span></p><p class="c2 subtitle"><span>Until the storm is over</span></p><p class="c1"><span>2 March 2026</span></p>
  ${'<p class="c1"><span>The pier is shut, the keeper said on Monday.</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'.repeat(4)}
  <div class="c4"><p class="c1"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>SECRET</span></p></div></body></html>`;
const word = `<html><body lang=EN-GB><div class=WordSection1><h1>Pier shut</h1><p class=MsoNormal>2 March 2026</p>
  ${'<p class=MsoNormal>The pier is shut, the keeper said.<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[MB1]</a></span></p>'.repeat(4)}
  <div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>[MB1] SECRET</p></div></div></div></body></html>`;
const g2 = (className: string) =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>${day}</versionCreated></itemMeta>
  <contentMeta><headline>Pier shut</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
  <p>The pier is shut.</p><p class="${className}">SECRET</p></body></html></inlineXML></contentSet></newsItem>`;
const portable = (more: object) => line({ body: [block('The pier is shut.'), more, block('It will stay so.')] });
const slices = (type: string) =>
  line({
    body: [
      { type: 'paragraph', value: '<p>The pier is shut.</p>' },
      { type, value: 'SECRET' },
    ],
  });

const withNotes: readonly [what: string, text: string, name: string][] = [
  ...['editorNote', 'internalComment', 'deskNote', 'internal_note', 'comment', 'todo'].map(
    (_type): [string, string, string] => [
      `Portable Text with ${_type}`,
      portable({ _type, text: 'SECRET' }),
      'a.ndjson',
    ],
  ),
  ['a block of that style', portable(block('SECRET', { style: 'internalNote' })), 'a.ndjson'],
  ['a stream with an editor’s note', slices('editor_note'), 'a.ndjson'],
  [
    'a slice of Prismic',
    line({
      body: [
        { slice_type: 'text', primary: { text: 'The pier is shut.' } },
        { slice_type: 'internal_note', primary: { text: 'SECRET' } },
      ],
    }),
    'a.ndjson',
  ],
  ['NewsML-G2', g2('internal-note'), 'a.xml'],
  ['Obsidian', markdown('').replace('The pier', '%% SECRET %%\n\nThe pier'), 'a.md'],
  ['Obsidian, in lines of its own', markdown('').replace('The pier', '%%\nSECRET\n\nSECRET\n%%\n\nThe pier'), 'a.md'],
  ['Obsidian, without blanks', markdown('').replace('The pier', 'It rains.%%SECRET%%\n\nThe pier'), 'a.md'],
  [
    'a span of Quarto',
    markdown('').replace('The pier', 'It rains [SECRET]{.content-hidden} here.\n\nThe pier'),
    'a.qmd',
  ],
  ['a block of a component', portable({ _type: 'acf/internal-note', text: 'SECRET' }), 'a.ndjson'],
  ['Obsidian, not closed', `${markdown('')}\n%%\nSECRET\n`, 'a.md'],
  [
    'Quarto',
    markdown('').replace(
      'The pier',
      '::: {.content-hidden}\nSECRET\n\n::: {.callout-note}\nSECRET\n:::\n\nSECRET\n:::\n\nThe pier',
    ),
    'a.qmd',
  ],
  [
    'code that Quarto runs',
    markdown('').replace('The pier', '```{r}\n#| echo: false\nkey <- "SECRET"\n```\n\nThe pier'),
    'a.qmd',
  ],
  [
    'a hidden part of Quarto that isn’t closed',
    `${markdown('')}\n::: {.content-hidden when-profile="x"}\nSECRET\n`,
    'a.md',
  ],
  ['Google Docs', googleDoc(), 'a.html'],
  ['Word', word, 'a.html'],
];

test.each(withNotes)('%s: the note goes, and the text stays', async (_, given, name) => {
  const [piece] = (await readArchiveText(given, name)).documents;
  expect(piece?.body).toContain('he pier is shut');
  expect(JSON.stringify(piece)).not.toMatch(/SECRET|%%|\[a\]|\[MB1\]/);
});

test('a note that goes is told', async () => {
  const [piece] = (await readArchiveText(portable({ _type: 'editorNote', text: 'SECRET' }), 'a.ndjson')).documents;
  expect(piece?.droppedFromBody).toEqual(['[editornote]']);
});

test('Google Docs’ title and subtitle are headline and standfirst', async () => {
  const [piece] = (await readArchiveText(googleDoc(), 'a.html')).documents;
  expect(piece).toMatchObject({ headline: 'Pier shut', standfirst: 'Until the storm is over' });
  await expect(readArchiveText(googleDoc('class="c1"'), 'a.html')).rejects.toThrow('no headline');
});

test.each<[string, string, string]>([
  ['a note for readers', portable({ _type: 'note', text: 'SECRET' }), 'a.ndjson'],
  ['a class of readers’ notes', g2('note'), 'a.xml'],
  ['a rate in a sentence', markdown('').replace('The pier', 'It grew by 5%% to SECRET, 6%% more.\n\nThe pier'), 'a.md'],
  [
    'a rate behind a blank',
    markdown('').replace('The pier', 'It grew by 5 %% in May.\n\nSECRET\n\nAnd 6 %% in June.\n\nThe pier'),
    'a.md',
  ],
  [
    'what Quarto hides in a PDF',
    markdown('').replace('The pier', '::: {.content-hidden when-format="pdf"}\nSECRET\n:::\n\nThe pier'),
    'a.qmd',
  ],
  [
    'what Quarto shows on pages',
    markdown('').replace('The pier', '::: {.content-visible when-format="html"}\nSECRET\n:::\n\nThe pier'),
    'a.qmd',
  ],
  ['code for readers', markdown('').replace('The pier', '```r\nSECRET\n```\n\nThe pier'), 'a.md'],
  ['code', markdown('').replace('The pier', '```\n%% SECRET %%\n```\n\nThe pier'), 'a.md'],
])('%s stays', async (_, given, name) => {
  const [piece] = (await readArchiveText(given, name)).documents;
  expect(piece?.body).toContain('SECRET');
});

test.each(['[[Ada Quay]]', '"[[Ada Quay]]"', '"[[people/ada|Ada Quay]]"'])(
  'the author %s is a name',
  async (author) => {
    const [piece] = (await readArchiveText(markdown(`author: ${author}`), 'a.md')).documents;
    expect(piece?.attributions).toContainEqual({
      role: 'AUTHOR',
      source: expect.objectContaining({ name: 'Ada Quay' }),
    });
  },
);

describe('TYPO3’s groups of readers', () => {
  const record = (group: string) => line({ uid: 7, hidden: 0, tstamp: 1772445600, fe_group: group });

  test.each(['-2', '3', '1,4'])('%s are not everybody', async (group) => {
    expect(await fate(record(group), 'a.ndjson')).toBe(`It isn’t public: fe_group is ${group}.`);
  });
  test.each(['', '0', '-1'])('“%s” are', async (group) => expect(await fate(record(group), 'a.ndjson')).toBeNull());
});

test('the command line reads them alike', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-desk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = withNotes.filter(([what]) =>
    /^(?:a stream|NewsML-G2|Obsidian|Google Docs)$/.test(what.split(' with')[0] ?? ''),
  );
  for (const [index, [, given, name]] of files.entries()) await writeFile(join(folder, `${index}-${name}`), given);
  await writeFile(join(folder, '9-a.ndjson'), line({ uid: 7, tstamp: 1772445600, fe_group: '-2' }));
  const { stdout } = await call(importCommand, ['--dry-run', folder], { DATA_DIR: join(folder, 'db') });
  expect(stdout).toMatch(/fe_group is -2/);
  expect(stdout).toContain('4 created, 0 updated, 0 unchanged, 1 held, 0 refused');
});
