/**
 * Inputs of an import: finding files, reading and decoding them, telling their format, and XML that attacks parsers.
 */

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeText } from '../../src/import/decode.ts';
import { detectKind } from '../../src/import/detect.ts';
import { RefusedInput } from '../../src/import/imported-document.ts';
import { findInputs, type ReadInput, readInput } from '../../src/import/input.ts';
import { guardXml } from '../../src/import/xml.ts';

const fixtures = join(import.meta.dirname, '../fixtures/inputs');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-input-'));
});
afterAll(() => rm(folder, { recursive: true }));

const none = Readable.from([]);

async function readFile(name: string, bytes: Uint8Array | string): Promise<ReadInput> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readInput({ kind: 'file', name: path }, none);
}

const text = ({ bytes }: ReadInput) => Buffer.from(bytes).toString();

describe('inputs are found', () => {
  test('in a folder: by name, below too, without hidden files and names that are no input', async () => {
    const { inputs, skipped, refused } = await findInputs([fixtures]);
    expect(inputs.map(({ name }) => relative(fixtures, name))).toEqual([
      ...['deeper/quay.atom', 'deeper/still/harbour.json', 'ferry.html', 'lighthouse.rss', 'tide.TXT'],
    ]);
    expect({ skipped, refused }).toEqual({ skipped: new Map([['.bak', 1]]), refused: [] });
  });

  test('in a folder with links that lead in a circle', async () => {
    const circle = join(folder, 'circle');
    await mkdir(join(circle, 'inner'), { recursive: true });
    await symlink(circle, join(circle, 'inner', 'up'));
    await symlink(join(circle, 'nowhere.xml'), join(circle, 'dead.xml'));
    await writeFile(join(circle, 'inner', 'one.xml.gz'), '');
    const { inputs, skipped } = await findInputs([circle]);
    expect(inputs.map(({ name }) => relative(circle, name))).toEqual(['inner/one.xml.gz']);
    expect(skipped).toEqual(
      new Map([
        ['.xml', 1],
        ['no ending', 1],
      ]),
    );
  });

  test('among arguments: files of any name, addresses, and standard input, each once', async () => {
    const { inputs } = await findInputs([
      '-',
      'README.md',
      'https://news.example/feed',
      '-',
      'HTTP://news.example/',
      'file:///etc/hosts',
    ]);
    expect(inputs.map(({ kind }) => kind)).toEqual(['stdin', 'file', 'address', 'address', 'address']);
  });
});

describe('reading an input', () => {
  test('gives the bytes of a file, of a gzipped file of any name, and of standard input', async () => {
    expect(text(await readFile('plain.txt', 'hello'))).toBe('hello');
    expect(text(await readFile('packed.txt', gzipSync('hello')))).toBe('hello');
    expect(
      text(await readInput({ kind: 'stdin', name: '-' }, Readable.from([Buffer.from('hel'), Buffer.from('lo')]))),
    ).toBe('hello');
    expect(text(await readInput({ kind: 'stdin', name: '-' }, Readable.from([gzipSync('hello')])))).toBe('hello');
  });

  test.each([
    ['an empty file', '', /is empty/],
    ['an empty gzip', gzipSync(''), /is empty/],
    ['a gzip that breaks off', gzipSync('hello '.repeat(100)).subarray(0, 24), /breaks off/],
    [
      'a gzip that is damaged',
      Buffer.concat([gzipSync('hello').subarray(0, 10), Buffer.from('????????????')]),
      /damaged/,
    ],
    ['a gzip that inflates without end', gzipSync(Buffer.alloc(51_000_000)), /larger than 50 MB when inflated/],
  ])('%s is refused', async (_, bytes, reason) => {
    await expect(readFile('bad.xml', bytes)).rejects.toThrow(reason);
    await expect(readFile('bad.xml', bytes)).rejects.toThrow(RefusedInput);
  });

  test('refuses a file of 200 MB by its size, without reading it', async () => {
    const name = join(folder, 'sparse.xml');
    const file = await open(name, 'w');
    await file.truncate(200_000_000);
    await file.close();
    const before = process.memoryUsage().arrayBuffers;
    await expect(readInput({ kind: 'file', name }, none)).rejects.toThrow('It is larger than 50 MB.');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  test('refuses endless standard input', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1_000_000);
      })(),
    );
    await expect(readInput({ kind: 'stdin', name: '-' }, endless)).rejects.toThrow('It is larger than 50 MB.');
  });

  test('refuses what is missing, no file, or a link to itself', async () => {
    const read = (name: string) => readInput({ kind: 'file', name: join(folder, name) }, none);
    await symlink(join(folder, 'self'), join(folder, 'self'));
    execFileSync('mkfifo', [join(folder, 'pipe.xml')]);
    await expect(read('gone.xml')).rejects.toThrow('There is no such file or folder.');
    await expect(read('self')).rejects.toThrow(/leads back to itself/);
    await expect(read('pipe.xml')).rejects.toThrow('It is not a file.');
  });
});

