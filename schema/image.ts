/** Image: a lead picture, in the sizes and formats that are asked for. */

import type { LeadImageRow } from '../db/articles/lead-images.ts';
import type { ImageFormat as Format } from '../src/images/image-proxy.ts';
import { renditionUrl } from '../src/images/rendition.ts';
import { imageUrl } from '../src/site/urls.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import { Source } from './source.ts';

const ImageFormat = builder.enumType('ImageFormat', {
  description: 'How a picture is stored.',
  values: {
    AVIF: { value: 'avif', description: 'The smallest; every browser since 2024 shows it.' },
    WEBP: { value: 'webp', description: 'Small; every browser since 2020 shows it.' },
    JPEG: { value: 'jpeg', description: 'For photographs, wherever they are shown.' },
    PNG: { value: 'png', description: 'Without loss, for drawings and for what is partly transparent.' },
  } satisfies Record<string, { value: Format; description: string }>,
});

/** Pixels; what proxies make of more is large enough to stop a page, and them. */
const MAX_SIDE_PIXELS = 4_000;

export const Image = builder.objectRef<Omit<LeadImageRow, 'article_id'>>('Image').implement({
  description: 'A picture with what has to be printed beside it.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      description:
        'Where the picture is; a placeholder of our own when only its caption is known. With arguments it is a link to ' +
        'the picture in that size and format, where the service has an image proxy; it is the plain address where it has ' +
        'none, and always that of an SVG.',
      args: {
        width: t.arg.int({
          description: `In pixels, from 1 to ${MAX_SIDE_PIXELS}, larger than the original too; default: follows from the height.`,
        }),
        height: t.arg.int({
          description:
            `In pixels, from 1 to ${MAX_SIDE_PIXELS}; default: follows from the width. Both crop the picture to them, around ` +
            'what seems to matter in it; one keeps its proportion.',
        }),
        format: t.arg({ type: ImageFormat, description: 'Default: the original’s, or what the proxy is set to.' }),
      },
      resolve: ({ url }, { width, height, format }, { publicUrl, imageProxy }) => {
        checkSide(width, 'width');
        checkSide(height, 'height');
        const plain = imageUrl(publicUrl, url);
        if (imageProxy === undefined) return plain;
        return renditionUrl(imageProxy, plain, {
          width: width ?? null,
          height: height ?? null,
          format: format ?? null,
        });
      },
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

function checkSide(pixels: number | null | undefined, argument: 'width' | 'height'): void {
  if (pixels == null || (pixels >= 1 && pixels <= MAX_SIDE_PIXELS)) return;
  throw badInput(`\`${argument}\` must be from 1 to ${MAX_SIDE_PIXELS}, in pixels; it is ${pixels}.`, [argument]);
}
