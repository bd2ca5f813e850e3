/** NewsML-G2 importer: the IPTC's exchange of news, an item by itself or a message of many. */

import type { ReadingContext } from '../formats/format.ts';
import { absoluteAddress } from '../html/address.ts';
import { kindOfName } from '../html/byline.ts';
import { type DocumentImage, type ImportedDocument, RefusedInput } from '../imported-document.ts';
import { type Making, pageOf } from '../wire/page.ts';
import { documentOf, withheldAs } from '../wire/piece.ts';
import { at, elementsOf, findAll, parseXml, textIn, type XmlElement } from '../wire/xml-tree.ts';
import { termsThatWithhold } from '../withheld/notes.ts';
import { isTrialHeadline } from '../withheld/trials.ts';
import { textOfItem } from './text.ts';

export const readNewsmlG2 = (text: string, { now }: Pick<ReadingContext, 'now'>) => {
  const root = parseXml(text);
  const items = findAll(root, 'newsItem');
  if (items.length === 0)
    throw new RefusedInput(`It holds no news item, but <${(elementsOf(at(root, 'itemSet'))[0] ?? root).name}>.`);
  const texts = items.filter((item) => classOf(item) !== 'picture');
  const pictures = texts.length > 0 ? items.filter((item) => classOf(item) === 'picture') : [];
  return pageOf(
    [...(texts.length > 0 ? texts : items)].map((item) => making(item, picturesOf(item, pictures, texts), now)),
  );
};

function making(item: XmlElement, pictures: readonly XmlElement[], now: Date): Making {
  const { guid = '' } = item.attributes;
  return { name: headlineOf(item) ?? guid, make: () => pieceOf(item, pictures, now) };
}

/** "text", "picture", … of `ninat:text`; a text where nothing is said. */
function classOf(item: XmlElement): string {
  return tail(at(item, 'itemMeta', 'itemClass')?.attributes) || 'text';
}

/** The code without its scheme: `stat:usable`, `http://…/usable`. */
function tail({ qcode, uri, literal }: Readonly<Record<string, string>> = {}): string {
  return /(?<![^:/])[^:/]*$/.exec(qcode ?? uri ?? literal ?? '')?.[0] ?? '';
}

/** Those that it links to; of a message with one text all. */
function picturesOf(
  item: XmlElement,
  pictures: readonly XmlElement[],
  texts: readonly XmlElement[],
): readonly XmlElement[] {
  const links = findAll(at(item, 'itemMeta'), 'link').map(({ attributes }) => attributes.residref ?? attributes.href);
  const linked = pictures.filter(({ attributes }) => links.includes(attributes.guid));
  return linked.length > 0 || texts.length > 1 ? linked : pictures;
}

const kinds: Readonly<Record<string, string>> = {
  picture: 'a picture',
  graphic: 'a graphic',
  video: 'a video',
  audio: 'sound',
};

function pieceOf(item: XmlElement, pictures: readonly XmlElement[], now: Date): ImportedDocument {
  const kind = kinds[classOf(item)];
  const meta = at(item, 'itemMeta');
  const content = at(item, 'contentMeta');
  const status = tail(at(meta, 'pubStatus')?.attributes);
  const text = status === 'canceled' ? { body: '' } : textOfItem(at(item, 'contentSet'), status === 'withheld');
  if (kind !== undefined && text.body === '') throw new RefusedInput(`It is ${kind} by itself, and no text.`);
  const embargoed = at(meta, 'embargoed');
  const [picture] = pictures.map(imageOf);
  return documentOf(
    {
      ...text,
      id: item.attributes.guid,
      version: item.attributes.version,
      url: webAddress(meta),
      headline: headlineOf(item) ?? text.headline,
      standfirst: descriptionOf(content, /summary|teaser|abstract|lead/i) ?? text.standfirst,
      dateline: textIn(at(content, 'dateline')) ?? text.dateline,
      language: at(content, 'language')?.attributes.tag ?? item.attributes.lang ?? text.language,
      created: textIn(at(meta, 'firstCreated')) ?? textIn(at(content, 'contentCreated')),
      versionCreated:
        textIn(at(meta, 'versionCreated')) ?? textIn(at(content, 'contentModified')) ?? text.versionCreated,
      status,
      embargo: embargoed === undefined ? text.embargo : (textIn(embargoed) ?? ''),
      expires: textIn(at(meta, 'expires')) ?? textIn(at(content, 'expires')),
      ...creditsOf(content, meta, text.bylines),
      topics: elementsOf(content, 'keyword').flatMap((keyword) => textIn(keyword) ?? []),
      sections: sectionsOf(content, item.attributes.lang),
      image: picture ?? text.image,
      notes: findAll(item, 'edNote').flatMap((note) => textIn(note) ?? []),
      withheld: withheldOf(item, now),
      dropped: [
        ...(text.dropped ?? []),
        ...(picture?.url === null ? ['the picture, which has no address'] : []),
        ...pictures.slice(1).map((each) => `a further picture: ${(headlineOf(each) ?? '').slice(0, 100)}`),
      ],
    },
    now,
  );
}

