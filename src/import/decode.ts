/** Character encoding of an input: bytes to text by BOM, declared charset or content; binary is refused. */

import { RefusedInput } from './imported-document.ts';

/**
 * Text of the bytes, by the first of these that fits them: a byte order mark, UTF-16 as XML betrays it, the charset that
 * HTTP names, an XML declaration, an HTML `meta`, UTF-8. If none does, then the declared one with replacement characters,
 * or windows-1252 where nothing is declared. Control characters other than white space are dropped.
 *
 * @throws {RefusedInput} when the bytes are not text.
 */
export function decodeText(bytes: Uint8Array, httpCharset?: string): string {
  const format = binaryFormat(bytes);
  if (format !== undefined) throw new RefusedInput(`It is ${format}, not text.`);
  const declared = declaredCharsets(bytes, httpCharset);
  const text =
    utf32Text(bytes) ??
    firstThatFits(bytes, [...(isUtf8ThatSaysLatin(bytes, declared[0]) ? ['utf-8'] : []), ...declared, 'utf-8']) ??
    decoderFor(declared[0] ?? 'windows-1252').decode(bytes);
  const controls = text.match(controlCharacters)?.length ?? 0;
  if (text.includes('\0') || controls > Math.max(8, text.length / 500)) {
    throw new RefusedInput('It is binary, not text.');
  }
  if (controls === 0) return text;
  return text.replace(isWireText(text) ? otherControlCharacters : controlCharacters, '');
}

/** Wires by IPTC 7901 begin with a start of header, behind signs of synchronisation. */
function isWireText(text: string): boolean {
  return text.slice(0, 40).trimStart().replaceAll('\x16', '').startsWith('\x01');
}

// XML forbids them, they show nothing anywhere, and a stray one should not cost a whole feed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
const controlCharacters = /[\x01-\x08\x0b\x0e-\x1f\x7f]/g;
// Of a wire those stay that part header, text and end.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
const otherControlCharacters = /[\x04-\x08\x0b\x0e-\x1f\x7f]/g;

/** UTF-32, which no browser knows and the decoder neither: by its byte order mark, or from how `<` looks in it. */
function utf32Text(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  const isLittle = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0x3c && b === 0 && c === 0 && d === 0);
  const isBig = (a === 0 && b === 0 && c === 0xfe && d === 0xff) || (a === 0 && b === 0 && c === 0 && d === 0x3c);
  if ((!isLittle && !isBig) || bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    if (code !== 0xfeff || at > 0) characters.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
  }
  return characters.join('').toWellFormed();
}

/** Letters of two bytes and more, none of them broken: nobody writes "Ã¼" in Latin-1, and many programs declare it by habit. */
function isUtf8ThatSaysLatin(bytes: Uint8Array, declared: string | undefined): boolean {
  if (declared === undefined || !/^(?:iso[-_]?8859-1|latin-?1|l1|windows-1252|cp1252|us-ascii|ascii)$/i.test(declared))
    return false;
  return bytes.some((byte) => byte >= 0xc2) && firstThatFits(bytes, ['utf-8']) !== undefined;
}

function firstThatFits(bytes: Uint8Array, labels: readonly string[]): string | undefined {
  for (const label of labels) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Not the one; the next may be.
    }
  }
  return undefined;
}

function decoderFor(label: string): TextDecoder {
  return new TextDecoder(label);
}

/** Labels that the decoder knows, most trustworthy first. */
function declaredCharsets(bytes: Uint8Array, httpCharset: string | undefined): string[] {
  const sure = byteOrder(bytes);
  if (sure !== undefined) return [sure];
  // Declarations are plain ASCII; windows-1252 reads any bytes around them.
  const start = decoderFor('windows-1252').decode(bytes.subarray(0, 4096));
  const xml = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  const meta = /<meta\s(?:(?!charset\s*=|<meta\s)[^>])*charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(start)?.[1];
  const inside = [xml, meta].map((label) => (label !== undefined && /^utf-?16|^ucs-?2/i.test(label) ? 'utf-8' : label));
  return [httpCharset, ...inside].filter((label) => label !== undefined).filter(isKnown);
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** From a byte order mark, or from how `<` and `<?` look in UTF-16 (XML 1.0, appendix F). */
function byteOrder(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be';
  return undefined;
}

const signatures: readonly (readonly [name: string, start: string, offset?: number])[] = [
  ['a PNG picture', '\x89PNG'],
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a GIF picture', 'GIF8'],
  ['a WebP picture', 'WEBP', 8],
  ['a PDF', '%PDF-'],
  ['a ZIP archive or an office document', 'PK\x03\x04'],
  ['gzip within gzip', '\x1f\x8b'],
  ['a 7-Zip archive', '7z\xbc\xaf\x27\x1c'],
  ['an old office document', '\xd0\xcf\x11\xe0'],
  ['sound', 'ID3'],
  ['sound', 'OggS'],
  ['a film', 'ftyp', 4],
  ['a program', '\x7fELF'],
  ['an SQLite database', 'SQLite format 3\0'],
];

function binaryFormat(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('latin1');
  return signatures.find(([, signature, offset = 0]) => start.startsWith(signature, offset))?.[0];
}
