/** Tables and lines of JSON: by a column map, or by the names of the columns; errors name row and column. */

import { expect, test } from 'vitest';
import { type ColumnMap, readColumnMap } from '../../src/import/records/columns.ts';
import { readArchiveText } from '../support/read-archive.ts';

const read = (text: string, name = 'posts.csv', columns?: ColumnMap) => readArchiveText(text, name, { columns });

test.each([
  [
    'commas',
    'posts.csv',
    'title,subtitle,content,post_date,author,tags,category,slug\n"Ferry, back",Short.,"One.\n\nTwo.",2026-03-04 10:00:00,Ada Quay,"river, boats",Town,ferry\n',
  ],
  [
    'semicolons',
    'posts.txt',
    'title;subtitle;content;post_date;author;tags;category;slug\nFerry, back;Short.;<p>One.</p><p>Two.</p>;2026-03-04T10:00:00Z;Ada Quay;river|boats;Town;ferry\n',
  ],
  [
    'tabs',
    'posts.tsv',
    'title\tsubtitle\tcontent\tpost_date\tauthor\ttags\tcategory\tslug\nFerry, back\tShort.\t<p>One.</p><p>Two.</p>\t2026-03-04T10:00:00Z\tAda Quay\triver|boats\tTown\tferry\n',
  ],
  [
    'lines of JSON',
    'posts.ndjson',
    `${JSON.stringify({ title: 'Ferry, back', subtitle: 'Short.', body: '<p>One.</p><p>Two.</p>', publishedAt: '2026-03-04T10:00:00Z', authors: [{ name: 'Ada Quay' }], tags: ['river', 'boats'], category: { name: 'Town' }, slug: 'ferry' })}\n`,
  ],
])('names of columns are recognised, with %s', async (_, name, text) => {
  const { documents, refused } = await read(text, name);
  expect(refused).toEqual([]);
  expect(documents).toMatchObject([
    {
      headline: 'Ferry, back',
      standfirst: 'Short.',
      body: '<p>One.</p><p>Two.</p>',
      publishedAt: new Date('2026-03-04T10:00:00Z'),
      topics: ['river', 'boats'],
      sections: ['Town'],
      slug: 'ferry',
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay' } }],
    },
  ]);
});

test('a column map says which is which, what all have, and in which zone times are', async () => {
  const columns = readColumnMap(
    JSON.stringify({
      columns: {
        headline: 'Kop',
        body: 'Tekst',
        publishedAt: 'Tijd',
        keywords: { column: 'Woorden', separator: '/' },
        language: { value: 'nl' },
      },
      timeZone: 'Europe/Amsterdam',
    }),
  );
  const { documents } = await read(
    'Kop,Tekst,Tijd,Woorden\nVeer,Het vaart.,2026-07-04 10:00,boot/water\n',
    'a.csv',
    columns,
  );
  expect(documents).toMatchObject([
    { headline: 'Veer', publishedAt: new Date('2026-07-04T08:00:00Z'), topics: ['boot', 'water'], language: 'nl' },
  ]);
});

test.each([
  ['{', /no JSON/],
  ['{"columns": {"title": "a"}}', /wrong at columns/],
  ['{"columns": {}, "timeZone": "Mars"}', /Mars is no time zone/],
])('a map that is wrong is refused in words: %s', (json, reason) => {
  expect(() => readColumnMap(json)).toThrow(reason);
});

test('a column of the map that isn’t there is named, and so is what the table has', async () => {
  const columns = readColumnMap('{"columns": {"headline": "Kop"}}');
  await expect(read('a,b,c\n1,2,3\n', 'a.csv', columns)).rejects.toThrow(
    '“Kop” for headline, which isn’t there. It has: a, b, c',
  );
});

