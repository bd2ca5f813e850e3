/** Recognises a WordPress export (WXR), which is written as RSS. */

const HEAD_CHARS = 20_000;

/** By the namespace that every export has in its head, or by an element that is in no feed. */
export function isWordPress(content: string): boolean {
  if (!content.startsWith('<')) return false;
  const head = content.slice(0, HEAD_CHARS);
  if (!/<rss[\s>]/i.test(head)) return false;
  return /wordpress\.org\/export\//i.test(head) || /<wp:(?:wxr_version|post_type|status|post_id)[\s>]/.test(content);
}
