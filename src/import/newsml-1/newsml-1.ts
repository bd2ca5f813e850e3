/** NewsML 1 importer: items of components in one another, of which one is the text. */

import { paragraphs } from '../feed/markup.ts';
import type { ReadingContext } from '../formats/format.ts';
import { absoluteAddress } from '../html/address.ts';
import { kindOfName } from '../html/byline.ts';
import type { DocumentImage, ImportedDocument } from '../imported-document.ts';
import { mainHtml } from '../newsml-g2/text.ts';
import { nitfPiece } from '../nitf/nitf.ts';
import { pageOf } from '../wire/page.ts';
import { documentOf, type WirePiece, withheldAs } from '../wire/piece.ts';
import { at, elementsOf, findAll, parseXml, rawText, textIn, type XmlElement } from '../wire/xml-tree.ts';

export const readNewsml1 = (text: string, { now }: Pick<ReadingContext, 'now'>) => {
  const root = parseXml(text);
  const sender = formalName(at(root, 'NewsEnvelope', 'SentFrom', 'Party'));
  return pageOf(
    findAll(root, 'NewsItem').map((item, index) => ({
      name: textIn(findAll(item, 'HeadLine')[0]) ?? `item ${index + 1}`,
      make: () => pieceOf(item, sender, now),
    })),
  );
};

function pieceOf(item: XmlElement, sender: string | undefined, now: Date): ImportedDocument {
  const management = at(item, 'NewsManagement');
  const components = componentsIn(item);
  const text = bestText(components);
  const lines = (name: string) =>
    components.flatMap((each) => elementsOf(at(each, 'NewsLines'), name)).flatMap((line) => textIn(line) ?? []);
  const texts = (role: RegExp) =>
    components.filter((each) => role.test(roleOf(each))).flatMap((each) => textIn(contentOf(each)) ?? []);
  const { image, dropped } = pictureOf(components);
  const { id, version } = identityIn(item);
  const status = formalName(at(management, 'Status'));
  return documentOf(
    {
      ...text,
      id,
      version,
      headline: lines('HeadLine')[0] ?? texts(/^headline$/i)[0] ?? text.headline,
      standfirst: lines('SubHeadLine')[0] ?? texts(/^(?:abstract|summary|subheadline)$/i)[0] ?? text.standfirst,
      dateline: lines('DateLine')[0] ?? text.dateline,
      language: languageIn(components) ?? text.language,
      created: textIn(at(management, 'FirstCreated')),
      versionCreated: textIn(at(management, 'ThisRevisionCreated')) ?? text.versionCreated,
      status,
      embargo: embargoIn(management, status),
      bylines: lines('ByLine').length > 0 ? lines('ByLine') : text.bylines,
      houses: housesIn(components, lines('CreditLine'), sender),
      topics: [...keywordsIn(components), ...lines('KeywordLine').flatMap((line) => line.split(/[,;/]/))],
      sections: [],
      image: image ?? text.image,
      withheld: withheldIn(management) ?? text.withheld,
      notes: ['Instruction', 'Comment', 'EditorsNote'].flatMap((name) =>
        findAll(management, name).flatMap((each) => textIn(each) ?? []),
      ),
      dropped: [...(text.dropped ?? []), ...dropped],
    },
    now,
  );
}

function withheldIn(management: XmlElement | undefined): string | undefined {
  const instructions = findAll(management, 'Instruction').map((each) => ['Instruction', formalName(each)] as const);
  const set = findAll(management, 'Property').map((each) => {
    const isYes = /^(?:true|yes|1|)$/i.test(each.attributes.Value ?? '');
    // What it is a kind of, it names: a preview, a trial.
    return isYes
      ? (['Property', formalName(each)] as const)
      : ([formalName(each) ?? 'Property', each.attributes.Value] as const);
  });
  return withheldAs([...instructions, ...set]);
}

function formalName(element: XmlElement | undefined): string | undefined {
  return element?.attributes.FormalName || undefined;
}

/** All of them, outer ones first. */
function componentsIn(element: XmlElement): XmlElement[] {
  return elementsOf(element, 'NewsComponent').flatMap((each) => [each, ...componentsIn(each)]);
}

function roleOf(component: XmlElement): string {
  return formalName(at(component, 'Role')) ?? '';
}

function contentOf(component: XmlElement): XmlElement | undefined {
  return elementsOf(component, 'ContentItem')
    .map((item) => at(item, 'DataContent'))
    .find((content) => content !== undefined);
}

const otherRole = /stylesheet|headline|contact|caption|abstract|summary|logo|photo|picture|image|script/i;