test('what is wrong in one row is told by row and column, and the others come in', async () => {
  const text = [
    'title,body,date,status',
    'One,x,2026-03-04,published',
    'Two,x,31/02/2026,published',
    'Three,x,2026-03-04,private',
    'Four,x,2026-03-04,draft',
    'Five,x,2026-03-04,published,more',
    'Six,x,2026-03-04,published',
  ].join('\n');
  const { documents, refused } = await read(text);
  expect(documents.map(({ headline, unsure }) => [headline, unsure === undefined])).toEqual([
    ['One', true],
    ['Four', false],
    ['Six', true],
  ]);
  expect(refused?.map(({ item, reason }) => `${item}: ${reason}`)).toEqual([
    expect.stringMatching(/^row 6: It has 5 cells, and the header has 4 columns/),
    expect.stringMatching(/^row 3: Two: Column “date”: “31\/02\/2026” is no date/),
    expect.stringMatching(/^row 4: Three: It isn’t public/),
  ]);
});

test('serial numbers of a spreadsheet are its days and times, in the map’s zone; what may be something else is refused', async () => {
  const columns = readColumnMap(
    '{"columns": {"headline": "t", "body": "b", "publishedAt": "d"}, "timeZone": "Europe/Paris"}',
  );
  const table = 't;b;d\nDay;x;45992\nNoon;x;45992,5\nPoint;x;45992.9999999\nYear;x;20260\nLong;x;459921\n';
  const { documents, refused } = await read(table, 'a.csv', columns);
  expect(documents.map(({ publishedAt, isDateOnly = false }) => [publishedAt.toISOString(), isDateOnly])).toEqual([
    ['2025-12-01T00:00:00.000Z', true],
    ['2025-12-01T11:00:00.000Z', false],
    ['2025-12-01T23:00:00.000Z', false],
  ]);
  expect(refused?.map(({ item }) => item)).toEqual(['row 5: Year', 'row 6: Long']);
});

test.each([
  ['Author,First Name,Last Name', 'ada-quay,Ada,Quay', ['Ada Quay']],
  ['Author First Name,Author Last Name,first_name,last_name', 'Ada,Quay,Tam,Weir', ['Ada Quay']],
  ['author_first_name,author_last_name,author_id', 'Ada,Quay,7', ['Ada Quay']],
  ['authorLastName,authorFirstName', 'Quay,Ada', ['Ada Quay']],
  ['autor_vorname,autor_nachname', 'Ada,Kai', ['Ada Kai']],
  ['Prénom de l’auteur,Nom de l’auteur', 'Ada,Quai', ['Ada Quai']],
  ['Author,Author First Name,Author Last Name', 'ada-quay,Ada,Quay', ['Ada Quay']],
  [
    'Author 1 First Name,Author 1 Last Name,Author 2 First Name,Author 2 Last Name',
    'Ada,Quay,Hob,Marl',
    ['Ada Quay', 'Hob Marl'],
  ],
  ['Author First Name,Author Last Name', ',Marl', ['Marl']],
  // Somebody else's, of whom the piece tells.
  ['first_name,last_name', 'Tam,Weir', []],
  ['author,first_name,last_name', ',Tam,Weir', []],
  ['author,first_name,last_name', 'ada-quay,Tam,Weir', []],
  ['writer,first_name,last_name', 'Hob Fell,Tam,Weir', ['Hob Fell']],
  ['journalist,author_first_name,author_last_name', 'Hob Fell,Tam,Weir', ['Hob Fell']],
  ['Autorin,Vorname,Nachname', 'Ada Quay,Tam,Weir', ['Ada Quay']],
  ['post_author,first_name,last_name', 'Hob Fell,Tam,Weir', ['Hob Fell']],
  // Nobody's who wrote it.
  ['Author,Author First Name,Author Last Name', 'Hob Marl,Ada,Quay', ['Hob Marl']],
  ['photographer_first_name,photographer_last_name', 'Ada,Quay', []],
  ['editor_first_name,editor_last_name', 'Ada,Quay', []],
  ['reader first name,reader last name', 'Ada,Quay', []],
  ['prénom,town', 'Ada,Quay', []],
  ['nom,town', 'Quay,Merrow', []],
])('an author’s name in two columns is one: %s (%s)', async (columns, cells, expected) => {
  const { documents } = await read(`title,body,date,${columns}\nPier shut,It is shut.,2026-03-04,${cells}\n`);
  expect(documents[0]?.attributions.map(({ source }) => source.name)).toEqual(expected);
});

