/** What only members of a WordPress site see of a post: sections of membership plugins, by their shortcodes and blocks. */

export interface PublicPart {
  readonly text: string;
  readonly isCut: boolean;
}

/** Shortcodes around what isn't for everybody, in the plugins that sell or restrict texts. */
const shortcode =
  /^(?:members?(?:[_-]?only)?|membership|restrict(?:ed)?(?:[_-]content)?|rcp_\w+|pmpro_\w+|protect(?:ed)?(?:[_-]content)?|private(?:[_-]content)?|premium(?:[_-]content)?|pay-?_?wall|subscribers?(?:[_-]?only)?|is_paid|paid|(?:is_|um_|user_)?logged_?in|login_required|swpm_protected|wlm_\w+|ihc-hide-content|mepr-(?:show|active|protect\w*)|s2(?:if|member)\w*|wcm?_restrict|wcm_content_restricted|arm_restrict_content|passster|ppwp|wpmem_logged_in|hide_content|hidden|leaky_paywall\w*|access|um_show_content)$/i;
const block =
  /(?:^|\/|-)(?:subscriber-view|member-content|members?-only|membership|restrict(?:ed)?(?:-content)?|paywall|protected(?:-content)?|private(?:-content)?)$|^(?:pmpro|memberpress|rcp|restrict-content-pro|leaky-paywall|swpm|s2member)\//i;
const tag =
  /\[(\/?)([a-z][\w-]{1,60})(?:[\s=][^[\]]{0,2000})?\]|<!--\s{0,9}(\/?)wp:([a-z][\w/-]{1,100})[^<>]{0,2000}?(\/?)-->/gi;

/** One that nothing closes is a word in brackets, but for the line that parts a text for everybody from the rest. */
export function publicPart(written: string): PublicPart {
  if (!/\[|<!--/.test(written)) return { text: written, isCut: false };
  const tags = [...written.matchAll(tag)].flatMap((found) => {
    const [whole, slash, short, blockSlash, name, isEmpty] = found;
    const key = short === undefined ? `wp:${name}`.toLowerCase() : short.toLowerCase();
    const isGuarded = short === undefined ? block.test(name ?? '') : shortcode.test(short);
    const isEnd = (slash ?? blockSlash) === '/';
    return isGuarded
      ? [{ key, isEnd, isAlone: isEmpty === '/', at: found.index, behind: found.index + whole.length }]
      : [];
  });
  const lastEnds = new Map(tags.filter(({ isEnd }) => isEnd).map(({ key, at }) => [key, at]));
  const parts: string[] = [];
  let from = 0;
  let open: { readonly key: string; depth: number } | undefined;
  for (const { key, isEnd, isAlone, at, behind } of tags) {
    if (open !== undefined) {
      if (key === open.key && !isAlone) open.depth += isEnd ? -1 : 1;
      if (open.depth > 0) continue;
      open = undefined;
      from = behind;
    } else if (!isEnd) {
      const isClosed = !isAlone && (lastEnds.get(key) ?? -1) > at;
      if (!isClosed && !/paywall/.test(key)) continue;
      parts.push(written.slice(from, at));
      if (!isClosed) return { text: parts.join('\n\n'), isCut: true };
      open = { key, depth: 1 };
    }
  }
  if (open === undefined) parts.push(written.slice(from));
  return { text: parts.join('\n\n'), isCut: parts.length > 1 || open !== undefined };
}

/** Under which plugins keep for whom a whole post is, and what says that it is for everybody. */
const accessKeys: ReadonlyMap<string, RegExp> = new Map([
  ['_jetpack_newsletter_access', /^(?:everybody|)$/],
  ['_members_access_role', /^$/],
  ['_is_paid', /^(?:0|no|false|)$/i],
  ['rcp_user_level', /^(?:all|none|)$/i],
  ['rcp_access_level', /^(?:0|none|)$/i],
  // Plans as PHP writes a list of them.
  ['_memberful_acl', /^(?:a:0:\{\}|)$/],
  ['memberful_acl', /^(?:a:0:\{\}|)$/],
  ['rcp_subscription_level', /^(?:all|none|0|)$/i],
  ['patreon-level', /^(?:0|)$/],
  ['passster_activate_protection', /^(?:0|false|no|)$/i],
  ['_issuem_leaky_paywall_visibility', /visibility_type";s:\d{1,3}:"(?:default|always)"|^$/],
  // 2 is for those who are logged in.
  ['um_content_restriction', /^(?!.*_um_accessible";(?:s:1:"2"|i:2;))/s],
]);

/** The plugin's word for whom it is for; undefined for everybody. */
export function membersOf(meta: ReadonlyMap<string, readonly string[]>): string | undefined {
  for (const [key, isPublic] of accessKeys) {
    const word = meta.get(key)?.find((value) => !isPublic.test(value.trim()));
    if (word !== undefined) return word.trim();
  }
  return undefined;
}