/** The one that says it is the body, else the longest. */
function bestText(components: readonly XmlElement[]): Pick<WirePiece, 'body' | 'bylines'> & Partial<WirePiece> {
  const texts = components
    .filter((each) => !otherRole.test(roleOf(each)))
    .flatMap((each) => elementsOf(each, 'ContentItem').map((item) => ({ role: roleOf(each), item })))
    .filter(
      ({ item }) =>
        !/css|image|video|audio/i.test(`${textIn(at(item, 'MimeType'))}${formalName(at(item, 'MimeType')) ?? ''}`),
    )
    .map(({ role, item }) => ({ role, ...textOf(at(item, 'DataContent')) }))
    .filter(({ body }) => body.trim() !== '')
    .toSorted((a, b) => b.body.length - a.body.length);
  return texts.find(({ role }) => /body|main/i.test(role)) ?? texts[0] ?? { body: '', bylines: [] };
}

function textOf(content: XmlElement | undefined): Pick<WirePiece, 'body' | 'bylines'> & Partial<WirePiece> {
  if (content === undefined) return { body: '', bylines: [] };
  const [nitf] = findAll(content, 'nitf');
  if (nitf !== undefined) return nitfPiece(nitf);
  const [html] = findAll(content, 'html');
  if (html !== undefined) return { body: mainHtml(at(html, 'body') ?? html), bylines: [] };
  const text = rawText(content);
  if (elementsOf(content).length > 0) return { body: mainHtml(content), bylines: [] };
  return { body: /<p[\s>]/i.test(text) ? text : paragraphs(text), bylines: [] };
}

/** The identifier without its revision, so that it is the same in all. */
function identityIn(item: XmlElement): { id: string | undefined; version: string | undefined } {
  const identifier = at(item, 'Identification', 'NewsIdentifier');
  const part = (name: string) => textIn(at(identifier, name));
  const version = part('RevisionId');
  const [provider, date, own] = [part('ProviderId'), part('DateId'), part('NewsItemId')];
  const id = own === undefined ? part('PublicIdentifier') : ['urn:newsml', provider, date, own].join(':');
  return { id, version };
}

/** When the status changes from "Embargoed". */
function embargoIn(management: XmlElement | undefined, status: string | undefined): string | undefined {
  if (!/^embargoed$/i.test(status ?? '')) return undefined;
  return textIn(at(management, 'StatusWillChange', 'DateAndTime')) ?? '';
}

function languageIn(components: readonly XmlElement[]): string | undefined {
  return components
    .map((each) => formalName(at(each, 'DescriptiveMetadata', 'Language')))
    .find((tag) => tag !== undefined);
}

function housesIn(components: readonly XmlElement[], credits: readonly string[], sender: string | undefined): string[] {
  const named = (name: string) =>
    components.flatMap((each) => formalName(at(each, 'AdministrativeMetadata', name, 'Party')) ?? []).slice(0, 1);
  return [
    ...credits.slice(0, 1),
    ...named('Provider'),
    ...named('Source'),
    ...(sender === undefined ? [] : [sender]),
  ].slice(0, 2);
}

function keywordsIn(components: readonly XmlElement[]): string[] {
  return components
    .flatMap((each) => [...elementsOf(each, 'Metadata'), ...elementsOf(each, 'DescriptiveMetadata')])
    .flatMap((metadata) => findAll(metadata, 'Property'))
    .filter((property) => /keyword/i.test(formalName(property) ?? ''))
    .flatMap(({ attributes }) => attributes.Value ?? []);
}

/** The first by its rank, in its largest form. */
function pictureOf(components: readonly XmlElement[]): { image: DocumentImage | undefined; dropped: string[] } {
  const pictures = components
    .filter((each) => /photo|picture|image/i.test(roleOf(each)))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .flatMap((each) => imageOf(each) ?? []);
  return {
    image: pictures[0],
    dropped: pictures.slice(1).map(({ caption = '' }) => `a further picture: ${caption.slice(0, 100)}`),
  };
}

function properties(element: XmlElement | undefined): ReadonlyMap<string, string> {
  return new Map(elementsOf(element, 'Property').map((each) => [formalName(each) ?? '', each.attributes.Value ?? '']));
}

function rankOf(component: XmlElement): number {
  return Number(properties(at(component, 'DescriptiveMetadata')).get('Rank') ?? 100);
}

function imageOf(component: XmlElement): DocumentImage | undefined {
  const [largest] = findAll(component, 'ContentItem')
    .flatMap((item) => {
      const url = absoluteAddress(item.attributes.Href, undefined);
      const size = properties(at(item, 'Characteristics'));
      const of = (side: string) => Number(size.get(`Pixel${side}`) ?? size.get(side)) || undefined;
      return url === undefined ? [] : [{ url, width: of('Width'), height: of('Height') }];
    })
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  if (largest === undefined) return undefined;
  const lines = at(component, 'NewsLines');
  const creditLine = textIn(at(lines, 'CreditLine')) ?? textIn(at(lines, 'ByLine'));
  return {
    ...largest,
    caption: textIn(at(lines, 'HeadLine')),
    creditLine,
    credit: creditLine === undefined ? undefined : { name: creditLine, kind: kindOfName(creditLine) },
  };
}