test.each<[string, string, readonly string[], readonly (string | null)[]]>([
  ['the month first', 'Date', ['3/4/2026', '3/14/2026', '12/1/2025'], ['2026-03-04', '2026-03-14', '2025-12-01']],
  ['the day first', 'Date', ['04/03/2026 09:30', '14/03/2026 10:00'], ['2026-03-04T09:30', '2026-03-14T10:00']],
  ['the day first, with dashes', 'Datum', ['04-03-2026', '14-03-2026'], ['2026-03-04', '2026-03-14']],
  ['a column that may be a yes as well', 'Published', ['04/03/2026', '14/03/2026'], ['2026-03-04', '2026-03-14']],
  // Nobody knows which is the month.
  ['nothing that says it', 'Date', ['3/4/2026', '5/6/2026', '4/4/2026'], [null, null, '2026-04-04']],
  [
    'days that contradict each other',
    'Date',
    ['3/4/2026', '3/14/2026', '14/3/2026'],
    [null, '2026-03-14', '2026-03-14'],
  ],
  [
    'a day of the week in front',
    'Authored on',
    ['"Wed, 03/04/2026 - 09:30"', '"Sat, 03/14/2026 - 09:30"'],
    ['2026-03-04T09:30', '2026-03-14T09:30'],
  ],
  ['an hour in words', 'Date', ['3/4/2026 at 9', '3/14/2026'], [null, '2026-03-14']],
  ['days that are none', 'Date', ['3/4/2026', '31/31/2026'], [null, null]],
])('days with slashes of a table with %s', async (_, column, cells, expected) => {
  const text = `title,body,${column}\n${cells.map((cell, at) => `P${at},It is shut.,${cell}`).join('\n')}\n`;
  const { documents } = await read(text);
  const days = cells.map((_each, at) => documents.find(({ headline }) => headline === `P${at}`));
  expect(days.map((each) => each?.publishedAt.toISOString().slice(0, 16).replace('T00:00', '') ?? null)).toEqual(
    expected,
  );
  expect(days.flatMap((each) => each?.unsure ?? [])).toEqual([]);
});

test('the day that an embargo ends is read in the order of the table', async () => {
  const text = 'title,body,date,embargo\nOut,x,14/3/2026,\nLater,x,13/3/2026,6/7/2026\n';
  const { documents } = await read(text);
  expect(documents.map(({ publishedAt }) => publishedAt.toISOString().slice(0, 10))).toEqual([
    '2026-03-14',
    '2026-07-06',
  ]);
});

test('tables of Wix: the main section first, pictures by their addresses, the text with its marks, no ids', async () => {
  const tree = {
    nodes: [
      { type: 'HEADING', headingData: { level: 3 }, nodes: [{ type: 'TEXT', textData: { text: 'Next' } }] },
      {
        type: 'PARAGRAPH',
        nodes: [
          { type: 'TEXT', textData: { text: 'It is ', decorations: [] } },
          { type: 'TEXT', textData: { text: 'shut', decorations: [{ type: 'BOLD' }] } },
          {
            type: 'TEXT',
            textData: { text: '.', decorations: [{ type: 'LINK', linkData: { link: { url: 'https://p.example/' } } }] },
          },
        ],
      },
      { type: 'IMAGE', imageData: { image: { src: { id: 'a1_b2~mv2.jpg' } }, altText: 'A pier' } },
      { type: 'POLL', pollData: {} },
    ],
  };
  const cells = JSON.stringify(tree).replaceAll('"', '""');
  const text = `Main Category,Title,Tags,Plain Content,Cover Image,Published Date,Categories,Rich Content,Last Published Date\nTown,Pier,"[""0a1b2c3d-1111-2222-3333-444455556666""]",x,wix:image://v1/a1_c3~mv2.jpg/p.jpg#originWidth=9,2026-03-04T09:30:00Z,Sea,"${cells}",\n,Plan,[],x,,,,,\n`;
  const { documents } = await read(text);
  expect(documents).toMatchObject([
    {
      sections: ['Town', 'Sea'],
      topics: [],
      image: { url: 'https://static.wixstatic.com/media/a1_c3~mv2.jpg' },
      body: '<h3>Next</h3><p>It is <strong>shut</strong><a href="https://p.example/">.</a></p><figure><img src="https://static.wixstatic.com/media/a1_b2~mv2.jpg" alt="A pier" /></figure>',
      droppedFromBody: ['[poll]'],
      unsure: undefined,
    },
    { headline: 'Plan', unsure: expect.stringMatching(/Published Date is empty/) },
  ]);
});

