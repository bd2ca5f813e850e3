import type { LeadImageRow } from '../db/lead-images.ts';
import { imageUrl } from '../src/urls.ts';
import { builder } from './builder.ts';
import { Source } from './source.ts';

export const Image = builder.objectRef<Omit<LeadImageRow, 'article_id'>>('Image').implement({
  description: 'A picture with what has to be printed beside it.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      description: 'Where the picture is; a placeholder of our own when only its caption is known.',
      resolve: ({ url }, _, { publicUrl }) => imageUrl(publicUrl, url),
    }),
    width: t.exposeInt('width', { nullable: true, description: 'In pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'In pixels.' }),
    alt: t.exposeString('alt', { nullable: true, description: 'What it shows, for those who can’t see it.' }),
    caption: t.exposeString('caption', { nullable: true, description: 'The text under it, without the credit.' }),
    creditLine: t.exposeString('credit_line', { nullable: true, description: 'The credit as it has to be printed.' }),
    credit: t.field({
      type: Source,
      nullable: true,
      description: 'Who is credited.',
      resolve: ({ credit }) => credit,
    }),
  }),
});
