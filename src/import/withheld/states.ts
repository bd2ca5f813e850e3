/** What systems call the states of a piece in their workflows, and the marks of pieces that aren't for readers, in words that mean one thing here. */

import { normalForm } from '../../text/piled-marks.ts';
import { RefusedInput } from '../imported-document.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' ').map(wordOf));

const out = words(
  'publish published public live usable online active open visible released veroffentlicht publie publicado publicada pubblicato ' +
    'gepubliceerd opublikowano publicerad true yes everyone always опубликовано опубликован опубликована опубліковано публикувано 公開 公開済み 公開中 掲載中 掲載済み 已发布 已發布 已发表 公开 게시 게시됨 발행 발행됨 ' +
    '공개 publikováno zveřejněno publikované közzétéve publikált megjelent publicat publicată yayınlandı yayında yayımlandı δημοσιευμένο δημοσιεύτηκε diterbitkan terbit tayang đãxuấtbản đãđăng',
);
const inWork = words(
  'draft drafts autodraft pending pendingreview review inreview needsreview inprogress wip workinprogress idea pitch assigned copyedit ' +
    'editing subbing subediting copydesk legal legalreview proofreading proofing lektorat korrektur relecture onice notlive preview staging unpublished notpublished nonpublic notpublic submitted unapproved unreleased incomplete hold onhold legalhold test testing ' +
    'espera enespera porrevisar entwurf inarbeit nichtveroffentlicht brouillon enattente nonpublie borrador pendiente enrevision enborrador nopublicado rascunho pendente emrevisao bozza ' +
    'inrevisione nonpubblicato concept szkic utkast parked paused suspended pausiert zuruckgestellt suspendu suspendue ensuspens suspendido suspendida pausado pausada suspenso suspensa ' +
    'sospeso sospesa insospeso opgeschort geschorst aangehouden wstrzymany wstrzymane wstrzymana pausad pausat vilande utsatt черновик чернетка вработе насогласовании напроверке ожидает неопубликовано 下書き 草稿 公開待ち レビュー中 承認待ち 未公開 待审核 待審核 审核中 未发布 未發布 초안 임시저장 ' +
    '검토중 koncept rozepsáno keschválení návrh piszkozat vázlat ciornă schiță taslak beklemede πρόχειρο σχέδιο draf konsep bảnnháp nháp chờduyệt',
);
const toCome = words(
  'future scheduled planned queued geplant programado programada planifie programmato agendado ' +
    'запланировано заплановано 予約 予約済み 公開予約 定时发布 定時發布 예약 예약됨 naplánováno ütemezett programat planlandı προγραμματισμένο dijadwalkan lênlịch',
);
const hidden = words(
  'private trash trashed softtrashed bin binned deleted removed blocked hidden withheld canceled cancelled killed spiked recalled ' +
    'withdrawn retracted rejected spam protected passwordprotected internal restricted confidential secret disabled inactive embargo embargoed ' +
    'unlisted inherit expired offline privat privata prive privado prywatny papierkorb corbeille papelera lixeira cestino prullenbak ' +
    'kosz papperskorg gesperrt versteckt geloscht zuruckgezogen abgelehnt supprime retire masque horsligne oculto oculta ' +
    'eliminado eliminada rechazado rechazada retirado retirada inactivo inactiva excluido excluida inativo inativa nascosto nascosta ' +
    'eliminato eliminata verborgen storniert abgesagt verworfen deaktiviert annule annulee rejete rejetee refuse refusee retiree supprimee masquee desactive desactivee ' +
    'cancelado cancelada anulado anulada descartado descartada desactivado desactivada rejeitado rejeitada recusado recusada desativado desativada annullato annullata ' +
    'rifiutato rifiutata respinto respinta ritirato ritirata disattivato disattivata geannuleerd afgewezen ingetrokken geweigerd gedeactiveerd anulowany anulowane anulowana odrzucony odrzucone ' +
    'odrzucona wycofany wycofane usuniety usuniete ukryty ukryte avbruten installd avvisad avslagen indragen borttagen dold удалено удален удалена скрыто скрыт снято снят отклонено видалено приховано эмбарго 非公開 削除 削除済み 已删除 已刪除 隐藏 隱藏 私密 비공개 삭제 ' +
    '삭제됨 smazáno skryto zamítnuto törölt rejtett șters ascuns silindi gizli διαγραμμένο κρυφό dihapus pribadi đãxóa',
);
/** Where pieces are put that were out: with some for good, with others that readers may still look through. */
const archived = words(
  'archived archive archiviert archivado archivada arquivado arquivada archiviato archiviata archivee gearchiveerd zarchiwizowany arkiverad',
);
/** Of those who may read, which in other places are said of orders and of people. */
const closed = words(
  'closed none members membersonly paid subscribers subscribersonly tiers registered loggedin authenticated password onlypaid founding sent ' +
    'metadataonly noaccess closedaccess embargoedaccess restrictedaccess metadataonlyaccess',
);

/** What becomes of a piece in this state; anything that isn't known to be out isn't. */
export type State = 'out' | 'in work' | 'to come' | 'hidden' | 'archived' | 'closed' | 'unknown';