test('tables of Beehiiv: what was sent is out, in its own word alone', async () => {
  const beehiiv =
    'id,web_title,status,audience,url,web_subtitle,email_subject_line,content_html,thumbnail_url,created_at\n';
  const { documents, refused } = await read(
    `${beehiiv}1,Pier,confirmed,free,https://p.example/1,Since,Pier!,<p>Shut.</p>,https://p.example/p.jpg,2026-03-04\n2,Plan,draft,free,,,,<p>x</p>,,2026-03-04\n3,Paid,confirmed,premium,,,,<p>x</p>,,2026-03-04\n`,
  );
  expect(documents).toMatchObject([
    { standfirst: 'Since', image: { url: 'https://p.example/p.jpg' }, unsure: undefined },
    { unsure: expect.stringMatching(/draft/) },
  ]);
  expect(refused).toMatchObject([{ item: 'row 4: Paid' }]);
  const other = await read('title,body,status,date\nPier,x,confirmed,2026-03-04\n');
  expect(other.documents[0]?.unsure).toMatch(/“confirmed”/);
});

test('an alias of Joomla is the slug in a table as well, and elsewhere a former one', async () => {
  const joomla = await read(
    'title,alias,introtext,fulltext,state,catid,category_title,created\nPier,pier-shut,<p>a</p>,<p>b</p>,1,8,Town,2026-03-04\n',
  );
  expect(joomla.documents).toMatchObject([{ slug: 'pier-shut', formerSlugs: undefined, sections: ['Town'] }]);
  const other = await read('title,alias,body,date\nPier,old-pier,x,2026-03-04\n');
  expect(other.documents).toMatchObject([{ formerSlugs: ['old-pier'] }]);
});

test('columns of TYPO3 and HubSpot are known', async () => {
  const typo3 =
    '"uid";"title";"bodytext";"datetime";"hidden";"path_segment"\n1;Pier;<p>Shut.</p>;1772616600;0;pier\n2;Plan;<p>No.</p>;1772616600;1;plan\n';
  const { documents, refused } = await read(typo3);
  expect(documents).toMatchObject([{ publishedAt: new Date('2026-03-04T09:30:00Z'), slug: 'pier' }]);
  expect(refused).toMatchObject([{ item: 'row 3: Plan' }]);
  const hubspot =
    'Post title,Post body,Publish date,Post URL,Post language\nPier,<p>Shut.</p>,2026-03-04 09:30,https://p.example/pier,en\n';
  expect((await read(hubspot)).documents).toMatchObject([{ url: 'https://p.example/pier', language: 'en' }]);
});

