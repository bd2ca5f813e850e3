/** "((ada@quay.example; +44 20 7946 0000))": how other desks reach whoever wrote a wire's text, which is for nobody else. */

const inBrackets = /^\(\(([^()]{1,500})\)\)$/;
const address = /[^\s@;,]@[\w-]+\.\w|\+?\d[\d -]{6,20}\d/;
/** What keeps the piece back stays where it is looked for. */
const other =
  /embargo|sperr|release|publi|verwend|freigab|hold|kill|draft|until|before|vor |bis |not |nicht|ne pas|non |no |niet|nie |inte /i;

/** @param line of text, or the text of a paragraph */
export function isDeskContact(line: string): boolean {
  const within = inBrackets.exec(line.trim())?.[1];
  return within !== undefined && address.test(within) && !other.test(within);
}
