/** Names under which front matter, tables and records of other systems keep the parts of a piece. */

import { normalForm } from '../../text/piled-marks.ts';
import { isOfPublication } from './ambiguous.ts';
import { isNo, isYes, type JsonRecord, recordOf } from './json.ts';

/** In the order in which they are taken; without case and marks, so that `post_title` and `postTitle` are one. */
const fieldNames = {
  id: 'id uuid guid postid articleid entryid nodeid externalid key uid',
  headline:
    'headline title posttitle articletitle webtitle titel titre título titolo titulo schlagzeile überschrift encabezado manchete rubriktext tytuł nagłówek overskrift otsikko titulek nadpis hed',
  standfirst:
    'standfirst subtitle websubtitle subheadline subhead subheading dek deck lede lead description summary excerpt postexcerpt abstract intro teaser trailtext strapline blurb postsummary articlesummary shortdescription chapo chapô chapeau vorspann untertitel unterzeile unterüberschrift kurztext soustitre résumé entradilla subtítulo bajada copete resumen resumo sottotitolo sommario ingress manchet perex metadescription metadesc summaryhtml excerpthtml introhtml',
  body: 'body bodyhtml contenthtml html content postcontent text bodytext fulltext article articlebody markdown plaintext postbody articlecontent storybody maincontent richcontent richtext texte inhalt plaincontent maintext haupttext artikeltext volltext contenu corps cuerpo corpo texto testo tekst contenido articletext storytext posttext copy story brödtext brødtekst treść introtext entrytextmore entrytext slices',
  publishedAt:
    'publishedat publishdate datepublished publicationdate pubdate firstpublishedat postdategmt postdate firstpublicationdate firstpublishdate publishedts publishts webpublicationdate dategmt publisheddate datepublish publishtime publicationtime posteddate postedat postedon veröffentlichtam veröffentlichungsdatum datedepublication fechadepublicación fechadepublicacion datapubblicazione datadepublicação publicatiedatum publiceringsdatum publishedon publishedtime pubdatetime cmscontentpublishdate authoredon published date datum fecha publishup rundate datapublikacji datetime sentat senton sendtime senddate dateadded created createdat createdate datecreated createdon',
  updatedAt:
    'updatedat lastmod datemodified modified modifiedat updated lastmodified lastmodifiedat postmodifiedgmt postmodified modifiedgmt updatedon moddatetime dateupdated updatedate lastpublicationdate lastpublishedat lastpublisheddate lastmodifieddate modifieddate datemodify updateddate geändertam changed',
  embargo:
    'embargo embargoed embargodate embargountil notbefore publishat publishon goliveat sperrfrist эмбарго эмбаргодо ембарго ембаргодо 解禁 解禁日 解禁日時 解禁時間 情報解禁 情報解禁日 情報解禁日時 報道解禁 報道解禁日時 エンバーゴ 엠바고 보도유예 禁运 禁运时间 禁运至 禁運 解禁时间 εμπάργκο εμπάργκοέως ambargo cấmvận cấmvậnđến embargodo',
  expires:
    'expires expirydate expirationdate expiration expiry expiresat expireson unpublishdate unpublishat validuntil снятьспубликации 公開終了日 掲載終了日 公開終了 到期 过期时间 만료 만료일 platnostdo lejárat',
  authors:
    'authors author byline authorname authornames populatedauthors creator postauthor writer writers reporter autor autorin autoren autores auteur auteurs autore autori autora autoras författare forfatter skribent authoredby writtenby journalist contributors createdbyalias',
  sections:
    'section sections maincategory category categories channel rubric rubrik rubrique primarycategory sectionname categoryname categorytitle newscategory newscategories desk department ressort sección seccion seção sezione catégorie catégories categoría categorías categoria categorias kategorie kategorien kategori rubriek editoria dział avdelning',
  keywords:
    'keywords tags tag taglist tagnames topics topic posttag posttags articletags subjects labels schlagworte schlagwörter stichworte stichwörter motsclés motsclefs etiquetas palabrasclave palavraschave parolechiave trefwoorden nyckelord nøkkelord tagi desfacet metakey',
  language: 'language lang locale langcode languagecode postlanguage sprache langue idioma',
  url: 'canonicalurl canonical url permalink link liveurl webaddress address weburl publicurl fullurl posturl postpageurl articleurl storyurl pageurl htmlurl urlalias pathalias',
  slug: 'slug postname urlslug urlname urltitle pathsegment basename handle',
  formerSlugs:
    'aliases alias redirectfrom formerslugs oldslugs oldslug redirects legacyurl oldurl oldurls previousslugs',
  image:
    'image leadimage leadimageurl featuredimage featureimage featuredimageurl imageurl mainimage mainimageurl primaryimage postimage articleimage cover coverimage heroimage hero thumbnail thumbnailurl thumbnailimage images picture photo banner header teaserimage bild titelbild bildurl imagen immagine imagem afbeelding zdjęcie bilde photourl pictureurl urltoimage multimedia',
  imageAlt:
    'imagealt imagealttext featureimagealt featuredimagealt mainimagealt heroimagealt heroalt coveralt coverimagealt alt alttext thumbnailalt leadimagealt',
  imageCaption:
    'imagecaption featureimagecaption featuredimagecaption mainimagecaption heroimagecaption herocaption coverimagecaption covercaption caption thumbnailcaption leadimagecaption photocaption cutline légende légendephoto bildunterschrift bildtext piedefoto epígrafe didascalia legenda bijschrift podpis',
  imageCredit:
    'imagecredit imagecopyright photocredit featureimagecredit featuredimagecredit mainimagecredit heroimagecredit herocredit coverimagecredit credit covercredit leadimagecredit photographer imageattribution photoby imageby créditphoto créditsphoto crédit photographe créditofoto créditofotográfico crédito créditodaimagem créditodafoto fotógrafo fotograf fotografin bildnachweis bildquelle bildrechte fotonachweis creditofoto fotograaf źródłozdjęcia',
  publisher: 'publisher publication sitename source sourcename medianame outlet newspaper',
  status:
    'status poststatus state workflowstate publicationstatus moderationstate statut estatus estado stato état etat zustand situação situacao situación stav stavčlánku állapot durum κατάσταση статус состояние стан статуспубликации статусстатьи ステータス 公開状態 公開ステータス 掲載状態 状態 状态 狀態 发布状态 發布狀態 상태 공개상태 trạngthái statuspublikasi',
  draft:
    'draft isdraft unpublished spiked isspiked hold onhold ishold legalhold istest noindex markedfornotpublication notforpublication donotpublish donotuse isinternal internalonly staffonly isoffline entwurf brouillon borrador черновик чернетка 下書き 草稿 초안 koncept piszkozat ciornă taslak πρόχειρο draf bảnnháp',
  isPublished:
    'ispublished published publish isactive active isenabled enabled isvisible visible isapproved approved render live online isonline public ispublic released isreleased publishable readytopublish freigegeben aktiv activo activa enlínea enligne veröffentlicht publié publicado pubblicato опубликовано опубликована опубліковано публикувано zveřejněno publikováno közzétéve publicat yayında yayınlandı δημοσιευμένο 公開 公開フラグ 已发布 已發布 是否发布 公开 게시여부 공개여부 공개 diterbitkan đãxuấtbản',
  visibility: 'visibility audience access accesslevel',
  private:
    'private isprivate hidden ishidden unlisted protected memberonly membersonly withheld killed iskilled retracted isretracted withdrawn iswithdrawn cancelled canceled privat privé privado скрыто скрытый приватно приховано 非公開 私密 隐藏 隱藏 비공개 soukromé skryté skryto rejtett gizli κρυφό pribadi riêngtư ẩn',
  /** No more public: a yes, or since when. */
  gone: 'deleted isdeleted deletedat deletedon trashed istrashed trashedat removed isremoved removedat expired isexpired gelöscht supprimé eliminado удалено удален видалено 削除 削除済み 删除 刪除 已删除 已刪除 삭제 smazáno törölve törölt șters şters silindi dihapus đãxóa',
  /** Out of what is current: gone with some systems, and only looked through less with others. */
  archived:
    'archived isarchived archivedat archivedon archiviert archivé archivado arquivado archiviato gearchiveerd архив архивировано アーカイブ 归档 歸檔 보관',
  password: 'password postpassword haspassword пароль 密码 密碼 パスワード 비밀번호 jelszó parolă şifre κωδικός',
  type: 'type posttype contenttype layout kind',
} as const;