test.each([
  ['Tytuł;Lead;Treść;Data publikacji;Autor;Dział;Tagi;Zdjęcie;Podpis;Źródło zdjęcia', 'Polish'],
  ['Rubrik;Ingress;Brödtext;Publiceringsdatum;Författare;Avdelning;Nyckelord;Bild;Bildtext;Fotograf', 'Swedish'],
  ['Titel;Intro;Tekst;Publicatiedatum;Auteur;Rubriek;Trefwoorden;Afbeelding;Bijschrift;Fotograaf', 'Dutch'],
  [
    'Título;Subtítulo;Texto;Data de publicação;Autor;Editoria;Palavras-chave;Imagem;Legenda;Crédito da foto',
    'Portuguese',
  ],
  ['Headline;Deck;Copy;Run Date;Written by;Desk;Tags;Photo URL;Cutline;Photo Credit', 'a newsroom’s budget'],
])('the columns of a table are known by their names: %s (%s)', async (header) => {
  const { documents } = await read(
    `${header}\nPier;Since;It is shut.;2026-03-04;Ada Quay;Town;piers;https://p.example/p.jpg;A pier;Hob Marl\n`,
  );
  expect(documents).toMatchObject([
    {
      headline: 'Pier',
      standfirst: 'Since',
      body: '<p>It is shut.</p>',
      publishedAt: new Date('2026-03-04T00:00:00Z'),
      sections: ['Town'],
      topics: ['piers'],
      image: { url: 'https://p.example/p.jpg', caption: 'A pier', creditLine: 'Hob Marl' },
      attributions: expect.arrayContaining([
        expect.objectContaining({ source: expect.objectContaining({ name: 'Ada Quay' }) }),
      ]),
    },
  ]);
});

test('a picture of Airtable is the first of its attachments', async () => {
  const { documents } = await read(
    'Headline,Story,Publish Date,Photo\nPier,It is shut.,2026-03-04,"p.jpg (https://p.example/p.jpg),q.jpg (https://p.example/q.jpg)"\n',
  );
  expect(documents).toMatchObject([{ body: '<p>It is shut.</p>', image: { url: 'https://p.example/p.jpg' } }]);
});

test('a rubric is a section, and a subject a headline only where nothing else is one', async () => {
  const german = await read('Titel,Text,Datum,Rubrik\nPier zu,Er ist zu.,2026-03-04,Stadt\n');
  expect(german.documents).toMatchObject([{ headline: 'Pier zu', sections: ['Stadt'] }]);
  const mail = await read('Campaign,Subject,Send Date,HTML\nMarch,Pier shut,2026-03-04,<p>It is.</p>\n');
  expect(mail.documents).toMatchObject([{ headline: 'Pier shut' }]);
  const other = await read('Title,Subject,Date,Body\nPier shut,piers,2026-03-04,It is.\n');
  expect(other.documents).toMatchObject([{ headline: 'Pier shut' }]);
});

test.each([
  ['id,from,to,subject,date,body', '1,Ada,Hob,Lunch,2026-03-04,At one?'],
  ['name,email,subject,text,created_at', 'Ada,ada@quay.example,Lunch,At one?,2026-03-04'],
  ['ticket,subject,text,created_at,status', '7,Lunch,At one?,2026-03-04,'],
  ['subject,text,date', 'Lunch,At one?,2026-03-04'],
  ['sent at,to,subject,text', '2026-03-04,Hob,Lunch,At one?'],
])('a table of letters and requests holds no pieces: %s', async (header, cells) => {
  await expect(read(`${header}\n${cells}\n`)).rejects.toThrow(/“subject” and no headline/);
  const columns: ColumnMap = { columns: { headline: 'subject' } };
  expect((await read(`${header}\n${cells}\n`, 'a.csv', columns)).documents).toMatchObject([{ headline: 'Lunch' }]);
});

test('a German rubric beside an “Ingress” is no headline', async () => {
  const { documents } = await read('rubrik,ingress,text,datum\nLokales,Kurz,Am Kai.,2026-03-04\n');
  expect(documents).toMatchObject([{ headline: 'Am Kai.', sections: ['Lokales'] }]);
});

test.each([
  ['Subject Line,Sent At,HTML', 'Pier shut,2026-03-04,<p>It is.</p>'],
  ['subject,preheader,sent_at,html', 'Pier shut,Since March,2026-03-04,<p>It is.</p>'],
  ['email_id,Campaign Name,Subject,Send Date,Opens,HTML', '7,March,Pier shut,2026-03-04,90,<p>It is.</p>'],
  ['Rubrik,Text,Publiceringsdatum,Författare', 'Pier shut,Den är stängd.,2026-03-04,Ada Quay'],
])('a newsletter’s subject and a Swedish rubric are headlines: %s', async (header, cells) => {
  expect((await read(`${header}\n${cells}\n`)).documents).toMatchObject([{ headline: 'Pier shut' }]);
});

