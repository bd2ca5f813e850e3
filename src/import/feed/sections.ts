/** Which categories of a feed are sections: those of a scheme, which says that somebody keeps a list of them. */

/** Blogger writes its labels under one, and communities their tags. */
const schemeOfTags = /\b(?:hash)?tags?\b|\blabels?\b|^https?:\/\/www\.blogger\.com\/atom\/ns#/i;
const schemeOfSections = /^(?:sections?|categor(?:y|ies)|channels?|rubri(?:k|que|c)s?|ressorts?|desks?|sec|cat)$/i;

/** @param name of the category */
export function isListOfSections(scheme: string | undefined, name: string): boolean {
  return scheme !== undefined && scheme !== '' && !schemeOfTags.test(scheme) && !isPageWithinSection(scheme, name);
}

/**
 * Whether the scheme is no list, but the name's own page within a section: "/us-news/donaldtrump" of "Donald Trump" is a tag of the
 * US news; "/us-news/us-news" and "/us-news" are the section's own.
 */
function isPageWithinSection(scheme: string, name: string): boolean {
  const segments = URL.parse(scheme)?.pathname.split('/').filter(Boolean) ?? [];
  const [above = '', last = ''] = segments.slice(-2);
  if (segments.length < 2 || above === last || schemeOfSections.test(above)) return false;
  const [own, written] = [letters(last), letters(name)];
  return own !== '' && (own.startsWith(written) || written.startsWith(own));
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
