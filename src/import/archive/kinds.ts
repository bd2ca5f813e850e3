/** Which archive a text is: what other systems export, found out by its content. */

/** An archive that a reader of its own reads. */
export type ArchiveKind = 'wordpress';

/** @param content without white space in front */
export function archiveKind(content: string): ArchiveKind | undefined {
  if (content.startsWith('<') && isWordPress(content)) return 'wordpress';
  return undefined;
}

const HEAD_CHARS = 20_000;

/** By the namespace that every export has in its head, or by an element that is in no feed. */
function isWordPress(content: string): boolean {
  const head = content.slice(0, HEAD_CHARS);
  if (!/<rss[\s>]/i.test(head)) return false;
  return /wordpress\.org\/export\//i.test(head) || /<wp:(?:wxr_version|post_type|status|post_id)[\s>]/.test(content);
}