describe('decoding of', () => {
  const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]); // "Привет" in windows-1251
  const utf16 = (string: string, mark: boolean) => Buffer.from((mark ? '\ufeff' : '') + string, 'utf16le');

  test.each<[string, Uint8Array, string | undefined, string]>([
    ['UTF-8', Buffer.from('Zoë'), undefined, 'Zoë'],
    ['a byte order mark against HTTP', Buffer.from('\ufeffZoë'), 'iso-8859-1', 'Zoë'],
    ['UTF-16, little end first', utf16('<a>Zoë</a>', true), undefined, '<a>Zoë</a>'],
    ['UTF-16, big end first', utf16('<a>Zoë</a>', true).swap16(), undefined, '<a>Zoë</a>'],
    ['UTF-16 without a mark', utf16('<?xml version="1.0"?>', false), undefined, '<?xml version="1.0"?>'],
    ['what HTTP says', cyrillic, 'windows-1251', 'Привет'],
    [
      'what HTTP says wrongly',
      Buffer.from('<?xml version="1.0" encoding="utf-8"?>Zoë'),
      'x-nonsense',
      '<?xml version="1.0" encoding="utf-8"?>Zoë',
    ],
    [
      'an XML declaration',
      Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1251"?>'), cyrillic]),
      undefined,
      '<?xml version="1.0" encoding="windows-1251"?>Привет',
    ],
    [
      'an HTML meta',
      Buffer.concat([Buffer.from('<meta charset=windows-1251>'), cyrillic]),
      undefined,
      '<meta charset=windows-1251>Привет',
    ],
    [
      'an old HTML meta',
      Buffer.concat([
        Buffer.from('<META http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        cyrillic,
      ]),
      undefined,
      '<META http-equiv="Content-Type" content="text/html; charset=windows-1251">Привет',
    ],
    [
      'an HTML meta with more before it',
      Buffer.concat([Buffer.from('<meta name="charset" content="a<b; charset=windows-1251">'), cyrillic]),
      undefined,
      '<meta name="charset" content="a<b; charset=windows-1251">Привет',
    ],
    ['Shift_JIS', Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'shift_jis', '日本'],
    ['GBK', Buffer.from([0xd6, 0xd0]), 'gb2312', '中'],
    ['nothing said, and no UTF-8', Buffer.from([0x5a, 0x6f, 0xeb, 0x20, 0x93, 0x80, 0x94]), undefined, 'Zoë “€”'],
    [
      'UTF-8 said, but Latin-1 meant',
      Buffer.from('<?xml version="1.0" encoding="utf-8"?>Zo\xeb', 'latin1'),
      undefined,
      '<?xml version="1.0" encoding="utf-8"?>Zo\ufffd',
    ],
    [
      'UTF-16 said in plain ASCII',
      Buffer.from('<?xml version="1.0" encoding="utf-16"?>Zoë'),
      undefined,
      '<?xml version="1.0" encoding="utf-16"?>Zoë',
    ],
    ['a stray control character', Buffer.from('Zo\x0bë'), undefined, 'Zoë'],
  ])('%s gives its text', (_, bytes, charset, expected) => {
    expect(decodeText(bytes, charset)).toBe(expected);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['a PNG named .xml', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), /a PNG picture/],
    ['a JPEG', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), /a JPEG picture/],
    ['a PDF', Buffer.from('%PDF-1.7 and so on'), /a PDF/],
    ['a ZIP', Buffer.from('PK\x03\x04', 'latin1'), /a ZIP/],
    ['gzip in gzip', gzipSync('x'), /gzip within gzip/],
    ['text with a NUL', Buffer.from('hello\0'), /binary/],
    ['many control characters', Buffer.from('\x01\x02\x03\x04'.repeat(10)), /binary/],
  ])('%s is refused', (_, bytes, reason) => {
    expect(() => decodeText(bytes)).toThrow(reason);
  });
});

