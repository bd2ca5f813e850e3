/** Which categories of a feed are sections: those of a scheme, which says that somebody keeps a list of them. */

/** Blogger writes its labels under one, and communities their tags. */
const schemeOfTags = /\b(?:hash)?tags?\b|\blabels?\b|^https?:\/\/www\.blogger\.com\/atom\/ns#/i;

export function isListOfSections(scheme: string | undefined): boolean {
  return scheme !== undefined && scheme !== '' && !schemeOfTags.test(scheme);
}
