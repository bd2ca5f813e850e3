/** The mutation createPreviewLink. */

import { createPreviewLink, type PreviewLink as Link } from '../src/preview/links.ts';
import { builder } from './builder.ts';
import { idOf } from './ids.ts';
import { orUserError, resultType } from './user-error.ts';

const PreviewLink = builder.objectRef<Link>('PreviewLink').implement({
  description: 'By which anyone who has it may read one draft: keep it as you would the draft.',
  fields: (t) => ({
    url: t.expose('url', {
      type: 'URL',
      description:
        'A page with the draft. What stands behind its last slash, sent as the header `X-Dateline-Preview`, opens the draft to `draft(id:)` in that request.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
  }),
});

builder.mutationField('createPreviewLink', (t) =>
  t.field({
    type: resultType('CreatePreviewLinkResult', 'The link, or why there is none.', PreviewLink, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
    ]),
    description:
      'Makes a link by which others may read a draft that the caller may read. It can’t be taken back. Takes the role WRITER.',
    args: {
      draft: t.arg.id({ required: true, description: 'The id of the draft.' }),
      days: t.arg.int({
        required: true,
        defaultValue: 7,
        description: 'How long it is good: 1 to 30 days, default 7.',
      }),
    },
    resolve: (_, { draft, days }, { db, viewer, publicUrl }) =>
      orUserError(() => createPreviewLink(db, viewer, publicUrl, idOf('Draft', draft, ['draft']), days)),
  }),
);