test.each([
  ['Name,Status,Publish date,Section,Text', 'Pier shut,Published,2026-03-04,Town,It is.', 'Pier shut'],
  ['Name,Status,Text,Date', 'Ada Quay,Published,At one.,2026-03-04', 'At one.'],
])('a name is a headline beside a date, a state and a rubric: %s', async (header, cells, expected) => {
  expect((await read(`${header}\n${cells}\n`)).documents).toMatchObject([{ headline: expected }]);
});

test('captions and credits are found in other languages', async () => {
  const french =
    'Titre;Texte;Date;Image;Légende;Crédit photo\nLe bac;Il part.;2026-03-04;https://p.example/f.jpg;Au soir;Hob Marl\n';
  const german =
    'Titel;Text;Datum;Bild;Bildunterschrift;Fotograf\nDie Fähre;Sie fährt.;2026-03-04;https://p.example/f.jpg;Am Abend;Hob Marl\n';
  expect((await read(french)).documents).toMatchObject([{ image: { caption: 'Au soir', creditLine: 'Hob Marl' } }]);
  expect((await read(german)).documents).toMatchObject([{ image: { caption: 'Am Abend', creditLine: 'Hob Marl' } }]);
});

const xml = (inner: string) => `<?xml version="1.0"?><archive>${inner}</archive>`;
const xmlPiece = (title: string, more = '', attributes = '') =>
  `<article ${attributes}><title>${title}</title><date>2026-03-04</date><body><p>It is <em>shut</em>.</p></body>${more}</article>`;

test('records in XML are rows: elements, attributes, lists and HTML', async () => {
  const { kind, documents, others } = await read(
    xml(
      `<site>Quay Post</site><authors><author><id>1</id></author><author><id>2</id></author></authors><articles>${xmlPiece(
        'Pier',
        '<byline>Ada Quay</byline><tags><tag>piers</tag><tag>storms</tag></tags><category>Town</category><category>Sea</category><image src="https://p.example/p.jpg" alt="A pier"/>',
        'id="7" status="published"',
      )}${xmlPiece('Plan', '', 'status="draft"')}</articles>`,
    ),
    'a.xml',
  );
  expect([kind, others]).toEqual(['xml-records', { authors: 2 }]);
  expect(documents).toMatchObject([
    {
      headline: 'Pier',
      body: '<p>It is <em>shut</em>.</p>',
      topics: ['piers', 'storms'],
      sections: ['Town', 'Sea'],
      image: { url: 'https://p.example/p.jpg', alt: 'A pier' },
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay' } }],
      unsure: undefined,
    },
    { headline: 'Plan', unsure: expect.stringMatching(/“draft”/) },
  ]);
});

test.each([
  [
    'MySQL',
    '<table_structure name="posts"><field Field="id"/></table_structure><table_data name="posts"><row><field name="title">Pier</field><field name="body">&lt;p>Shut.&lt;/p></field><field name="created_at">2026-03-04</field></row></table_data>',
  ],
  [
    'phpMyAdmin',
    '<table name="posts"><column name="title">Pier</column><column name="content">&lt;p>Shut.&lt;/p></column><column name="date">2026-03-04</column></table>',
  ],
  ['one piece', '<title>Pier</title><date>2026-03-04</date><text>&lt;p>Shut.&lt;/p></text>'],
])('rows of %s in XML are pieces', async (_, inner) => {
  const { documents, others } = await read(xml(inner), 'a.xml');
  expect(documents).toMatchObject([{ headline: 'Pier', body: '<p>Shut.</p>', isDateOnly: true }]);
  expect(others).toEqual({});
});

const tableOf = (element: string, name: string, title: string) =>
  `<${element} name="${name}"><column name="title">${title}</column><column name="body">Shut.</column><column name="created_at">2026-03-04</column></${element}>`;
const dumped = (name: string, title: string) =>
  `<table_data name="${name}"><row><field name="title">${title}</field><field name="body">Shut.</field><field name="date">2026-03-04</field></row></table_data>`;

