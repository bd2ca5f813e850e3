/** A hundred searches of every kind that readers type, and what each finds first: scripts, names, numbers, accents, forms, fields, errors. */

import { expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { highlighted, searchedLexemes } from '../../src/search/highlights.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { analyst, useNewsroom } from '../support/newsroom.ts';

/** By id: the name that it is called by here. */
const names = new Map<string, string>();

const says = (quote: string) => ({
  attributions: [{ role: 'QUOTED', source: { name: 'Ilse Brandt', kind: 'PERSON' }, quote }] as const,
});

const newsroom = useNewsroom(async (db) => {
  const pieces = [
    piece('metro', { language: 'zh', headline: '北京市政府宣布新地铁路线', body: '<p>首条列车明年开通。</p>' }),
    piece('phone', { language: 'ja', headline: '新型iPhone発売', body: '<p>東京都の店で行列ができた。</p>' }),
    piece('rice', { language: 'th', headline: 'ราคาข้าวสูงขึ้น', body: '<p>ชาวนาในภาคเหนือ</p>' }),
    piece('river', { language: 'km', headline: 'ទន្លេមេគង្គ', body: '<p>ទឹកឡើងខ្ពស់</p>' }),
    piece('seoul', { language: 'ko', headline: '서울시장이 버스 요금을 올린다', body: '<p>내년부터.</p>' }),
    piece('flu', { headline: 'WHO warns of a winter wave', body: '<p>It said so in Geneva.</p>' }),
    piece('band', { headline: 'The Who play Merrow again', body: '<p>They were loud.</p>' }),
    piece('play', { headline: 'Hamlet at the harbour', body: '<p>“To be or not to be,” he began.</p>' }),
    piece('phones', { headline: 'AT&T cuts its prices', body: '<p>IT departments cheered.</p>' }),
    piece('was', { language: 'de', headline: 'Was ist das für ein Licht?', body: '<p>Über der Bucht.</p>' }),
    piece('covid', { headline: 'COVID-19 cases fall', body: '<p>A-20 traffic rose in 2025-26.</p>' }),
    piece('bug', { headline: 'Patch for CVE-2026-2332', body: '<p>The library is written in C++.</p>' }),
    piece('jets', { headline: 'F-16 jets leave', body: '<p>After 9/11 they came.</p>' }),
    piece('tags', {
      headline: 'Online',
      body: '<p>#MeToo was everywhere; write to desk@merrow.example or @ferrywatch.</p>',
    }),
    piece('palace', { language: 'fr', headline: 'À l’Élysée, un dîner', body: '<p>Les maisons voisines.</p>' }),
    piece('city', { language: 'pl', headline: 'Łódź buduje tramwaje', body: '<p>Nowe linie.</p>' }),
    piece('table', { language: 'sv', headline: 'Smörgåsbord på bron', body: '<p>Folk kom.</p>' }),
    piece('hanoi', { headline: 'Rain in Hà Nội', body: '<p>Streets were flooded.</p>' }),
    piece('child', { headline: 'El Niño returns', body: '<p>Fishers expect it.</p>' }),
    piece('obrien', { headline: 'O’Brien resigns', body: '<p>She had been mayor.</p>' }),
    piece('istanbul', { language: 'tr', headline: 'Iğdır’da ışıklar', body: '<p>İstanbul’dan geldi.</p>' }),
    piece('street', { language: 'de', headline: 'Die große Straße', body: '<p>Müller baut Häuser.</p>' }),
    piece('odysseus', { language: 'el', headline: 'Οδυσσέας', body: '<p>Ο δρόμος.</p>' }),
    piece('school', { language: 'ar', headline: 'مُدَرِّسَة', body: '<p>في المدينة</p>' }),
    piece('peace', { language: 'he', headline: 'שָׁלוֹם', body: '<p>בעיר</p>' }),
    piece('elections', {
      headline: 'Councils vote',
      body: '<p>The elections were quiet; ballots were counted twice.</p>',
    }),
    piece('tide', {
      headline: 'Spring tide',
      body: '<table><tbody><tr><td>Quillfish</td><td>12</td></tr></tbody></table><p>Co\u00adoper\u00adation helped.</p>',
      topics: ['Coastal defence'],
      attributions: [{ role: 'CITED', source: { name: 'Tideway Institute', kind: 'COMPANY' } }],
    }),
    piece('tax-body', {
      headline: 'Budget',
      body: '<p>A levy on gravel, and other things that were said of gravel.</p>',
    }),
    piece('tax-head', { headline: 'Gravel levy passed', body: '<p>It was close.</p>' }),
    piece('said-fr', { language: 'fr', headline: 'Une phrase', ...says('L’Élysée n’a rien signé à Gdańsk') }),
    piece('said-zh', { language: 'zh', headline: '一句话', ...says('这座桥很安全') }),
    piece('said-en', { headline: 'One sentence', ...says('AM sent MiG-29 parts to Straße 9 in 2031-32; she hurried') }),
    piece('rain-hi', { language: 'hi', headline: 'फ़ैसला २०३१ में', body: '<p>हिंदी ज़रूरी है।</p>' }),
    piece('vote-fa', { language: 'fa', headline: 'رأی‌گیری در ری', body: '<p>او می‌خواهد کتاب ۴۷ را بخواند.</p>' }),
    piece('vote-ar', { language: 'ar', headline: 'الانتخابات في العريش', body: '<p>قال الرئيس</p>' }),
    piece('vote-he', { language: 'he', headline: 'הבחירות בירושלים', body: '<p>צה״ל</p>' }),
    piece('sound-ja', { language: 'ja', headline: 'ﾃﾚﾋﾞ局の障害', body: '<p>ニュース速報</p>' }),
    piece('union-uk', { language: 'uk', headline: 'Обʼєднання громад', body: '<p>Хлопці на ґанку.</p>' }),
    piece('uzbek', { language: 'uz', headline: 'Oʻzbekiston yangiliklari', body: '<p>Gʻalaba.</p>' }),
    piece('catalan', { language: 'ca', headline: 'Intel·ligència a l’Hospitalet', body: '<p>Els col·legis.</p>' }),
    piece('armenian', { language: 'hy', headline: 'Ի՞նչ է լինելու', body: '<p>Երևանում</p>' }),
    piece('azeri', { language: 'az', headline: 'Azərbaycanda seçkilər', body: '<p>Bakı.</p>' }),
    piece('malayalam', { language: 'ml', headline: 'കേരളത്തിൽ മഴ', body: '<p>അവൻ.</p>' }),
    piece('year-th', { language: 'th', headline: 'น้ำท่วมปี ๒๕๖๙', body: '<p>ภาคใต้</p>' }),
    piece('money-fr', { language: 'fr', headline: 'Douze mille', body: '<p>Soit 12\u202f750 euros, presqu’île.</p>' }),
    piece('marks-en', {
      headline: 'Hashtags and e-mails',
      body: '<p>#OrchardLanesMatter said J.K. Quillon of CO₂, and O’Neill’s wi‑fi.</p>',
    }),
    piece('states-he', { language: 'he', headline: 'קמפיין בארה״ב', body: '<p>מספר הנפגעים עלה</p>' }),
    piece('price-ar', { language: 'ar', headline: 'سعر ١٬٢٥٠', body: '<p>اليوم</p>' }),
    piece('house-fa', { language: 'fa', headline: 'خانۀ ما', body: '<p>الحُكُومَة</p>' }),
    piece('elided-fr', {
      language: 'fr',
      headline: 'Vue d’une ville',
      body: '<p>De l’arme et de l’aide, dit D’Arquin.</p>',
    }),
    piece('contracted-en', { headline: 'We’d rather not', body: '<p>She’ll say they don’t.</p>' }),
    piece('pier', { headline: 'The ship is near', body: '<p>A hearing will follow.</p>' }),
    piece('own-stem', { headline: 'Walnut', body: '<p>One stood there.</p>' }),
    piece('other-stem', { headline: 'Chestnuts', body: '<p>One stood there.</p>' }),
  ];
  for (const [n, id] of (await publish(db, pieces)).entries())
    names.set(encodeId('Article', id), pieces[n]?.origin ?? '');
  await indexAll(db);
});

type Row = readonly [search: string, first: string | null];

/** One request for a whole table; what is found first, or null. */
async function firsts(rows: readonly Row[], isLoose = false): Promise<Row[]> {
  const variables = Object.fromEntries(rows.map(([search], n) => [`s${n}`, search]));
  const declared = rows.map((_, n) => `$s${n}: String!`).join(', ');
  const fields = rows.map(
    (_, n) => `a${n}: articles(first: 1, where: { search: $s${n}, isLoose: ${isLoose} }) { nodes { id } }`,
  );
  const { data, errors } = await newsroom.ask<Record<string, { nodes: { id: string }[] }>>(
    `query (${declared}) { ${fields.join(' ')} }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return rows.map(([search], n) => [search, names.get(data?.[`a${n}`]?.nodes[0]?.id ?? '') ?? null]);
}

const tables: Readonly<Record<string, readonly Row[]>> = {
  'scripts without spaces, by any run of characters': [
    ['北京', 'metro'],
    ['地铁', 'metro'],
    ['新地铁路线', 'metro'],
    ['東京', 'phone'],
    ['iphone', 'phone'],
    ['発売', 'phone'],
    ['ข้าว', 'rice'],
    ['ទន្លេ', 'river'],
    ['서울', 'seoul'],
    ['버스 요금', 'seoul'],
    ['京北', null],
  ],
  'names in capitals and of stop words': [
    ['WHO', 'flu'],
    ['"The Who"', 'band'],
    ['The Who', 'band'],
    ['To be or not to be', 'play'],
    ['AT&T', 'phones'],
    ['IT departments', 'phones'],
    ['Was ist das', 'was'],
  ],
  'numbers and marks': [
    ['covid 19', 'covid'],
    ['COVID-19', 'covid'],
    ['covid19', 'covid'],
    ['2332', 'bug'],
    ['CVE-2026-2332', 'bug'],
    ['9/11', 'jets'],
    ['2025-26', 'covid'],
    ['A-20', 'covid'],
    ['F-16', 'jets'],
    ['f16', 'jets'],
    ['C++', 'bug'],
    ['#MeToo', 'tags'],
    ['metoo', 'tags'],
    ['@ferrywatch', 'tags'],
    ['desk@merrow.example', 'tags'],
  ],
  'with and without accents, marks and apostrophes': [
    ['elysee', 'palace'],
    ['Élysée', 'palace'],
    ['nino', 'child'],
    ['lodz', 'city'],
    ['ha noi', 'hanoi'],
    ['smorgasbord', 'table'],
    ['smörgåsbord', 'table'],
    ["O'Brien", 'obrien'],
    ['O’Brien', 'obrien'],
    ['obrien', 'obrien'],
    ['igdir', 'istanbul'],
    ['istanbul', 'istanbul'],
    ['strasse', 'street'],
    ['grosse Strasse', 'street'],
    ['mueller', 'street'],
    ['ΟΔΥΣΣΕΑΣ', 'odysseus'],
    ['مدرسة', 'school'],
    ['שלום', 'peace'],
    ['cooperation', 'tide'],
    ['Hà Nội'.normalize('NFD'), 'hanoi'],
  ],
  'signs that writers take for one another, in languages that keyboards have no letters for': [
    ['फैसला', 'rain-hi'],
    ['फ़ैसला 2031', 'rain-hi'],
    ['हिन्दी', 'rain-hi'],
    ['كتاب 47', 'vote-fa'],
    ['می خواهد', 'vote-fa'],
    ['میخواهد', 'vote-fa'],
    ['رای گیری', 'vote-fa'],
    ['انتخابات', 'vote-ar'],
    ['עצרת', null],
    ['ירושלים', 'vote-he'],
    ['בחירות', 'vote-he'],
    ['צהל', 'vote-he'],
    ['テレビ', 'sound-ja'],
    ['ﾆｭｰｽ', 'sound-ja'],
    ["об'єднання", 'union-uk'],
    ['обєднання', 'union-uk'],
    ['ганку', 'union-uk'],
  ],
  'letters with marks within and around them, and what is written as one': [
    ["o'zbekiston", 'uzbek'],
    ['gʻalaba', 'uzbek'],
    ['intelligencia', 'catalan'],
    ['intel.ligència', 'catalan'],
    ['col·legi', 'catalan'],
    ['ինչ', 'armenian'],
    ['Երեւանում', 'armenian'],
    ['azerbaycanda', 'azeri'],
    ['അവന്‍', 'malayalam'],
    ['2569', 'year-th'],
    ['12750', 'money-fr'],
    ['12.750', 'money-fr'],
    ["presqu'ile", 'money-fr'],
    ['orchard lanes', 'marks-en'],
    ['orchardlanesmatter', 'marks-en'],
    ['email', 'marks-en'],
    ['jk quillon', 'marks-en'],
    ['co2', 'marks-en'],
    ['oneill', 'marks-en'],
    ['wifi', 'marks-en'],
  ],
  'letters with marks, and words behind what is written as one with them': [
    ['ארה״ב', 'states-he'],
    ['ארהב', 'states-he'],
    ['1250', 'price-ar'],
    ['خانه', 'house-fa'],
    ['حكومة', 'house-fa'],
  ],
  'words with an apostrophe, which are no other words': [
    ['dunes', null],
    ['larmes', null],
    ['laides', null],
    ["d'une ville", 'elided-fr'],
    ['"l\'arme et de l’aide"', 'elided-fr'],
    ['darquin', 'elided-fr'],
    ['wedding', null],
    ['shelling', null],
    ["we'd rather", 'contracted-en'],
    ['dont', 'contracted-en'],
  ],
  'beginnings, of words with marks in them as well': [
    ['обʼєдн*', 'union-uk'],
    ["об'єдн*", 'union-uk'],
    ['gʻal*', 'uzbek'],
    ['oʻzb*', 'uzbek'],
    ['می‌خو*', 'vote-fa'],
    ['covid-1*', 'covid'],
    ['covid-2*', null],
    ['9/1*', 'jets'],
    ["l'élys*", 'palace'],
    ["o'br*", 'obrien'],
  ],
  'other forms, fields and operators': [
    ['election', 'elections'],
    ['maison', 'palace'],
    ['quillfish', 'tide'],
    ['coastal defence', 'tide'],
    ['tideway institute', 'tide'],
    ['gravel levy', 'tax-head'],
    ['"levy on gravel"', 'tax-body'],
    ['gravel -budget', 'tax-head'],
    [`${'gravel '.repeat(40)}walnut`, null],
    ['ballo*', 'elections'],
    ['quillfish or nothingness', 'tide'],
  ],
  'stop words as alternatives and behind a minus, which are neither always there nor never': [
    ['the or quillfish', 'tide'],
    ['xylograph or the', null],
    ['the or a quillfish', 'tide'],
    ['the xylograph or it', null],
    ['xylograph or das', null],
    ['das or Straße', 'street'],
    ['xylograph or dans', null],
    ['-the hamlet', 'play'],
    ['hamlet -IT', 'play'],
    ['departments -IT', null],
    ['"the" hamlet', 'play'],
    ['"the" quillfish', null],
    ['who -warns -play', null],
    ['-it who', 'band'],
    ['-the xylograph', null],
  ],
  'alternatives past stop words, beyond which `or` goes on to the next word': [
    ['xylograph or the quillfish', 'tide'],
    ['quillfish or the xylograph', 'tide'],
    ['xylograph or not a quillfish', 'tide'],
    ['xylograph or the quillfish or it', 'tide'],
    ['the or a quillfish xylograph', null],
    ['xylograph or the "quillfish"', 'tide'],
    ['xylograph or das Straße', 'street'],
    ['xylograph or the -quillfish', null],
    ['xylograph or hamlet quillfish', null],
  ],
  'what was said': [
    ['quote:elysee', 'said-fr'],
    ['quote:"l\'Elysee"', 'said-fr'],
    ['quote:gdansk', 'said-fr'],
    ['quote:桥很', 'said-zh'],
    ['quote:mig29', 'said-en'],
    ['quote:"MiG 29"', 'said-en'],
    ['quote:strasse', 'said-en'],
    ['quote:2032', null],
    ['quote:"2031-32"', 'said-en'],
    ['quote:AM', 'said-en'],
    ['quote:hurr*', 'said-en'],
    ['quote:hurrying', 'said-en'],
  ],
};

test.each(Object.entries(tables))('what readers type is found: %s', async (_, rows) => {
  expect(await firsts(rows)).toEqual(rows);
});

test('typing errors are put right, and some of the words will do, where it is asked for', async () => {
  const rows: Row[] = [
    ['elcetions', 'elections'],
    ['quilfish', 'tide'],
    ['Hamlet harbuor', 'play'],
    ['smorgasbrod', 'table'],
    ['tramwaje unheard', 'city'],
    ['Straßenhäuser', 'street'],
    // By the rules of French or Spanish a form of the word, but in no article in these.
    ['harboura', 'play'],
    ['wintera', 'flu'],
    ['harbouro', 'play'],
  ];
  expect(await firsts(rows, true)).toEqual(rows);
  expect(await firsts(rows)).toEqual(rows.map(([search]) => [search, null]));
});

test('what is found says by what, and what was meant', async () => {
  const ask = async (search: string) => {
    const { data } = await newsroom.ask<{
      articles: { search: { corrected: string | null }; edges: { foundBy: string; node: { id: string } }[] };
    }>(
      'query ($s: String!) { articles(first: 3, where: { search: $s, isLoose: true }) { search { corrected } edges { foundBy node { id } } } }',
      { s: search },
    );
    const { search: understood, edges = [] } = data?.articles ?? {};
    return { corrected: understood?.corrected, found: edges.map(({ foundBy, node }) => [names.get(node.id), foundBy]) };
  };
  expect(await ask('gravel levy')).toEqual({
    corrected: null,
    found: [
      ['tax-head', 'WORDS'],
      ['tax-body', 'WORDS'],
    ],
  });
  expect(await ask('Hamlet, harbuor')).toEqual({ corrected: 'Hamlet, harbour', found: [['play', 'CORRECTED_WORDS']] });
  // One letter from hearing, and a form of near.
  expect(await ask('nearing')).toEqual({ corrected: null, found: [['pier', 'WORDS']] });
  expect(await ask('tramwaje unheard')).toEqual({ corrected: null, found: [['city', 'SOME_WORDS']] });
});

test.each([
  ['障害', 'ﾃﾚﾋﾞ局の障害', ['障害']],
  ['テレビ', 'ﾃﾚﾋﾞ局の障害', ['ﾃﾚﾋﾞ']],
  ['서울', '서울시장이'.normalize('NFD'), ['서울'.normalize('NFD')]],
  ['ספר', 'מספר הנפגעים עלה', ['ספר']],
  ['הבחירות', 'בחירות', ['בחירות']],
  ['انتخابات', 'الانْتِخابات في ٢٠٢٦', ['انْتِخابات']],
  ['ארה״ב', 'קמפיין בארה״ב', ['ארה״ב']],
])('%s is marked in %s, and nothing beside it', (search, text, marked) => {
  const lexemes = new Set(searchedLexemes(search).keys());
  const { ranges } = highlighted(text, { lexemes, stems: new Set() }, { stemsOf: new Map() });
  expect(ranges.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(marked);
});

test('analysts are told what each field gave', async () => {
  const query =
    'query { articles(first: 2, where: { search: "gravel" }) { edges { explain { score headline standfirst beside body } node { id } } } }';
  const edgesOf = (answer: unknown) =>
    (answer as { data?: { articles: { edges: { explain: Record<string, number> | null; node: { id: string } }[] } } })
      .data?.articles.edges ?? [];
  const edges = edgesOf(await newsroom.askAs(analyst, query));
  expect(edges.map(({ node }) => names.get(node.id))).toEqual(['tax-head', 'tax-body']);
  const [head, body] = edges.map(({ explain }) => explain);
  expect(head).toMatchObject({ standfirst: 0, beside: 0, body: 0 });
  expect(head?.headline).toBeCloseTo(head?.score ?? 0, 4);
  expect(body).toMatchObject({ headline: 0, standfirst: 0, beside: 0 });
  expect(body?.body).toBeGreaterThan(0);
  expect(edgesOf(await newsroom.ask(query)).map(({ explain }) => explain)).toEqual([null, null]);
});

test('a word is as rare whether or not it is its own stem, and what stands together counts little beside its parts', async () => {
  const scores = async (search: string) => {
    const answer = await newsroom.askAs<{ articles: { edges: { explain: { score: number } }[] } }>(
      analyst,
      'query ($search: String!) { articles(where: { search: $search, isLoose: false, language: "en" }) { edges { explain { score } } } }',
      { search },
    );
    return answer.data?.articles.edges.map(({ explain }) => explain.score) ?? [];
  };
  const [one, other] = await scores('walnut or chestnuts');
  expect(one).toBe(other);
  const [together = 0] = await scores('COVID-19');
  const [apart = 0] = await scores('"COVID 19"');
  expect(together / apart).toBeLessThan(1.25);
});

test('a headline in which a longer word is begun comes before one that has hardly more than what is typed', async () => {
  const { data } = await newsroom.ask<{ suggest: { text: string }[] }>('{ suggest(prefix: "le") { text } }');
  expect(data?.suggest.map(({ text }) => text)).toEqual(['F-16 jets leave', 'Gravel levy passed']);
});
