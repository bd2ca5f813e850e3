/** Media RSS of a lead image: the only way in which a feed can credit a picture. */

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
