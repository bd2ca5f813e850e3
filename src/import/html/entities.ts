/** Decodes HTML entities in strings that aren't HTML any more, such as those of JSON-LD. */

import { parseHTML } from 'linkedom';

/** Decodes entities, also when they were encoded twice (`&amp;quot;`). */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let round = 0; round < 2 && /&(?:#\d+|#x[\da-f]+|[a-z]\w+);/i.test(decoded); round += 1) {
    const { document } = parseHTML(`<p>${decoded.replaceAll('<', '&lt;')}</p>`);
    decoded = document.querySelector('p')?.textContent ?? decoded;
  }
  return decoded;
}
