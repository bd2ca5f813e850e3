/** A picture as Media RSS has it: the only way in which a feed can say whose it is. */

import type { FeedImage } from './feed.ts';

export function mediaOf({ url, type, width, height, alt, caption, creditLine }: FeedImage) {
  return {
    contents: [
      {
        url,
        medium: 'image',
        ...(type !== null && { type }),
        ...(width !== null && { width }),
        ...(height !== null && { height }),
        ...(alt !== null && { title: { value: alt, type: 'plain' } }),
        ...(caption !== null && { description: { value: caption, type: 'plain' } }),
        ...(creditLine !== null && { credits: [{ value: creditLine }] }),
      },
    ],
  };
}
