/** The picture of a ninjs item: the one among its associations that is its own, in its largest rendition. */

import { plainText } from '../feed/markup.ts';
import { absoluteAddress } from '../html/address.ts';
import { kindOfName } from '../html/byline.ts';
import type { DocumentImage } from '../imported-document.ts';
import { type Item, itemsOf, rolesOf, textOf } from './reading.ts';

const mainName = /^(?:main|feature|lead|hero|teaser|cover|top)/i;
/** By its last word: an icon of a saint is a picture, and so is Silicon Valley. */
const noPicture = /(?:^|[^\p{L}])(?:logo|icon|avatar)s?[^\p{L}]{0,4}$|\p{Ll}(?:Logo|Icon|Avatar)s?[^\p{L}]{0,4}$/u;
const isNoPicture = (name: string) => noPicture.test(name) || noPicture.test(name.toLowerCase());

/** @returns undefined where there is none */
export function pictureOf(associations: readonly Item[]): DocumentImage | undefined {
  const pictures = associations.filter((each) => isPicture(each));
  const chosen = pictures.find(({ name, role, rel }) => [name, role, rel].some((word) => mainName.test(String(word))));
  const picture = chosen ?? pictures[0];
  return picture && imageOf(picture);
}

function isPicture(item: Item): boolean {
  const type = textOf(item, 'type') ?? textOf(item, 'mimetype', 'contenttype')?.split('/')[0];
  return (type === 'picture' || type === 'image' || type === 'graphic') && !isNoPicture(textOf(item, 'name') ?? '');
}

function imageOf(item: Item): DocumentImage {
  const { address, width, height } = largest(item) ?? {};
  const descriptions = rolesOf(item, 'descriptions', 'description');
  const roled = (role: RegExp) => descriptions.find((each) => role.test(textOf(each, 'role') ?? ''));
  const caption =
    roled(/caption/i) ?? roled(/^(?:main|text|html)$/i) ?? descriptions.find(({ role }) => role === undefined);
  const creditLine = creditOf(item);
  return {
    url: address ?? null,
    width,
    height,
    // Superdesk keeps the alternative text as a picture's body.
    alt:
      plainText(
        textOf(roled(/alt|accessib/i) ?? {}, 'value') ?? textOf(item, 'alt_text', 'body_text', 'headline') ?? '',
      ) || undefined,
    caption: plainText(textOf(caption ?? {}, 'value') ?? textOf(item, 'caption') ?? '') || undefined,
    creditLine,
    credit: creditLine === undefined ? undefined : { name: creditLine, kind: kindOfName(creditLine) },
  };
}

/** "A. Person / Agency" */
function creditOf(item: Item): string | undefined {
  const by = textOf(item, 'creditline', 'by', 'byline');
  const holder = textOf(item, 'copyrightholder');
  const names = [by, holder].flatMap((name) => (name === undefined ? [] : [plainText(name)]));
  const [first = '', second = ''] = names;
  return (second === '' || first.includes(second) ? first : `${first} / ${second}`) || undefined;
}

function largest(item: Item): { address: string; width: number | undefined; height: number | undefined } | undefined {
  const renditions = [...itemsOf(item.renditions), item].flatMap((each) => {
    const address = absoluteAddress(textOf(each, 'href'), undefined);
    const kind = textOf(each, 'contenttype', 'mimetype') ?? 'image/';
    return address === undefined || !kind.startsWith('image/')
      ? []
      : [{ address, width: pixels(each.width), height: pixels(each.height) }];
  });
  return renditions.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))[0];
}

function pixels(value: unknown): number | undefined {
  const size = Number(value);
  return Number.isInteger(size) && size > 0 ? size : undefined;
}
