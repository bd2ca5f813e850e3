/** Recognises a page of an export of Medium: an entry as microformats have it, or its foot. */

/** The foot of each page, also of lists of what somebody has read or clapped for. */
const foot = /Exported from <a href="https?:\/\/medium\.com">Medium<\/a>/;
const FOOT_CHARS = 3_000;
/** Styles stand in front. */
const HEAD_CHARS = 20_000;

const entry = /<article class="h-entry">/;
const text = /<section data-field="body" class="e-content">/;

export function isMedium(content: string): boolean {
  if (!/^<!doctype html>/i.test(content)) return false;
  const head = content.slice(0, HEAD_CHARS);
  return foot.test(content.slice(-FOOT_CHARS)) || (entry.test(head) && text.test(head));
}