test.each([
  ['a list of drafts', `<drafts>${xmlPiece('Plan')}</drafts>`, 1, {}],
  [
    'a list of drafts beside one that is out',
    `<drafts>${xmlPiece('Plan')}</drafts><articles>${xmlPiece('Pier')}</articles>`,
    0,
    { drafts: 1 },
  ],
  ['what the root says', `<status>draft</status>${xmlPiece('Plan')}`, 1, {}],
  ['a table of drafts', tableOf('table', 'drafts', 'Plan'), 1, {}],
  ['a dumped table of drafts', dumped('posts_drafts', 'Plan'), 1, {}],
  ['a database of drafts', `<database name="drafts">${tableOf('table', 'posts', 'Plan')}</database>`, 1, {}],
  ['a list that is named for drafts', `<list name="drafts">${xmlPiece('Plan')}</list>`, 1, {}],
  [
    'what stands in tables beside the pieces’',
    `${tableOf('table', 'comments', 'No')}${tableOf('table', 'posts', 'Pier')}${tableOf('table', 'posts_revisions', 'Plan')}${tableOf('table', 'private_messages', 'No')}`,
    0,
    { comments: 1, posts_revisions: 1, private_messages: 1 },
  ],
  ['an empty flag', xmlPiece('Plan', '<draft/>'), 1, {}],
  ['an empty flag with two tags', xmlPiece('Plan', '<unpublished></unpublished>'), 1, {}],
  ['an empty flag of an embargo', xmlPiece('Plan', '<embargoed/>'), 1, {}],
  ['what an attribute of a part says', xmlPiece('Plan', '<publication status="draft">Post</publication>'), 1, {}],
  ['what an empty part’s attribute says', xmlPiece('Plan', '<publication status="draft"/>'), 1, {}],
  ['an empty flag among what is said of it', xmlPiece('Plan', '<flags><draft/></flags>'), 1, {}],
  ['an empty flag beside the list', `<draft/>${xmlPiece('Plan')}`, 1, {}],
  ['an empty list of what was deleted beside it', `<deleted/>${xmlPiece('Pier')}`, 0, {}],
  ['a list that is called content', `<title>Quay Post</title><content>${xmlPiece('Pier')}</content>`, 0, {}],
  ['an empty date of deletion', xmlPiece('Pier', '<deleted_at/><expires/><embargo/><password/><status/>'), 0, {}],
  ['a flag of which there is none', xmlPiece('Pier', '<draft xsi:nil="true" xmlns:xsi="x"/>'), 0, {}],
  ['what an attribute says of an author', xmlPiece('Pier', '<author status="private">Ada Quay</author>'), 0, {}],
  ['a section on drafts of players', `<section name="NFL Drafts">${xmlPiece('Pier')}</section>`, 0, {}],
] satisfies [string, string, number, Record<string, number>][])(
  '%s in XML doesn’t come out unless it is out',
  async (_, inner, held, others) => {
    const page = await read(xml(inner), 'a.xml');
    expect(page.documents.filter(({ unsure }) => unsure !== undefined)).toHaveLength(held);
    expect(page.documents).toHaveLength(1);
    expect(page.others).toEqual(others);
  },
);

