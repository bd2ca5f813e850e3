/** Names under which front matter, tables and records of other systems keep the parts of a piece. */

import { isNo, isYes, type JsonRecord, recordOf } from './json.ts';

/** In the order in which they are taken; without case and marks, so that `post_title` and `postTitle` are one. */
const fieldNames = {
  id: 'id uuid guid postid articleid entryid nodeid externalid key uid',
  headline: 'headline title posttitle articletitle titel titre título titolo titulo schlagzeile',
  standfirst:
    'standfirst subtitle subheadline subhead subheading dek deck lede lead description summary excerpt postexcerpt abstract intro teaser chapo vorspann metadescription',
  body: 'body bodyhtml contenthtml html content postcontent text bodytext fulltext article articlebody markdown plaintext texte inhalt contenido',
  publishedAt:
    'publishedat publishdate datepublished publicationdate pubdate firstpublishedat postdategmt postdate publishedon publishedtime published date datum fecha created createdat',
  updatedAt:
    'updatedat lastmod datemodified modified modifiedat updated lastmodified lastmodifiedat postmodifiedgmt postmodified updatedon',
  embargo: 'embargo embargoed embargodate embargountil notbefore publishat publishon goliveat',
  expires: 'expires expirydate expiry expiresat unpublishdate unpublishat',
  authors: 'authors author byline creator postauthor writer writers reporter autor auteur autore contributors',
  sections:
    'section sections category categories channel rubric rubrik rubrique primarycategory desk department ressort sección seccion',
  keywords: 'keywords tags tag topics topic posttag subjects labels schlagworte schlagwörter motsclés etiquetas',
  language: 'language lang locale langcode languagecode sprache langue idioma',
  url: 'canonicalurl canonical url permalink link liveurl webaddress address weburl',
  slug: 'slug postname urlslug handle',
  formerSlugs:
    'aliases alias redirectfrom formerslugs oldslugs oldslug redirects legacyurl oldurl oldurls previousslugs',
  image:
    'image leadimage leadimageurl featuredimage featureimage featuredimageurl imageurl mainimage cover coverimage heroimage hero thumbnail images picture photo banner header teaserimage bild',
  imageAlt: 'imagealt featureimagealt featuredimagealt coveralt alt alttext thumbnailalt leadimagealt',
  imageCaption:
    'imagecaption featureimagecaption featuredimagecaption covercaption caption thumbnailcaption leadimagecaption',
  imageCredit:
    'imagecredit imagecopyright photocredit featureimagecredit credit covercredit leadimagecredit photographer imageattribution',
  publisher: 'publisher publication sitename source newspaper',
  status: 'status poststatus state workflowstate publicationstatus',
  draft: 'draft isdraft unpublished',
  isPublished: 'ispublished published publish isactive',
  visibility: 'visibility audience access accesslevel',
  private: 'private isprivate hidden ishidden unlisted protected memberonly membersonly',
  password: 'password postpassword',
  type: 'type posttype contenttype layout kind',
} as const;

export type Field = keyof typeof fieldNames;

export const fieldsOfPieces = Object.keys(fieldNames) as readonly Field[];

/** A part of a piece as it is written; undefined where it is nowhere. */
export type Written = (field: Field) => unknown;

const candidates = new Map(Object.entries(fieldNames).map(([field, names]) => [field, names.split(' ')]));

const plain = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What the record's own names stand for, and what is within `extra` and `params`, as Zola and Hugo allow. */
export function writtenIn(record: JsonRecord): Written {
  const values = new Map<string, unknown>();
  for (const part of [record, recordOf(record.extra), recordOf(record.params), recordOf(record.taxonomies)]) {
    for (const [name, value] of Object.entries(part ?? {})) {
      if (!values.has(plain(name)) && isSaid(value)) values.set(plain(name), value);
    }
  }
  return (field) => {
    const found =
      candidates
        .get(field)
        ?.map((name) => values.get(name))
        .filter(isSaid) ?? [];
    // `published` may be a time or a yes.
    return field === 'publishedAt' ? found.find((value) => !isYes(value) && !isNo(value)) : found[0];
  };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
}

/** Which part of a piece a column's name stands for. */
export function fieldNamed(name: string): Field | undefined {
  return fieldsOfPieces.find((field) => candidates.get(field)?.includes(plain(name)));
}
