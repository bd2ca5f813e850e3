/** Takes what a program says of itself off the front of the XML or JSON that it goes on to write: "Warning: mysql_connect() in /x.php on line 3". */

const MAX_CHARS_BEFORE = 3_000;
const tag = '<\\/?(?:br|b|i|p|pre|font|table|tr|th|td|span|div)\\b[^<>]{0,200}>';
/** PHP's, in text and in HTML, and the head of an answer that a server gave as its body. */
const said =
  '(?:(?:PHP )?(?:warning|notice|deprecated|(?:catchable |recoverable )?fatal error|parse error|strict (?:standards|warning)|xdebug|error)|content-type|x-powered-by|set-cookie|cache-control|status)(?:<\\/b>)?:';
const front = new RegExp(
  `^(?:\\s|${tag}){0,100}(?:${said}[^<]*(?:${tag}[^<]*){0,60})?(?=<\\?xml\\s|<(?:\\w+:)?(?:rss|feed|RDF|nitf|newsml|newsitem|newsmessage)[\\s>])`,
  'i',
);

const saying = new RegExp(`^(?:\\s|${tag}){0,100}${said}`, 'i');

/** The text as it is where nothing stands in front, or where it is a text that shows a piece of XML. */
export function withoutWarnings(text: string): string {
  const begun = text.slice(0, MAX_CHARS_BEFORE);
  const [before = ''] = front.exec(begun) ?? [];
  if (before.trim() === '') return saying.test(begun) ? (jsonBehind(text) ?? text) : text;
  return /<\/(?:\w+:)?(?:rss|feed|RDF|nitf|newsml|newsitem|newsmessage)>\s*$/i.test(text.slice(-200))
    ? text.slice(before.length)
    : text;
}

/** From the first line that begins with a whole object or list: all of the rest, or a record of its own. */
function jsonBehind(text: string): string | undefined {
  if (!/[\]}]\s*$/.test(text.slice(-200))) return undefined;
  const at = text.slice(0, MAX_CHARS_BEFORE).search(/(?<=\n[ \t]{0,10})[[{]\s*["[\]{}]/);
  if (at < 0) return undefined;
  const rest = text.slice(at);
  const [line = ''] = rest.split('\n', 1);
  return isJson(line) || isJson(rest) ? rest : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