/**
 * What tables in further languages call the parts of a piece. Not all that they say of what isn't public may be known: such a piece waits for
 * an editor.
 */
const furtherNames: Readonly<Record<string, string>> = {
  headline:
    'název názov címe cím titlu başlık τίτλος заголовок заголовокстатьи заглавие タイトル 見出し 标题 標題 제목 judul tiêuđề',
  standfirst:
    'perexový alcím bevezető subtitlu rezumat altbaşlık özet υπότιτλος περίληψη подзаголовок лид анонс підзаголовок подзаглавие 要約 リード 摘要 副标题 副標題 부제 요약 ringkasan tómtắt',
  body: 'obsah szöveg törzs conținut conţinut metin içerik κείμενο текст текстстатьи содержание текстстатті 本文 正文 内容 內容 본문 내용 isi nộidung',
  publishedAt:
    'datumvydání datumpublikace datumvydania megjelenés közzététel datapublicării yayıntarihi tarih ημερομηνία датапубликации датапублікації опубликовано опубліковано дата 公開日 公開日時 掲載日 日付 发布时间 发布日期 發布日期 日期 게시일 날짜 tanggal ngàyđăng',
  authors:
    'autoři szerző yazar muhabir συντάκτης автор авторы журналист автори 著者 執筆者 筆者 記者 作者 记者 저자 기자 penulis tácgiả',
  sections:
    'rubrika sekce rovat rubrică secțiune bölüm κατηγορία рубрика раздел категория розділ 分类 分類 栏目 欄目 カテゴリ カテゴリー 카테고리 섹션 kategoriberita chuyênmục',
  keywords:
    'štítky klíčováslova címkék kulcsszavak etichete etiketler ετικέτες теги метки ключевыеслова タグ キーワード 标签 標籤 关键词 關鍵詞 태그 키워드 thẻ',
};

