/** Recognises a page of an export of Medium by its foot. */

/** The foot of each page, also of lists of what somebody has read or clapped for. */
const foot = /Exported from <a href="https?:\/\/medium\.com">Medium<\/a>/;
const FOOT_CHARS = 3_000;

export const isMedium = (content: string) => /^<!doctype html>/i.test(content) && foot.test(content.slice(-FOOT_CHARS));
