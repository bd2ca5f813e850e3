/** ninjs importer: the IPTC's News in JSON, versions 1 to 3, an item, a list, or a line each. */

import { paragraphs, plainText } from '../feed/markup.ts';
import type { ReadingContext } from '../formats/format.ts';
import { absoluteAddress } from '../html/address.ts';
import { type ImportedDocument, RefusedInput } from '../imported-document.ts';
import { jsonLines } from '../wire/json-lines.ts';
import { type Making, pageOf } from '../wire/page.ts';
import { documentOf } from '../wire/piece.ts';
import { isOwn, ownDocument } from './own.ts';
import { pictureOf } from './picture.ts';
import { type Item, itemIn, itemsOf, rolesOf, textOf } from './reading.ts';
import { type NinjsItem, ninjsItems } from './recognise.ts';
import { withheldAround, withheldOf } from './withheld.ts';

/** Reads all items; what is no text, as a picture or an event, is refused by itself. */
export const readNinjs = (text: string, { now }: Pick<ReadingContext, 'now'>) => pageOf(makings(text, now));

function* makings(text: string, now: Date): Generator<Making> {
  for (const { name, value, around } of itemsIn(text)) {
    const whole = itemIn(value);
    if (whole === undefined) yield { name, make: () => refuse('It is not a JSON object.') };
    else for (const item of withTexts(whole)) yield { name: nameOf(item, name), make: () => made(item, around, now) };
  }
}

function itemsIn(text: string): { readonly name: string; readonly value: unknown; readonly around: readonly Item[] }[] {
  const named = ({ item, around }: NinjsItem, at: number) => ({ name: `item ${at + 1}`, value: item, around });
  try {
    return (ninjsItems(JSON.parse(text)) ?? []).map(named);
  } catch {
    return [...jsonLines(text)].map(({ line, value }) => ({ name: `line ${line}`, value, around: [] }));
  }
}

function nameOf(item: Item, place: string): string {
  return (headlineOf(item) ?? textOf(item, 'uri', 'guid') ?? place).slice(0, 200);
}

function refuse(reason: string): never {
  throw new RefusedInput(reason);
}

/** A composite without a text of its own is its texts. */
function withTexts(item: Item): Item[] {
  if (textOf(item, 'type') !== 'composite' || bodyOf(item) !== '') return [item];
  const texts = itemsOf(item.associations).filter((each) => textOf(each, 'type') === 'text' && bodyOf(each) !== '');
  return texts.length > 0 ? texts : [item];
}

const kinds: Readonly<Record<string, string>> = {
  picture: 'a picture',
  graphic: 'a graphic',
  video: 'a video',
  audio: 'sound',
  event: 'an event to come',
  planning: 'a plan of coverage',
};

function made(item: Item, around: readonly Item[], now: Date): ImportedDocument {
  const reasonAround = withheldAround(around, now);
  if (isOwn(item) && reasonAround === undefined) return ownDocument(item);
  const type = textOf(item, 'type') ?? 'text';
  const body = bodyOf(item);
  const kind = kinds[type];
  if (kind !== undefined && body === '') refuse(`It is ${kind} by itself, and no text.`);
  const associations = itemsOf(item.associations);
  const descriptions = rolesOf(item, 'descriptions', 'description');
  const standfirst = descriptions.find(({ role }) => /summary|teaser|abstract|standfirst|lead/i.test(String(role)));
  const isUndescribed = ({ role }: Item) => role === undefined || role === 'text' || role === 'html' || role === 'main';
  const { authors, houses } = sourcesOf(item);
  return documentOf(
    {
      id: textOf(item, 'uri', 'guid'),
      url: urlOf(item),
      headline: headlineOf(item),
      standfirst: textOf(standfirst ?? descriptions.find(isUndescribed) ?? {}, 'value') ?? textOf(item, 'abstract'),
      body,
      language: textOf(item, 'language'),
      created: textOf(item, 'firstcreated', 'firstpublished'),
      versionCreated: textOf(item, 'versioncreated'),
      version: textOf(item, 'version'),
      status: statusOf(item),
      embargo: embargoOf(item),
      expires: textOf(item, 'expires', 'contentexpires'),
      bylines: authors,
      houses,
      ...subjectsOf(item),
      image: pictureOf(associations),
      notes: [textOf(item, 'ednote') ?? '', ...itemsOf(item.ednotes).map((each) => textOf(each, 'value') ?? '')],
      withheld: withheldOf(item, now) ?? reasonAround,
      dropped: associations.flatMap((each) =>
        /^(?:video|audio)$/.test(textOf(each, 'type') ?? '') ? [`${each.type}`] : [],
      ),
    },
    now,
  );
}

function headlineOf(item: Item): string | undefined {
  const headlines = rolesOf(item, 'headlines', 'headline').filter(({ value }) => textOf({ value }, 'value'));
  const main = headlines.find(({ role }) => role === 'main') ?? headlines.find(({ role }) => role === undefined);
  return textOf(main ?? headlines[0] ?? {}, 'value') ?? textOf(item, 'title');
}

