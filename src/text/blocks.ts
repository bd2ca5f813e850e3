/** The structured body: the blocks that a stored body's HTML consists of, as data for whoever draws no HTML. */

import { LRUCache } from 'lru-cache';
import { readBlocks } from './block-reader.ts';
import { type BodyBlock, type BodyEmbed, innerBlocks } from './body-block.ts';

const MAX_KEPT_CHARACTERS = 20_000_000;
const CHARACTERS_PER_BODY = 1_000;

const kept = new LRUCache<string, readonly BodyBlock[]>({
  maxSize: MAX_KEPT_CHARACTERS,
  sizeCalculation: (_, key) => key.length + CHARACTERS_PER_BODY,
});

/**
 * The blocks of a body in the order of the text, in linear time. A block's place in this list is what quotes are placed by.
 * The same body isn't read twice in short time.
 *
 * @param html as the sanitiser leaves it
 * @param language BCP 47, for the quotation marks that stand for `<q>`
 */
export function bodyBlocks(html: string, language = 'und'): readonly BodyBlock[] {
  // Without `<q>` it is the same in every language.
  const inLanguage = /<q[ >]/.test(html) ? language : 'und';
  const key = `${inLanguage} ${html}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const blocks = readBlocks(html, inLanguage);
  kept.set(key, blocks);
  return blocks;
}

/** Embeds in the order of the text, wherever they stand. */
export function bodyEmbeds(html: string, language = 'und'): readonly BodyEmbed[] {
  return bodyBlocks(html, language).flatMap(embedsOf);
}

function embedsOf(block: BodyBlock): readonly BodyEmbed[] {
  if (block.kind === 'EMBED') return [{ ...block, caption: block.caption?.text ?? null }];
  return innerBlocks(block).flatMap(embedsOf);
}