/** "In Review", `in_review` and `En revisión` are one word each. */
function wordOf(written: string): string {
  return normalForm(written, 'NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export function stateOf(written: string): State {
  const word = wordOf(written);
  if (out.has(word)) return 'out';
  if (inWork.has(word)) return 'in work';
  if (toCome.has(word)) return 'to come';
  if (hidden.has(word)) return 'hidden';
  if (archived.has(word)) return 'archived';
  return closed.has(word) ? 'closed' : 'unknown';
}

/**
 * Why a piece of this state waits for an editor, if it does: it is a draft there, was to come at a time that is past, which
 * nobody says it did, is in an archive, or is in a state that isn't known.
 *
 * @throws {RefusedInput} for what isn't public there and nobody wants to be
 */
export function holdOf(written: string, publishedAt: Date | undefined, now: Date): string | undefined {
  switch (stateOf(written)) {
    case 'out':
      return undefined;
    case 'in work':
      return `It isn’t published where it comes from: its status there is “${written}”.`;
    case 'to come':
      if (publishedAt !== undefined && publishedAt > now) return undefined;
      return `It was to come out later where it comes from (“${written}”), and nothing says that it did.`;
    case 'hidden':
    case 'closed':
      throw new RefusedInput(`It isn’t public: its status is “${written}”.`);
    case 'archived':
      return `Its status where it comes from is “${written}”, and readers may have it in that archive or not.`;
    case 'unknown':
      return `Its status where it comes from is “${written}”, which may not mean that it is public.`;
  }
}

/** A state that is a note: "Needs legal check", "Waiting for copy desk", "not ready". */
const unready =
  /^(?:needs?|await\w*|pending|wait(?:s|ing)?|not|to be|un(?:der|finished)|in|with|wartet auf|noch|en attente d|pendiente de|in attesa d)(?=\W).{0,40}(?<!\p{L})(?:review|approv\p{L}*|legal|lawyers?|check\p{L}*|sign|edit(?:s|ing|ors?)?|clear\p{L}*|cop(?:y|ies)|desk|proof\p{L}*|ready|done|finished|final|fertig|freigabe|freigegeben|revisi[oó]n|correction|validation|approva\p{L}*|relecture)(?!\p{L})/iu;

export const isUnready = (written: string) => unready.test(written);

const marks =
  /^(?:drafts?|tests?|testing|test(?:item|message|story|feed|profile|only|post|article|service)|trial|(?:on|legal)?hold|kill(?:ed)?|spiked?|recall(?:ed)?|with(?:held|hold|drawn)|embargo(?:ed)?|internal(?:only|useonly)?|private|confidential|notfor(?:publication|use|release)|donot(?:use|publish)|unpublished|wip|workinprogress|advisor(?:y|ies)|sandbox|preview|cancel(?:led|ed)?|deleted?|takedown|retract(?:ed)?|entwurf|gesperrt|sperrfrist|nicht(?:verwenden|veroe?ffentlichen)|brouillon|nepaspublier|borrador|nopublicar|bozza|rascunho|szkic|niepublikowac|nietpubliceren|utkast)$/;

/** What is a kind of text as well: of a match, a court, a life at home. */
const kinds = /^(?:preview|trial|private|confidential|internal|sandbox)$/;

/**
 * Whether a word in a place that says what a piece is for, such as a profile or a signal, keeps it from readers.
 *
 * @param isOfKinds whether the place says what kind of text it is
 */
export function isWithheldMark(written: string, isOfKinds = false): boolean {
  const word = wordOf(written).replace(/\d/g, '');
  return written.length <= 40 && marks.test(word) && !(isOfKinds && kinds.test(word));
}

/** What newsrooms file stories under: products that are called back, tests of others. */
const topics = /^(?:recall(?:ed)?|advisor(?:y|ies)|tests)$/;

/** The same of a tag, which may also choose a look or say what a piece is about. */
export const isWithheldTag = (written: string) => isWithheldMark(written, true) && !topics.test(wordOf(written));

/** Subjects that say how a piece stands and are no news: embargoes are of oil as well, drafts of players, and what is killed or cancelled is told of. */
const subjectsOfState =
  /^(?:(?:under)?embargoed|notfor(?:publication|release)|donot(?:use|publish|release)|internaluseonly|sperrfrist|nicht(?:verwenden|veroe?ffentlichen)|nepaspublier|nopublicar|nonpubblicare|naopublicar|niepublikowac|nietpubliceren)$/;

/** The same of any subject of an archive's piece. */
export const isWithheldSubject = (written: string) => written.length <= 40 && subjectsOfState.test(wordOf(written));

const plainlyUnpublished = words(
  'draft drafts embargoed embargo withheld unpublished notpublished nonpublic notforpublication confidential internal private inreview onhold wip workinprogress ' +
    'entwurf gesperrt vertraulich unveroffentlicht nichtveroffentlicht brouillon nonpublie borrador nopublicado rascunho bozza nonpubblicato concept szkic utkast',
);

/** Of a state that means the same wherever it stands: a service may be inactive, a plug-in disabled, a site archived. */
export const isPlainlyUnpublished = (written: string) => plainlyUnpublished.has(wordOf(written));