/** Under names of its own. */
const bodiesOfDpa = (item: Item): Item[] =>
  ['html', 'text'].flatMap((role) => {
    const value = textOf(item, `article_${role}`);
    return value === undefined ? [] : [{ role, value }];
  });

/** As HTML: the one with markup, else plain text; one that lies elsewhere or is a caption is none. */
function bodyOf(item: Item): string {
  const bodies = [...rolesOf(item, 'bodies', 'body'), ...bodiesOfDpa(item)].map((each) => ({
    kind: `${textOf(each, 'contenttype') ?? ''} ${textOf(each, 'role') ?? ''}`.toLowerCase(),
    value: textOf(each, 'value') ?? '',
  }));
  const marked = bodies.find(({ kind, value }) => /html/.test(kind) && plainText(value) !== '');
  if (marked !== undefined) return marked.value;
  const nitf = bodies.find(({ kind, value }) => /nitf/.test(kind) && /<p[\s>]/.test(value));
  if (nitf !== undefined) return nitf.value;
  const plain = bodies.find(({ kind }) => /plain|text|main/.test(kind) && !/nitf|caption/.test(kind)) ?? bodies[0];
  if (plain === undefined) return '';
  return /<(?:p|div|br|h\d)[\s/>]/i.test(plain.value) ? plain.value : paragraphs(plain.value);
}

/** Superdesk has a state besides, which goes before what a version was published as. */
function statusOf(item: Item): string | undefined {
  const state = textOf(item, 'state');
  return /^(?:killed|recalled|spiked)$/.test(state ?? '') ? state : textOf(item, 'pubstatus');
}

function embargoOf(item: Item): string | undefined {
  const value = item.embargoeduntil ?? item.embargoed;
  if (typeof value === 'string') return value;
  const isNone = value === undefined || value === null || value === false;
  return isNone && textOf(item, 'embargoedreason') === undefined ? undefined : '';
}

/** Who wrote it, and which house it comes from. */
function sourcesOf(item: Item): { readonly authors: string[]; readonly houses: string[] } {
  const named = (list: unknown, isWanted: (role: string) => boolean) =>
    itemsOf(list).flatMap((each) => {
      const name = textOf(each, 'name', 'value', 'literal');
      return name !== undefined && isWanted(textOf(each, 'role', 'rel') ?? '') ? [name] : [];
    });
  const isAuthor = (role: string) => /author|writer|creator|byline|reporter|correspondent/i.test(role);
  const bylines = itemsOf(item.bylines).flatMap((each) => textOf(each, 'by', 'name') ?? []);
  const byline = textOf(item, 'by', 'byline') ?? (bylines.length > 0 ? bylines.join(', ') : undefined);
  const people = [
    ...named(item.authors, (role) => role === '' || isAuthor(role)),
    ...named(item.people ?? item.person, isAuthor),
    ...named(item.infosources ?? item.infosource, isAuthor),
  ];
  const houses = [
    textOf(item, 'source', 'provider', 'copyrightholder') ?? '',
    ...named(item.infosources ?? item.infosource, (role) => !isAuthor(role)),
  ];
  return { authors: byline === undefined ? people : [byline], houses };
}

/** Of a list of codes a name is a section. Codes are no names, and the places and people of a text no topics of a newsroom. */
function subjectsOf(item: Item): { readonly topics: string[]; readonly sections: string[] } {
  const subjects = itemsOf(item.subjects ?? item.subject).map((each) => ({
    name: textOf(each, 'name', 'value'),
    code: textOf(each, 'code', 'uri', 'scheme'),
  }));
  const namesOf = (isSection: boolean) =>
    subjects.flatMap(({ name, code }) =>
      name === undefined || name === code || (code !== undefined) !== isSection ? [] : [name],
    );
  const keywords = typeof item.keywords === 'string' ? item.keywords.split(',') : itemsOf(item.keywords);
  const further = keywords.flatMap((each) => (typeof each === 'string' ? each : (textOf(each, 'value', 'name') ?? [])));
  // What Superdesk files a piece under.
  const filed = ['anpa_category', 'service'].flatMap((key) =>
    itemsOf(item[key]).flatMap((each) => textOf(each, 'name') ?? []),
  );
  // And dpa: keywords among categories of several kinds, and rubrics.
  const keyed = itemsOf(item.categories).flatMap((each) =>
    /:keyword$/.test(textOf(each, 'type') ?? '') ? (textOf(each, 'name') ?? []) : [],
  );
  const rubrics = itemsOf(item.rubric_names).flatMap((each) => textOf(each, 'value') ?? []);
  return { topics: [...namesOf(false), ...further, ...keyed], sections: [...namesOf(true), ...filed, ...rubrics] };
}

function urlOf(item: Item): string | undefined {
  const page = itemsOf(item.altids).find(({ role }) => /url|web|permalink|canonical/i.test(String(role)));
  const link = itemsOf(item.links).find(({ rel }) => /^(?:canonical|permalink|alternate)$/i.test(String(rel)));
  const written =
    textOf(page ?? {}, 'value') ?? textOf(link ?? {}, 'href', 'url') ?? textOf(item, 'url', 'weburl', 'link');
  return absoluteAddress(written, undefined);
}