/** What an item is for, and under which terms. */
function withheldOf(item: XmlElement, now: Date): string | undefined {
  const places = [at(item, 'itemMeta'), at(item, 'contentMeta')];
  const slots = ['profile', 'role', 'signal', 'service', 'genre', 'memberOf', 'audience', 'incomingFeedId'].flatMap(
    (name) =>
      places
        .flatMap((place) => elementsOf(place, name))
        // A code that says nothing may have a name that does.
        .flatMap((each) => [tail(each.attributes), textIn(each), ...elementsOf(each, 'name').map(textIn)])
        .map((word) => [name, word] as const),
  );
  const terms = findAll(item, 'usageTerms').flatMap((each) => termsThatWithhold(textIn(each) ?? '', now) ?? []);
  const title = textIn(at(item, 'itemMeta', 'title'));
  const trial =
    title !== undefined && isTrialHeadline(title) ? `Its title says that it is a trial: ${title}.` : undefined;
  return withheldAs(slots) ?? trial ?? terms[0];
}

function headlineOf(item: XmlElement): string | undefined {
  const headlines = elementsOf(at(item, 'contentMeta'), 'headline');
  const ranked = headlines.toSorted((a, b) => rankOf(a) - rankOf(b));
  return ranked.map(textIn).find((text) => text !== undefined) ?? textIn(at(item, 'itemMeta', 'title'));
}

function rankOf({ attributes }: XmlElement): number {
  return Number(attributes.rank ?? 0) || 0;
}

function descriptionOf(content: XmlElement | undefined, role: RegExp): string | undefined {
  return textIn(elementsOf(content, 'description').find(({ attributes }) => role.test(attributes.role ?? '')));
}

/** What stands in the place of a code may be a name as printed. */
function literalName(party: XmlElement | undefined): string | undefined {
  const { literal = '' } = party?.attributes ?? {};
  return /^\p{Lu}[^:/]*\p{Ll}/u.test(literal) ? literal : undefined;
}

/** Of a link to its own page. */
function webAddress(meta: XmlElement | undefined): string | undefined {
  const link = elementsOf(meta, 'link').find(({ attributes }) =>
    /isVersionOf|permalink|canonical|self/i.test(attributes.rel ?? ''),
  );
  return absoluteAddress(link?.attributes.href, undefined);
}

function creditsOf(
  content: XmlElement | undefined,
  meta: XmlElement | undefined,
  inText: readonly string[] = [],
): { readonly bylines: readonly string[]; readonly houses: string[] } {
  const named = (element: XmlElement | undefined) => textIn(at(element, 'name')) ?? textIn(element);
  const by = elementsOf(content, 'by').flatMap((line) => textIn(line) ?? []);
  const creators = elementsOf(content, 'creator').flatMap((creator) => named(creator) ?? []);
  const provider = at(meta, 'provider');
  const code = tail(provider?.attributes);
  const houses = [
    textIn(at(content, 'creditline')),
    named(provider) ?? literalName(provider) ?? (kindOfName(code) === 'NEWS_AGENCY' ? code : undefined),
  ].filter((name) => name !== undefined);
  return { bylines: by.length > 0 ? by : inText.length > 0 ? inText : creators, houses };
}

/** Of things and people that the text is about only what it is about as a whole: places, people and bodies are none of these. */
const otherTypes = /:(?:person|organi[sz]ation|geo\w*|poi|event|city|country|place|team|league|conf\w*)$/i;

function sectionsOf(content: XmlElement | undefined, language = ''): string[] {
  return elementsOf(content, 'subject').flatMap((subject) => {
    if (otherTypes.test(subject.attributes.type ?? '')) return [];
    const names = elementsOf(subject, 'name');
    const own = names.find(({ attributes }) => attributes.lang !== undefined && language.startsWith(attributes.lang));
    const name = textIn(own ?? names[0]);
    // A code is nobody's section.
    return name === undefined || (name.length < 4 && name === tail(subject.attributes)) ? [] : [name];
  });
}

/** Of an item that is a picture, in its largest rendition. */
function imageOf(item: XmlElement): DocumentImage {
  const content = at(item, 'contentMeta');
  const [largest] = elementsOf(at(item, 'contentSet'), 'remoteContent')
    .filter(({ attributes }) => /^image\//.test(attributes.contenttype ?? 'image/'))
    .toSorted((a, b) => Number(b.attributes.width ?? 0) - Number(a.attributes.width ?? 0));
  const { href, width, height } = largest?.attributes ?? {};
  const creditLine = textIn(at(content, 'creditline')) ?? textIn(at(content, 'by'));
  return {
    url: absoluteAddress(href, undefined) ?? null,
    width: Number(width) || undefined,
    height: Number(height) || undefined,
    caption: descriptionOf(content, /caption/i) ?? textIn(at(content, 'description')),
    alt: descriptionOf(content, /alt/i),
    creditLine,
    credit: creditLine === undefined ? undefined : { name: creditLine, kind: kindOfName(creditLine) },
  };
}
