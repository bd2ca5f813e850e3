/** What no reader sees in a run of text: characters that only hide are taken out, spaces folded, typography kept. */

/** Stands for a character that goes; no text can hold it. */
const gone = '\0';
/** Stand for a line break and a picture while a run is one string. */
export const lineBreakSign = '\u2029';
export const pictureSign = '\ufffc';

/** Scripts that write no spaces: there a zero-width space is the gap between words. */
const withoutSpaces =
  /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}]/u;
/** Where joiners change what is seen: cursive and Indic scripts, and emoji. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Hebrew}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const hidden = /[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
const noBreak = /[\u00a0\u202f]/;
const runOfSpaces = /[ \t\n\r\f\v\u00a0\u202f\u2028\0]+/g;

/**
 * The same text, of the same length, with {@link gone} where a character goes: to be cut at the same places again.
 *
 * @param text a run with {@link lineBreakSign} and {@link pictureSign} for what isn't text
 */
export function withoutHidden(text: string): string {
  const isRightToLeft = rightToLeft.test(text);
  const visible = text.replace(controls, gone).replace(hidden, (mark, at: number) => {
    switch (mark) {
      case '\u200b':
        return withoutSpaces.test(before(text, at)) || withoutSpaces.test(after(text, at)) ? mark : gone;
      case '\u200c':
      case '\u200d':
        return joining.test(before(text, at)) ? mark : gone;
      case '\u061c':
      case '\u200e':
      case '\u200f':
        return isRightToLeft ? mark : gone;
      default:
        return gone;
    }
  });
  return visible.replace(runOfSpaces, (run, at: number) => {
    const spaces = withoutGone(run);
    if (spaces === '') return run;
    const space = noBreak.exec(spaces)?.[0];
    const kept = space !== undefined && isTypographic(visible, at, at + run.length, spaces.length) ? space : ' ';
    return kept + gone.repeat(run.length - 1);
  });
}

export function withoutGone(text: string): string {
  return text.replaceAll(gone, '');
}

function before(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.slice(at - 1, at);
}

function after(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
}

/** Up to a dozen characters on one side, without those that go. */
function nearby(text: string, from: number, step: 1 | -1): string {
  const found: string[] = [];
  for (let at = from; at >= 0 && at < text.length && found.length < 12; at += step) {
    if (text[at] !== gone) found.push(text[at] as string);
  }
  return (step === 1 ? found : found.reverse()).join('');
}

const SPACED_MARK = /[«»‹›„“”"!?;:%‰°€$£¥§№†‡–—&/+±×=<>·•]/;

/**
 * A no-break space is set on purpose at a number, at punctuation that is set apart, after an initial or a short word, and in
 * a name; elsewhere programs put it, as they put rows of them.
 */
function isTypographic(text: string, from: number, to: number, length: number): boolean {
  const left = nearby(text, from - 1, -1);
  const right = nearby(text, to, 1);
  const [last = '', next = ''] = [left.at(-1), right[0]];
  if (last === '' || next === '' || last === lineBreakSign || next === lineBreakSign) return false;
  if (SPACED_MARK.test(last) || SPACED_MARK.test(next)) return true;
  if (length > 1) return false;
  if (/[\p{N}.,()]/u.test(last) || /\p{N}/u.test(next)) return true;
  const word = /(?<![\p{L}\p{M}])[\p{L}\p{M}]*$/u.exec(left)?.[0] ?? '';
  return word.length <= 2 || /\p{Lu}/u.test(next) || /^[\p{L}\p{M}]{1,2}(?![\p{L}\p{M}])/u.test(right);
}
