/** Recognises Ghost's JSON: an export, or posts as its APIs give them. */

import { recordOf, recordsOf } from '../archive/json.ts';

const postNames = ['mobiledoc', 'lexical', 'html', 'plaintext', 'comment_id', 'feature_image'];

export function isGhost(json: unknown): boolean {
  const whole = recordOf(json) ?? {};
  return [whole, ...recordsOf(whole.db)].some((each) => {
    const posts = recordsOf((recordOf(each.data) ?? each).posts);
    const hasMeta = recordOf(each.meta) !== undefined && posts.length > 0;
    return (
      hasMeta || posts.some((post) => postNames.some((name) => name in post || name in (recordOf(post.data) ?? {})))
    );
  });
}
