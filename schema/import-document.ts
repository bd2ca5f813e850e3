/** The mutation importDocument. */

import { importDocument } from '../src/newsroom/draft-from-document.ts';
import { builder } from './builder.ts';
import { Draft } from './draft.ts';
import { orUserError, resultType } from './user-error.ts';

const ImportDocumentInput = builder.inputType('ImportDocumentInput', {
  description: 'A piece from elsewhere: exactly one of text, html and url.',
  fields: (t) => ({
    text: t.string({
      description:
        'A page of news as plain text, of which the first piece is taken; Markdown with front matter; or one piece as WordPress (WXR), Ghost or a wire exports it.',
    }),
    html: t.string({ description: 'A saved web page.' }),
    url: t.field({ type: 'URL', description: 'Where a page is, http or https; not in a private network.' }),
    publish: t.boolean({
      description:
        'Whether it is published at once, under the date that it has and with the topics that its keywords mean and the sources that it names, which are made if there are none; keywords that mean no topic are suggested as one. What has no date, no text, or a date to come, and what may be no news, is a draft in review instead, with the reason as its `holdReason`. Takes the role EDITOR; default false.',
    }),
  }),
});

builder.mutationField('importDocument', (t) =>
  t.field({
    type: resultType('ImportDocumentResult', 'The draft, or why there is none.', Draft, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
    ]),
    description:
      'Makes a draft of a piece from elsewhere: headline, standfirst, text and picture are its content; topics and sources are suggestions. Takes the role WRITER.',
    args: { input: t.arg({ type: ImportDocumentInput, required: true, description: 'The piece, or where it is.' }) },
    resolve: (_, { input }, { db, viewer, mayImport }) =>
      orUserError(() => importDocument(db, viewer, input, mayImport)),
  }),
);
