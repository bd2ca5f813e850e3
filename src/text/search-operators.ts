/**
 * Operators in what people type into a search box (`source:reuters`, `topic:"public health"`, `before:2026-05`, `after:`,
 * `quote:`): read out of the text, which leaves the words. Everything else is for the database's own parser.
 */

const operatorNames = ['source', 'topic', 'before', 'after', 'quote'] as const;
export type OperatorName = (typeof operatorNames)[number];

export interface Operator {
  readonly name: OperatorName;
  /** Without quotation marks; several where `or` stands between operators of one name. */
  readonly values: readonly string[];
  /** Whether a `-` stands before it. */
  readonly isExcluded: boolean;
  /** As it was typed. */
  readonly text: string;
}

export interface ReadSearch {
  /** What isn't an operator. */
  readonly words: string;
  readonly operators: readonly Operator[];
}

const operatorStart = new RegExp(`(-?)(${operatorNames.join('|')}):(?=\\S)`, 'iy');
const closingMarks: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

export function readOperators(text: string): ReadSearch {
  const tokens = [...tokensOf(text)];
  const operators: Operator[] = [];
  const words: string[] = [];
  for (const [index, { text: word, operator }] of tokens.entries()) {
    const [before, next] = [tokens[index - 1], tokens[index + 1]?.operator];
    if (operator === undefined) {
      if (!isOr(word) || !areAlike(before?.operator, next)) words.push(word);
      continue;
    }
    const former = operators.at(-1);
    const isAlternative = before !== undefined && isOr(before.text) && areAlike(tokens[index - 2]?.operator, operator);
    if (!isAlternative || former === undefined) operators.push(operator);
    else operators[operators.length - 1] = eitherOf(former, operator);
  }
  return { words: words.join(' '), operators };
}

const isOr = (word: string) => /^or$/i.test(word);

function areAlike(one: Operator | undefined, other: Operator | undefined): boolean {
  return one !== undefined && one.name === other?.name && one.isExcluded === other.isExcluded;
}

function eitherOf(one: Operator, other: Operator): Operator {
  return { ...one, values: [...one.values, ...other.values], text: `${one.text} or ${other.text}` };
}

/** Words, phrases and operators, those that `or` joins as one: what can be dropped by itself. */
export function searchParts(text: string): string[] {
  const parts: string[] = [];
  const words = [...tokensOf(text)].map((token) => token.text);
  for (const [index, word] of words.entries()) {
    const isJoined = index > 0 && index < words.length - 1 && isOr(word);
    if (isJoined || (index > 1 && isOr(words[index - 1] ?? ''))) parts.push(`${parts.pop()} ${word}`);
    else parts.push(word);
  }
  return parts;
}

/** The text without one of its parts. */
export function withoutPart(parts: readonly string[], index: number): string {
  return parts.filter((_, each) => each !== index).join(' ');
}

interface Token {
  readonly text: string;
  readonly operator?: Operator;
}

/** Words, phrases in quotation marks, and operators with their values. */
function* tokensOf(text: string): Generator<Token> {
  let at = 0;
  /** Marks that nothing closes any more aren't looked for again. */
  const unclosed = new Set<string>();
  const phraseEnd = (from: number): number | undefined => {
    const closing = closingMarks[text[from] ?? ''];
    if (closing === undefined || unclosed.has(closing)) return undefined;
    const end = text.indexOf(closing, from + 1);
    if (end === -1) unclosed.add(closing);
    return end === -1 ? undefined : end;
  };
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    operatorStart.lastIndex = at;
    const [start, minus, name] = operatorStart.exec(text) ?? [];
    const from = at + (start?.length ?? (text[at] === '-' ? 1 : 0));
    const closed = phraseEnd(from);
    const end = closed === undefined ? wordEnd(text, start === undefined ? at : from) : closed + 1;
    const token = { text: text.slice(at, end) };
    if (name === undefined) yield token;
    else {
      const value = (closed === undefined ? text.slice(from, end) : text.slice(from + 1, closed)).trim();
      const operator = { name: nameOf(name), values: [value], isExcluded: minus === '-', text: token.text };
      yield { ...token, operator };
    }
    at = end;
  }
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/\s/.test(text[end] ?? '')) end += 1;
  return end;
}

function nameOf(name: string): OperatorName {
  const lower = name.toLowerCase();
  // NOTE: the pattern lets no other name through.
  return operatorNames.find((each) => each === lower) as OperatorName;
}
