/** Recognises wire text by IPTC 7901: a start of header, or what is left of one where a program took the signs out. */

/** "xyz0123 4 ku 345 abc 0456": service and number, priority, category, words, what it is of. */
export const headerLine = /^([\p{L}]{2,8})(\d{1,5}) (\d) ([\p{L}\d]{1,4}) (\d{1,5})(?: +([^\n]{0,80}))?$/u;

/** Day, hour and minute, zone, month and year, also behind an agency's letters: "021430 GMT MAR 26", "AFP 021430 GMT MAR 26". */
export const timeGroup =
  /^[^\w\n]{0,2}(?:[A-Z]{2,6} )?(\d\d)(\d\d)(\d\d) ?([A-Z]{1,5})? (\p{L}{3,9})\.? (\d{4}|\d\d)\b/mu;

const LONGEST_HEAD_CHARS = 400;

export function isIptc7901(text: string): boolean {
  const head = text.slice(0, LONGEST_HEAD_CHARS).replaceAll('\x16', '').trimStart();
  if (head.startsWith('\x01')) return true;
  const [first = ''] = head.split(/\r?\n/, 1);
  return headerLine.test(first.trim()) && (text.includes('\x02') || timeGroup.test(text.slice(-LONGEST_HEAD_CHARS)));
}