test.each([
  ['a root of drafts', `<drafts>${xmlPiece('Plan')}${xmlPiece('Shed')}</drafts>`, [true, true], {}],
  ['a piece that is a draft', `<draft><title>Plan</title><text>It is shut.</text></draft>`, [true], {}],
  [
    'an empty flag of some',
    xml(`${xmlPiece('Pier')}${xmlPiece('Plan', '<draft/>')}${xmlPiece('Shed')}${xmlPiece('Boat', '<deleted/>')}`),
    [false, true, false],
    {},
  ],
  [
    'a column of flags that is empty in some',
    xml(`${xmlPiece('Pier', '<draft/>')}${xmlPiece('Plan', '<draft>1</draft>')}`),
    [false, true],
    {},
  ],
  [
    'two tables',
    `<mysqldump><database name="post">${dumped('users', 'Ada').replaceAll('body', 'mail')}${dumped('posts', 'Pier')}</database></mysqldump>`,
    [false],
    { users: 1 },
  ],
  [
    'a list whose first has no text',
    `<articles><article><title>Pier</title></article>${xmlPiece('Plan')}</articles>`,
    [false, false],
    {},
  ],
  [
    'sections with pieces',
    `<paper><section name="Town">${xmlPiece('Pier')}${xmlPiece('Quay')}</section><section status="draft">${xmlPiece('Plan')}</section></paper>`,
    [false, false, true],
    {},
  ],
  [
    'a page beside pieces',
    `<site><page><title>Imprint</title><text>Us.</text></page>${xmlPiece('Pier')}${xmlPiece('Quay')}</site>`,
    [false, false],
    { page: 1 },
  ],
  [
    'pieces with related ones within',
    `<articles>${xmlPiece('Pier', `<related>${xmlPiece('Quay')}</related>`)}</articles>`,
    [false],
    {},
  ],
])('of XML with %s each piece is read', async (_, given, held, others) => {
  const page = await read(given, 'a.xml');
  expect(page.documents.map(({ unsure }) => unsure !== undefined)).toEqual(held);
  expect(page.others).toEqual(others);
});

test('paragraphs of a newspaper’s own format are a text', async () => {
  const { documents } = await read(
    '<articles><article><title>Pier</title><body><para>One.</para><crosshead>Then</crosshead><para>Two &amp; <b>more</b>.</para></body></article></articles>',
    'a.xml',
  );
  expect(documents).toMatchObject([{ body: '<p>One.</p><h2>Then</h2><p>Two &amp; <b>more</b>.</p>' }]);
});

test('thousands of tags of a piece in XML are read in time', async () => {
  const { documents } = await read(
    `<articles>${xmlPiece('Pier', '<tag>eels</tag>'.repeat(20_000))}</articles>`,
    'a.xml',
  );
  expect(documents).toMatchObject([{ topics: ['eels'] }]);
}, 4_000);

test.each([
  ['a map of a site', '<urlset><url><loc>https://p.example/</loc><news><title>Pier</title></news></url></urlset>'],
  ['a book’s data', '<package><metadata><title>Pier</title><date>2026-03-04</date></metadata></package>'],
  ['a project', '<project><name>pier</name><description>x</description></project>'],
  ['notes', '<en-export><note><title>Plan</title><content>It is shut.</content></note></en-export>', /Evernote/],
  ['a drawing', '<svg><title>Plan</title><text>It is shut.</text></svg>', /SVG/],
  ['a table of messages', `<pma>${tableOf('table', 'private_messages', 'No')}</pma>`],
])('%s holds no pieces', async (_, given, refusal = /It is XML but not a feed/) => {
  await expect(read(given, 'a.xml')).rejects.toThrow(refusal);
});

test('where an archive in XML breaks off is told', async () => {
  const broken = xml(xmlPiece('Pier')).replace('</archive>', '');
  await expect(read(broken, 'a.xml')).rejects.toThrow(/Its XML is broken in line 1/);
});

test('a line of JSON that is broken costs no other', async () => {
  const { documents, refused } = await read(
    '{"title": "One", "body": "x"}\n{"title":\n{"title": "Two", "body": "x"}\n',
    'a.jsonl',
  );
  expect(documents.map(({ headline }) => headline)).toEqual(['One', 'Two']);
  expect(refused).toMatchObject([{ item: 'line 2', reason: expect.stringMatching(/JSON is broken/) }]);
});

test('a time with the zone that Postgres writes keeps it, and signs that are written as in HTML are read', async () => {
  const columns = readColumnMap(
    '{"columns": {"headline": "t", "body": "b", "publishedAt": "d"}, "timeZone": "Asia/Tokyo"}',
  );
  const { documents } = await read('t,b,d\nVeer,Q &amp; A,2026-07-04 10:00:00+00\n', 'a.csv', columns);
  expect(documents).toMatchObject([{ body: '<p>Q &amp; A</p>', publishedAt: new Date('2026-07-04T10:00:00Z') }]);
});
