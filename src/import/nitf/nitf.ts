/** NITF importer: the IPTC's News Industry Text Format, by itself or within NewsML. */

import type { ReadingContext } from '../formats/format.ts';
import { absoluteAddress } from '../html/address.ts';
import { pageOf } from '../wire/page.ts';
import { documentOf, type WirePiece, withheldAs } from '../wire/piece.ts';
import { at, elementsOf, findAll, parseXml, textIn, type XmlElement } from '../wire/xml-tree.ts';
import { nitfHtml, nitfMedia } from './body.ts';

export const readNitf = (text: string, { now }: Pick<ReadingContext, 'now'>) => {
  const [nitf] = findAll(parseXml(text), 'nitf');
  return pageOf([{ name: 'the piece', make: () => documentOf(nitfPiece(nitf), now) }]);
};

/** @param nitf the element, whole or with a body alone */
export function nitfPiece(nitf: XmlElement | undefined): WirePiece {
  const head = at(nitf, 'head');
  const docdata = at(head, 'docdata');
  const bodyHead = at(nitf, 'body', 'body.head');
  const content = at(nitf, 'body', 'body.content');
  const { image, dropped } = nitfMedia(content);
  const { id, version } = identityIn(docdata);
  const pubdata = at(head, 'pubdata')?.attributes;
  const headline = textIn(at(bodyHead, 'hedline', 'hl1')) ?? textIn(at(bodyHead, 'headline', 'hl1'));
  const { bylines, houses } = creditsIn(bodyHead, docdata, pubdata?.name);
  return {
    id,
    version,
    url: absoluteAddress(pubdata?.['ex-ref'], undefined),
    headline: headline ?? textIn(at(head, 'title')),
    standfirst: textIn(at(bodyHead, 'abstract')) ?? textIn(secondHeadline(bodyHead)),
    body: nitfHtml(content?.children ?? []),
    dateline: textIn(at(bodyHead, 'dateline')),
    language: nitf?.attributes.baselang ?? nitf?.attributes.lang ?? at(nitf, 'body')?.attributes.lang,
    versionCreated:
      dateIn(docdata, 'date.issue') ?? pubdata?.['date.publication'] ?? dateIn(bodyHead, 'dateline', 'story.date'),
    status: docdata?.attributes['management-status'],
    embargo: embargoIn(docdata),
    expires: dateIn(docdata, 'date.expire'),
    bylines,
    houses,
    topics: findAll(at(docdata, 'key-list'), 'keyword')
      .flatMap(({ attributes }) => attributes.key ?? [])
      .filter((key) => !isSlugOfAp(key)),
    sections: [...sectionsIn(at(head, 'tobject')), ...(pubdata?.['position.section'] ?? '').split(/[;|]/)],
    image,
    notes: notesIn(docdata, bodyHead),
    withheld: withheldIn(head),
    dropped,
  };
}

/** The Associated Press has its headline there in a longer wording, and says so. */
const secondHeadline = (bodyHead: XmlElement | undefined) =>
  elementsOf(at(bodyHead, 'hedline'), 'hl2').find(({ attributes }) => attributes.id !== 'originalHeadline');

/** "US--Canal Locks", by which editors call a text. */
const isSlugOfAp = (key: string) => /^[A-Z]{2,4}(?:-[A-Z]{2,4}){0,3}--/.test(key);

function dateIn(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return at(element, ...path)?.attributes.norm;
}

/** A key with a version is the same in all of them; without one it may be another day's as well, and the document has its id. */
function identityIn(docdata: XmlElement | undefined): { id: string | undefined; version: string | undefined } {
  const { key, version, generation } = at(docdata, 'du-key')?.attributes ?? {};
  const { 'id-string': document, regsrc } = at(docdata, 'doc-id')?.attributes ?? {};
  const from = regsrc ?? findAll(at(docdata, 'del-list'), 'from-src')[0]?.attributes['src-name'] ?? '';
  const own = key && version ? [key, generation].filter((part) => part !== undefined).join('#') : document;
  if (own === undefined || own === '') return { id: undefined, version: undefined };
  return { id: /^(?:urn|tag|https?):/i.test(own) ? own : `nitf:${from}:${own}`, version: key && version };
}

/** What isn't to be published before its release; what is embargoed without one has no end. */
function embargoIn(docdata: XmlElement | undefined): string | undefined {
  const isEmbargoed = /^\s*embargoed\s*$/i.test(docdata?.attributes['management-status'] ?? '');
  return dateIn(docdata, 'date.release') ?? (isEmbargoed ? '' : undefined);
}

function creditsIn(
  bodyHead: XmlElement | undefined,
  docdata: XmlElement | undefined,
  publication: string | undefined,
): { readonly bylines: string[]; readonly houses: string[] } {
  const bylines = elementsOf(bodyHead, 'byline').flatMap((byline) => {
    const people = findAll(byline, 'person').flatMap((person) => textIn(person) ?? []);
    const others = byline.children.filter((node) => typeof node === 'string' || node.name !== 'byttl');
    return people.length > 0 ? people : (textIn({ ...byline, children: others }) ?? []);
  });
  const titles = findAll(bodyHead, 'byttl').flatMap((title) => textIn(title) ?? []);
  const houses = [
    textIn(at(bodyHead, 'distributor')),
    at(docdata, 'doc.copyright')?.attributes.holder,
    at(docdata, 'doc.rights')?.attributes.owner,
    ...(bylines.length === 0 ? titles : []),
    publication,
  ].filter((name) => name !== undefined && name !== '');
  return { bylines, houses: houses.slice(0, 1) as string[] };
}

/** Their words: a number alone is nobody's section. */
function sectionsIn(tobject: XmlElement | undefined): string[] {
  const subjects = findAll(tobject, 'tobject.subject').flatMap(({ attributes }) => {
    const at = (part: string) => attributes[`tobject.subject.${part}`];
    return at('detail') ?? at('matter') ?? at('type') ?? [];
  });
  const type = tobject?.attributes['tobject.type'];
  return [...subjects, ...(type === undefined || /^news$/i.test(type) ? [] : [type])];
}

function notesIn(docdata: XmlElement | undefined, bodyHead: XmlElement | undefined): string[] {
  const messages = findAll(docdata, 'ed-msg').flatMap((each) => [each.attributes.info ?? '', textIn(each) ?? '']);
  return [...messages, ...findAll(bodyHead, 'note').map((note) => textIn(note) ?? '')];
}

/** Attributes that say what a document is for, to whom, and what became of it. */
const marked: Readonly<Record<string, readonly string[]>> = {
  fixture: ['fix-id'],
  'ed-msg': ['msg-type', 'info'],
  'du-key': ['key'],
  'doc-scope': ['scope'],
  correction: ['info'],
  'revision-history': ['function'],
  tobject: ['tobject.type'],
  pubdata: ['type'],
};

function withheldIn(head: XmlElement | undefined): string | undefined {
  const slots = Object.entries(marked).flatMap(([name, keys]) =>
    findAll(head, name).flatMap(({ attributes }) => keys.map((key) => [`${name} ${key}`, attributes[key]] as const)),
  );
  const metas = findAll(head, 'meta').map(({ attributes }) => [attributes.name ?? '', attributes.content] as const);
  const states = metas.filter(([name]) => /(?:status|state|stage|type|signal)$/i.test(name));
  const flags = metas
    .filter(([, content]) => /^(?:true|yes|1)$/i.test(content ?? ''))
    .map(([name]) => ['meta', name] as const);
  return withheldAs([...slots, ...states, ...flags]);
}
