/** Body formats: how a text is given, by the API and to it. */

import { builder } from './builder.ts';

export const BodyFormat = builder.enumType('BodyFormat', {
  description: 'How a text is given.',
  values: {
    HTML: { description: 'Sanitised: safe to put into a page as it is.' },
    TEXT: {
      description:
        'Plain text, an empty line between paragraphs; items of lists and rows of tables on lines of their own, cells parted by tabs, notes as `[1]`.',
    },
    MARKDOWN: {
      description:
        'CommonMark and GFM, with HTML for what they have no sign for; no text in it is live markup, even where it isn’t read as Markdown. What comes out comes back as the same HTML when it is given as a body.',
    },
  } as const,
});
