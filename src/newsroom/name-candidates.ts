/** Runs of words in a text that may be the name of a source, for looking up which of a catalogue's a text may name. */

const MAX_NAME_WORDS = 7;
/** So many words of a text are looked at. */
const MAX_WORDS = 20_000;

/** Each run that begins with a capital or a digit, within a line, once. */
export function nameCandidates(text: string): string[] {
  const candidates = new Set<string>();
  let left = MAX_WORDS;
  for (const line of text.split('\n')) {
    const words = line.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.&/-]*|&/gu) ?? [];
    for (let start = 0; start < words.length && left > 0; start += 1, left -= 1) {
      if (!/^[\p{Lu}\p{Lt}\p{N}]/u.test(words[start] as string)) continue;
      for (let length = 1; length <= Math.min(MAX_NAME_WORDS, words.length - start); length += 1) {
        const run = words.slice(start, start + length).join(' ');
        for (const name of [run, run.replace(/['’]s?$|\.$/u, '')]) if (isLikely(name)) candidates.add(name);
      }
    }
  }
  return [...candidates];
}

/** "Who" is no WHO: of few letters a name has to be an acronym. */
function isLikely(name: string): boolean {
  return name.length > 5 || name === name.toUpperCase() || name.includes(' ');
}
