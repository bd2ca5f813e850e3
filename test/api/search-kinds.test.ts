/** More searches of every kind, of pieces that have what is near beside what is meant. */

import { expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const names = new Map<string, string>();

const newsroom = useNewsroom(async (db) => {
  const pieces = [
    piece('flood', { language: 'zh', headline: '暴雨过后长江水位持续上涨', body: '<p>沿江三个县已转移居民。</p>' }),
    piece('baseball', {
      language: 'ja',
      headline: '高校野球、延長の末に北浜が優勝',
      body: '<p>スタジアムは満員だった。ＮＨＫが中継した。</p>',
    }),
    piece('ferry-th', { language: 'th', headline: 'เรือข้ามฟากหยุดวิ่งชั่วคราว', body: '<p>ผู้โดยสารต้องใช้สะพานแทน</p>' }),
    piece('school-km', { language: 'km', headline: 'សាលារៀនថ្មីបើកទ្វារ', body: '<p>សិស្សបីរយនាក់ចូលរៀន</p>' }),
    piece('strike-ko', {
      language: 'ko',
      headline: '항만노동자들이 파업을 끝냈다',
      body: '<p>협상은 밤새 이어졌다.</p>',
    }),
    piece('market-my', { language: 'my', headline: 'ဈေးသစ်ဖွင့်ပွဲ', body: '<p>မြို့လယ်တွင်ကျင်းပသည်</p>' }),
    piece('us', { headline: 'US and EU near a deal on steel', body: '<p>Let us hope, said a miller.</p>' }),
    piece('let-us', { headline: 'Give us back our beach', body: '<p>They asked for it.</p>' }),
    piece('band-the', { headline: 'The The return to Halden', body: '<p>A night of songs.</p>' }),
    piece('vitamin', { headline: 'Who needs vitamin A?', body: '<p>Hardly anyone over 30.</p>' }),
    piece('willbe', { headline: 'Will will be missed', body: '<p>Will Ardent was the harbour master.</p>' }),
    piece('sein', { language: 'de', headline: '„Das war es dann“', body: '<p>Mehr sagte er nicht.</p>' }),
    piece('budget', {
      headline: 'Council spends £4.5m on 1,250 lamps',
      body: '<p>By 2031/32 all are of the type LED-7b; the tender was no. 88-412.</p>',
    }),
    piece('road', {
      headline: 'A1(M) shut near junction 12a',
      body: '<p>A 737-800 was not involved. Route 66 is elsewhere.</p>',
    }),
    piece('code', {
      headline: 'F# and .NET taught in Merrow',
      body: '<p>Node.js too. Ask at teach@merrow.example or see https://merrow.example/courses/f-sharp?term=2.</p>',
    }),
    piece('tagged', { headline: '#StopTheQuay gathers', body: '<p>@merrow_now wrote of 24/7 watches.</p>' }),
    piece('date', {
      headline: 'What 7-Eleven and 5G changed',
      body: '<p>On 3.10.1990 nobody had one; p53 was known.</p>',
    }),
    piece('zurich', {
      language: 'de',
      headline: 'Zürich führt Maut für Straßenkreuzer ein',
      body: '<p>Die Fußgänger jubeln über die Öffnung.</p>',
    }),
    piece('krakow', { language: 'pl', headline: 'Kraków żegna śnieg', body: '<p>Źródła milczą.</p>' }),
    piece('sao', {
      language: 'pt',
      headline: 'São Paulo proíbe canhões de água',
      body: '<p>A decisão não é final.</p>',
    }),
    piece('reyk', { language: 'is', headline: 'Þingvellir lokað', body: '<p>Ægir sagði frá.</p>' }),
    piece('malmo', {
      language: 'sv',
      headline: 'Malmö får ny brandstation',
      body: '<p>Räddningstjänsten flyttar.</p>',
    }),
    piece('aarhus', { language: 'da', headline: 'Århus bygger sø', body: '<p>Fisken kommer senere.</p>' }),
    piece('dang', {
      headline: 'Đặng Thị Hương wins',
      body: '<p>The café crème was cold; a naïve coöperative paid.</p>',
    }),
    piece('damore', { language: 'it', headline: 'Nell’orto d’Amore', body: '<p>Un po’ d’acqua per l’ulivo.</p>' }),
    piece('neill', {
      headline: 'Rosie O‘Neill and the Cat-o’-nine-tails',
      body: '<p>Rock ’n’ roll followed; it’s the ’90s again.</p>',
    }),
    piece('izmir', {
      language: 'tr',
      headline: 'İzmir’de kıyı şeridi ÇİÇEK açtı',
      body: '<p>Diyarbakır’ın karpuzları da geldi.</p>',
    }),
    piece('limani', { language: 'el', headline: 'Το λιμάνι της Θάσος', body: '<p>Οι ψαράδες γύρισαν.</p>' }),
    piece('souk', {
      language: 'ar',
      headline: 'افتتاح السوق الجديدة',
      body: '<p>قالَ التُّجّار إنّ الأسعار ثابتة. إلى الميناء</p>',
    }),
    piece('beach-he', { language: 'he', headline: 'חוף הים נפתח', body: '<p>ה"כנסת" הצביעה; צה״ל לא.</p>' }),
    piece('kyiv', {
      language: 'uk',
      headline: 'У Києві відкрили міст',
      body: '<p>Ґанок пофарбували. Об’єкт готовий.</p>',
    }),
    piece('moscow', { language: 'ru', headline: 'Ёлка на площади', body: '<p>Самолёты не летали.</p>' }),
    piece('hindi', { language: 'hi', headline: 'नदी का पानी बढ़ा', body: '<p>गाँव खाली कराए गए।</p>' }),
    piece('table2', {
      headline: 'Landings in March',
      body: '<table><caption>Tonnes of gurnard</caption><thead><tr><th>Port</th></tr></thead><tbody><tr><td>Skerrivore</td></tr></tbody></table><figure><img src="https://merrow.example/b.jpg" alt="A coracle by the slipway"><figcaption>Photo of withies</figcaption></figure><blockquote><p>Nobody mends nets anymore</p></blockquote><p>H<sub>2</sub>O was tested; 5<sup>th</sup> time. bread&nbsp;and&nbsp;butter &amp; jam</p>',
      topics: ['Public health'],
      attributions: [
        { role: 'QUOTED', source: { name: 'Ines Ångström', kind: 'PERSON' }, quote: 'Mackerel sleep badly' },
      ],
    }),
  ];
  for (const [n, id] of (await publish(db, pieces)).entries())
    names.set(encodeId('Article', id), pieces[n]?.origin ?? '');
  await indexAll(db);
});

type Row = readonly [search: string, first: string | null];

/** What is found first, or null, by requests of as many fields as one may have. */
async function firsts(rows: readonly Row[]): Promise<Row[]> {
  const found: Row[] = [];
  for (let start = 0; start < rows.length; start += 20) {
    const some = rows.slice(start, start + 20);
    const variables = Object.fromEntries(some.map(([search], n) => [`s${n}`, search]));
    const declared = some.map((_, n) => `$s${n}: String!`).join(', ');
    const fields = some.map(
      (_, n) => `a${n}: articles(first: 1, where: { search: $s${n}, isLoose: false }) { nodes { id } }`,
    );
    const { data, errors } = await newsroom.ask<Record<string, { nodes: { id: string }[] }>>(
      `query (${declared}) { ${fields.join(' ')} }`,
      variables,
    );
    expect(errors).toBeUndefined();
    found.push(...some.map(([search], n): Row => [search, names.get(data?.[`a${n}`]?.nodes[0]?.id ?? '') ?? null]));
  }
  return found;
}

const tables: Readonly<Record<string, readonly Row[]>> = {
  'runs of characters': [
    ['长江', 'flood'],
    ['水位', 'flood'],
    ['长江水位', 'flood'],
    ['江', 'flood'],
    ['居民 暴雨', 'flood'],
    ['野球', 'baseball'],
    ['スタジアム', 'baseball'],
    ['NHK', 'baseball'],
    ['優勝', 'baseball'],
    ['สะพาน', 'ferry-th'],
    ['เรือข้ามฟาก', 'ferry-th'],
    ['សាលារៀន', 'school-km'],
    ['សិស្ស', 'school-km'],
    ['파업', 'strike-ko'],
    ['노동자', 'strike-ko'],
    ['ဈေး', 'market-my'],
    ['江长', null],
  ],
  'names of stop words': [
    ['US', 'us'],
    ['US EU', 'us'],
    ['give us', 'let-us'],
    ['The The', 'band-the'],
    ['"the the"', 'band-the'],
    ['vitamin A', 'vitamin'],
    ['Will will be', 'willbe'],
    ['das war es', 'sein'],
    ['"Das war es dann"', 'sein'],
  ],
  'numbers and marks': [
    ['4.5m', 'budget'],
    ['£4.5m', 'budget'],
    ['1,250', 'budget'],
    ['1250', 'budget'],
    ['2031/32', 'budget'],
    ['LED-7b', 'budget'],
    ['led7b', 'budget'],
    ['88-412', 'budget'],
    ['A1(M)', 'road'],
    ['12a', 'road'],
    ['737-800', 'road'],
    ['route 66', 'road'],
    ['F#', 'code'],
    ['.NET', 'code'],
    ['node.js', 'code'],
    ['nodejs', 'code'],
    ['teach@merrow.example', 'code'],
    ['merrow.example/courses', 'code'],
    ['https://merrow.example/courses/f-sharp?term=2', 'code'],
    ['stopthequay', 'tagged'],
    ['#stopthequay', 'tagged'],
    ['@merrow_now', 'tagged'],
    ['merrow_now', 'tagged'],
    ['24/7', 'tagged'],
    ['7-eleven', 'date'],
    ['7 eleven', 'date'],
    ['5g', 'date'],
    ['3.10.1990', 'date'],
    ['p53', 'date'],
    ['H2O', 'table2'],
  ],
  'accents and spellings': [
    ['zurich', 'zurich'],
    ['zuerich', 'zurich'],
    ['Strassenkreuzer', 'zurich'],
    ['fussgaenger', 'zurich'],
    ['oeffnung', 'zurich'],
    ['krakow', 'krakow'],
    ['zegna snieg', 'krakow'],
    ['sao paulo', 'sao'],
    ['canhoes', 'sao'],
    ['decisao', 'sao'],
    ['thingvellir', 'reyk'],
    ['aegir', 'reyk'],
    ['malmo', 'malmo'],
    ['malmoe', 'malmo'],
    ['aarhus', 'aarhus'],
    ['arhus', 'aarhus'],
    ['dang thi huong', 'dang'],
    ['Đặng'.normalize('NFD'), 'dang'],
    ['cooperative naive', 'dang'],
    ['cafe creme', 'dang'],
  ],
  apostrophes: [
    ["nell'orto", 'damore'],
    ['amore', 'damore'],
    ['d’amore', 'damore'],
    ['acqua', 'damore'],
    ["O'Neill", 'neill'],
    ['oneill', 'neill'],
    ['O’Neill’s', 'neill'],
    ["cat-o'-nine-tails", 'neill'],
    ["rock 'n' roll", 'neill'],
    ["it's", 'neill'],
    ["'90s", 'neill'],
    ["izmir'de", 'izmir'],
    ['izmir', 'izmir'],
    ['İZMİR', 'izmir'],
    ['IZMIR', 'izmir'],
    ['kiyi', 'izmir'],
    ['çiçek', 'izmir'],
    ['cicek', 'izmir'],
    ['diyarbakir', 'izmir'],
    ["об'єкт", 'kyiv'],
  ],
  'other alphabets': [
    ['ΛΙΜΑΝΙ', 'limani'],
    ['λιμανι', 'limani'],
    ['θασοσ', 'limani'],
    ['ΘΆΣΟΣ', 'limani'],
    ['السوق', 'souk'],
    ['سوق', 'souk'],
    ['قال', 'souk'],
    ['الى الميناء', 'souk'],
    ['التجار', 'souk'],
    ['חוף', 'beach-he'],
    ['כנסת', 'beach-he'],
    ['צה"ל', 'beach-he'],
    ['צהל', 'beach-he'],
    ['києві', 'kyiv'],
    ['елка', 'moscow'],
    ['ёлка', 'moscow'],
    ['самолет', 'moscow'],
    ['पानी', 'hindi'],
    ['गांव', 'hindi'],
  ],
  'fields and operators': [
    ['gurnard', 'table2'],
    ['skerrivore', 'table2'],
    ['coracle', 'table2'],
    ['withies', 'table2'],
    ['mends nets', 'table2'],
    ['mackerel', 'table2'],
    ['ines angstrom', 'table2'],
    ['public health', 'table2'],
    ['bread and butter', 'table2'],
    ['"bread and butter"', 'table2'],
    ['butter & jam', 'table2'],
    ['source:"ines angstrom"', 'table2'],
    ['topic:"public health" gurnard', 'table2'],
    ['quote:"mackerel sleep"', 'table2'],
    ['quote:mackerel', 'table2'],
    ['source:"ines angstrom" -gurnard', null],
    ['gurnard before:1990', null],
    ['gurnard after:1990-02', 'table2'],
  ],
};

test.each(Object.entries(tables))('what readers type is found: %s', async (_, rows) => {
  expect(await firsts(rows)).toEqual(rows);
});
