/** Captions that say so: "[Photo: The ferry leaves. Ben Bly/Harbour Post]", "Image: The ferry leaves. Credit: Ben Bly". */

const label = /^(?:photo|image|picture|foto|bild|imagen|imagem|zdjęcie|写真|画像)\s*[:：]\s*(\S.*)$/iu;
const credit =
  /(?<!\s)\s+(?:(?:photo |image |picture )?credits?|crédits?|crédito|credito|fot\.|foto|quelle|source|copyright|©)(?: ?[:：])? +(\S.*)$/iu;
/** A name and a house behind the caption's last sentence. */
const signed = /(?<=[.!?])\s+([^.!?/]{3,60}\/[^.!?/]{2,60})$/u;
/** "Photo: Ben Bly" is whose picture it is, and not what it shows. */
const MIN_CAPTION_WORDS = 5;

export function labelledCaption(line: string): { readonly text: string; readonly creditLine?: string } | undefined {
  const isBracketed = line.startsWith('[') && line.endsWith(']');
  const said = label.exec(isBracketed ? line.slice(1, -1).trim() : line)?.[1];
  if (said === undefined) return undefined;
  const found = credit.exec(said) ?? signed.exec(said);
  const text = found === null ? said : said.slice(0, found.index).trim();
  if (!isBracketed && found === null && said.split(' ').length < MIN_CAPTION_WORDS) return undefined;
  const creditLine = found?.[1]?.replace(/\.$/, '').trim();
  return { text, ...(creditLine !== undefined && { creditLine }) };
}