describe('the format of a text', () => {
  test.each([
    ['feed', '<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0">', 'page.html'],
    ['feed', '\n <?xml version="1.0"?><a:feed xmlns:a="http://www.w3.org/2005/Atom">', '-'],
    ['feed', '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "x.dtd"><rss>', 'a.xml'],
    ['feed', '<!DOCTYPE rss [<!ENTITY a "]">]><rss>', 'a.xml'],
    ['feed', '<!DOCTYPE lolz [<!ENTITY a "]>">]><lolz>', 'a.xml'],
    ['feed', '<rdf:RDF>', 'a.txt'],
    ['feed', '{"version": "https://jsonfeed.org/version/1.1"}', 'a.json'],
    ['html', '<!doctype html><title>x</title>', 'https://news.example/feed'],
    ['html', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html>', 'a.xml'],
    ['html', '<p>A fragment', 'a.txt'],
    ['html', 'Warning: line 3 <html><body>', 'a.txt'],
    ['html', 'Words first, <p>then tags', 'a.htm.gz'],
    ['text', 'Words, and how <p> is written', 'a.txt'],
    ['text', '[Updated] The ferry is back', 'a.txt'],
    ['text', '<Jo> did you see the ferry?', 'chat.txt'],
  ])('is %s for: %s', (kind, content, name) => {
    expect(detectKind(content, name)).toBe(kind);
  });

  test.each([
    ['{"title": "no version"}', 'a.json', /JSON but not a JSON Feed/],
    ['{"version": "2.0", "rss": {}}', 'a.txt', /JSON but not a JSON Feed/],
    ['[1, 2]', '-', /JSON but not a JSON Feed/],
    ['{"version": "https://jsonfeed.org/version/1.1", "items": [', 'a.json', /JSON is broken/],
    ['hello', 'a.json', /not what its name says: not JSON/],
    ['<opml version="2.0"></opml>', 'a.xml', /an outline \(OPML\), which can’t be imported/],
    ['<?xml version="1.0"?><urlset></urlset>', 'a.xml', /it holds <urlset>/],
    ['<head><title>Document moved</title></head>', 'a.rss', /not what its name says: a web page, not a feed/],
    ['Not found', 'https://news.example/feed.atom?x=1', /not what its name says: text, not a feed/],
    [' \n', 'a.txt', /is empty/],
  ])('%s in %s is refused', (content, name, reason) => {
    expect(() => detectKind(content, name)).toThrow(reason);
  });
});

describe('the guard on XML', () => {
  test('repairs unambiguous mistakes, and nothing in CDATA, comments and instructions', () => {
    const verbatim = '<![CDATA[a & b <p>]]><!-- c & d --><?e f & g?>';
    expect(
      guardXml(` \n<?xml version="1.0"?><x a="?b=1&c=2">R&D &nbsp;&amp;&lt;&#233;&#xE9;&#0;&#xD800;${verbatim}</x>`),
    ).toBe(
      `<?xml version="1.0"?><x a="?b=1&amp;c=2">R&amp;D &amp;nbsp;&amp;&lt;&#233;&#xE9;\ufffd\ufffd${verbatim}</x>`,
    );
  });

  test('removes a DOCTYPE that defines nothing', () => {
    expect(guardXml('<!DOCTYPE rss SYSTEM "https://news.example/rss.dtd"><rss/>')).toBe('<rss/>');
  });

  test.each([
    ['<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', /doctype defines/],
    ['<!-- > --><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', /doctype defines/],
    ['<!DOCTYPE rss [', /doctype defines/],
    ['<rss><!DOCTYPE rss [<!ENTITY a "b">]></rss>', /line 1, column \d+: inappropriately located doctype/],
    ['<rss>\n<channel></rss>', /line 2, column \d+: unexpected close tag/],
    ['<rss><channel>', /unclosed tag: channel/],
    ['<rss><title>Half a', /unclosed tag/],
    ['<rss><![CDATA[Half a', /unexpected end|unclosed/],
    ['<rss a=b/>', /unquoted attribute value/],
    ['<rss/><rss/>', /only one root/],
    ['<rss>1 < 2</rss>', /disallowed character/],
    ['<a>'.repeat(101) + '</a>'.repeat(101), /nested more than 100 deep/],
    ['<a>'.repeat(2_000_000), /nested more than 100 deep/],
  ])('refuses %.60s', (xml, reason) => {
    expect(() => guardXml(xml)).toThrow(reason);
    expect(() => guardXml(xml)).toThrow(RefusedInput);
  });

  test.each(['<!--', '<![CDATA[', '<?', '&', '&#', '<!DOCTYPE ', '<a b="', '<!-- --'])(
    'takes moments for two million bytes of %s',
    (part) => {
      expect(() => guardXml(`<rss>${part.repeat(2_000_000 / part.length)}`)).toThrow(RefusedInput);
      expect(() => guardXml(part.repeat(2_000_000 / part.length))).toThrow(RefusedInput);
    },
    20_000,
  );
});
