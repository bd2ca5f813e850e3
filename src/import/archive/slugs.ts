/** Slugs that a piece had before, out of what archives keep of them: slugs, paths, whole addresses. */

import { slugOf } from '../../text/slug.ts';

const MAX_FORMER_SLUGS = 20;

/** @param own which is none of its former ones */
export function formerSlugsOf(written: readonly string[], own: string | undefined): string[] | undefined {
  const slugs = written.flatMap((each) => lastSegment(each) ?? []).map((each) => slugOf(each, ''));
  const others = new Set(slugs.filter((slug) => slug !== '' && slug !== own));
  return others.size === 0 ? undefined : [...others].slice(0, MAX_FORMER_SLUGS);
}

/** The last part of a path that says anything: `/2024/03/ferry/` → `ferry`, `/ferry.html` → `ferry`. */
export function lastSegment(path: string): string | undefined {
  const plain = path.split(/[?#]/, 1)[0] ?? '';
  const segments = plain.split('/').filter((each) => each !== '' && !/^index(?:\.\w{1,5})?$/i.test(each));
  const last = segments.at(-1)?.replace(/\.(?:html?|php|aspx?)$/i, '');
  if (last === undefined || /^\d*$/.test(last)) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