export type Field = keyof typeof fieldNames;

export const fieldsOfPieces = Object.keys(fieldNames) as readonly Field[];

/** A part of a piece as it is written; undefined where it is nowhere. */
export interface Written {
  (field: Field): unknown;
  /** Under each of its names: what says that a piece isn't public counts wherever it stands. */
  readonly all: (field: Field) => readonly unknown[];
}

/** @param find all that is written of a part, what is taken first in front */
export function writtenOf(find: (field: Field) => readonly unknown[]): Written {
  const all = (field: Field) => find(field).filter(isSaid);
  const first = (field: Field) =>
    // `published` may be a time or a yes.
    field === 'publishedAt' ? all(field).find((value) => !isYes(value) && !isNo(value)) : all(field)[0];
  return Object.assign(first, { all });
}

/** What says whether and when readers may have a piece. */
export const gates: ReadonlySet<Field> = new Set<Field>([
  'status',
  'draft',
  'isPublished',
  'visibility',
  'private',
  'gone',
  'archived',
  'password',
  'embargo',
  'expires',
]);

const flags: ReadonlySet<Field> = new Set<Field>(['draft', 'private', 'gone', 'archived']);

const candidates = new Map(Object.entries(fieldNames).map(([field, names]) => [field, names.split(' ')]));
const further = new Map(Object.entries(furtherNames).map(([field, names]) => [field, names.split(' ')]));

/** Drupal calls the fields that a site has added `field_…`. */
const plain = (name: string) =>
  normalForm(name, 'NFC')
    .toLowerCase()
    .replace(/^field_(?=\p{L})/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What the record's own names stand for, and what is within `extra`, `params` and `build`, as Zola and Hugo allow. */
export function writtenIn(record: JsonRecord): Written {
  const values = new Map<string, unknown[]>();
  const inner = [record.extra, record.params, record.taxonomies, record.taxonomy, record.build, record._build].map(
    recordOf,
  );
  for (const part of [record, ...inner]) {
    for (const [name, value] of Object.entries(part ?? {})) {
      if (!isOfPublication(name, [value])) continue;
      const same = values.get(plain(name));
      if (same === undefined) values.set(plain(name), [value]);
      else same.push(value);
    }
  }
  return writtenOf((field) => candidates.get(field)?.flatMap((name) => values.get(name) ?? []) ?? []);
}

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
}

/** Which part of a piece a column's name stands for. */
export function fieldNamed(name: string): Field | undefined {
  return fieldsOfPieces.find((field) => candidates.get(field)?.includes(plain(name)));
}

/** Of the names of columns those that stand for a part, in the order in which they are taken: the part's own name first. */
export function namesFor(field: Field, header: readonly string[]): string[] {
  const all = [...(candidates.get(field) ?? []), ...(further.get(field) ?? [])];
  const rank = (name: string) => (name === field ? -1 : all.indexOf(plain(name)));
  // `published` may be a time or a yes, and is looked at as both.
  const isNamed = (name: string) => all.includes(plain(name));
  return header.filter(isNamed).toSorted((one, other) => rank(one) - rank(other));
}

/** Whether a column of this name says whether and when readers may have a piece. */
export function isGate(name: string): boolean {
  const field = fieldNamed(name);
  return field !== undefined && gates.has(field);
}

/** Whether it says by standing there alone that readers may not have the piece: `<draft/>`, and not `<deleted_at/>`. */
export function isFlag(name: string): boolean {
  const field = fieldNamed(name);
  if (field === 'embargo') return plain(name) === 'embargoed';
  return field !== undefined && flags.has(field) && !/ed(?:at|on)$/.test(plain(name));
}

/** Whether a column is called by a name of a language in which not all names are known. */
export function isInFurtherLanguage(field: Field, name: string): boolean {
  return further.get(field)?.includes(plain(name)) ?? false;
}
