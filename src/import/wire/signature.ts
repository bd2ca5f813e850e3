/** AFP's signature at the end of a text: whose desks it went over. */

/** "bur-aq/hm" alone. */
const signature = /<p>\s{0,9}\p{Ll}{2,5}(?:-\p{Ll}{2,5}){0,3}(?:\/\p{Ll}{2,5}){1,4}\s{0,9}<\/p>\s{0,99}$/u;

/** Where a dateline names its agency. */
const HEAD_CHARS = 500;

interface Sender {
  readonly houses: readonly string[];
  readonly bylines: readonly string[];
  readonly dateline?: string | undefined;
  readonly body: string;
}

/** The text without it. */
export const unsigned = (text: string, sender: Sender) => (isOfAfp(sender) ? text.replace(signature, '') : text);

const isOfAfp = ({ houses, bylines, dateline = '', body }: Sender) =>
  [...houses, ...bylines, dateline, body.slice(0, HEAD_CHARS)].some((said) =>
    /\bAFP\b|Agence France-Presse/.test(said),
  );
