/** Queries of someone who looks for one text: its title as it is, with words left out, typed wrong, folded, inflected. */

export type QueryKind = 'title' | 'words left out' | 'one typo' | 'folded' | 'inflected';

export const queryKinds: readonly QueryKind[] = ['title', 'words left out', 'one typo', 'folded', 'inflected'];

const MIN_TYPO_LENGTH = 5;

/** The same one each time. @returns null for a title that it can't be made of */
export function queryOfKind(kind: QueryKind, title: string): string | null {
  const words = title.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length < 3) return null;
  switch (kind) {
    case 'title':
      return title;
    case 'words left out':
      return words.filter((_, index) => index % 3 !== 1).join(' ');
    case 'one typo':
      return withTypo(words);
    case 'folded':
      return title
        .normalize('NFD')
        .replace(/[\u0300-\u036f’']/g, '')
        .toLowerCase();
    case 'inflected':
      return words.map(otherForm).join(' ');
  }
}

/** Two letters of the longest word have changed places. */
function withTypo(words: readonly string[]): string | null {
  const longest = words.reduce((best, word) => (lettersOf(word) > lettersOf(best) ? word : best), '');
  if (lettersOf(longest) < MIN_TYPO_LENGTH) return null;
  const at = longest.length >> 1;
  const wrong = longest.slice(0, at) + (longest[at + 1] ?? '') + longest[at] + longest.slice(at + 2);
  return words.map((word) => (word === longest ? wrong : word)).join(' ');
}

function lettersOf(word: string): number {
  return /^\p{L}+$/u.test(word) ? word.length : 0;
}

/** An English plural for a singular and the other way round, of words in small letters. */
function otherForm(word: string): string {
  if (!/^[a-z]{5,}$/.test(word)) return word;
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : `${word}s`;
}
