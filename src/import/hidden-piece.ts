/** Pieces of which only their address or their text shows that they weren't public: previews of a CMS, a form instead of a text, "Private:". */

import { bodyAsText } from '../text/body.ts';
import type { ImportedDocument } from './imported-document.ts';
import { isTrialHost } from './withheld/hosts.ts';
import { isMarkedAtItsEnd, isTrial, isTrialHeadline } from './withheld/trials.ts';

/** In the query of an address under which a CMS shows what isn't published. */
const previewKeys =
  /^(?:preview|is_?preview|preview_?(?:id|nonce|token|key|mode|time)|draft|draft_?id|_ppp|elementor-preview|customize_changeset_uuid)$/i;
const no = /^(?:false|0|no|off)$/i;
/** Paths of CMSs by themselves: Ghost's, Drupal's and Wagtail's, and a folder of drafts. */
const previewPath =
  /^\/(?:p\/[\da-f]{8}-[\da-f-]{27}|node\/preview(?:\/.*)?|admin\/.*|wp-admin\/.*|ghost\/.*|_?drafts\/.+)\/?$/i;

/** What stands instead of a text that takes a password, as WordPress says it in its languages. */
const passwordNote =
  /^\W*(?:this (?:content|post|page|article|entry) is password[- ]protected|dieser (?:inhalt|beitrag) ist passwortgeschützt|ce(?:t article| contenu) est protégé par (?:un )?mot de passe|est[ea] (?:contenido|entrada|artículo) está protegid[oa] (?:por|con) contraseña|est[ea] (?:conteúdo|post|artigo) (?:é|está) protegid[oa] por (?:senha|palavra)|quest[oa] (?:contenuto|articolo) è protett[oa] da password|d(?:eze inhoud|it bericht|e inhoud) is (?:beveiligd|beschermd) met een wachtwoord|ta treść jest (?:chroniona|zabezpieczona) hasłem|(?:detta )?(?:innehåll|inlägg)(?:et)? är lösenordsskyddat)/i;
/** As WordPress marks a headline for those who may see what is private. */
const privateHeadline =
  /^(?:private|privat|privé|privado|privato|privata|prywatne|protected|geschützt|protégé|protegido|protetto|beveiligd)\s?: /i;
const HEAD_LINES = 3;

/** Why a piece may not have been public; `undefined` where nothing shows it. */
export function hiddenReason({ url, headline, standfirst = '', body }: ImportedDocument): string | undefined {
  if (url !== undefined && URL.canParse(url) && isTrialHost(new URL(url).hostname))
    return 'Its address is of a copy on which things are tried, or of one’s own machine.';
  if (url !== undefined && isPreview(url))
    return 'Its address is of a preview, so that it may not be published where it comes from.';
  const lines = bodyAsText(body.slice(0, 2000))
    .split('\n')
    .filter((line) => line !== '');
  if ([standfirst, ...lines.slice(0, HEAD_LINES)].some((line) => passwordNote.test(line)))
    return 'It has a note that it takes a password instead of a text.';
  const [opening = ''] = lines;
  if (isTrialHeadline(headline) || isMarkedAtItsEnd(headline) || isTrial(headline) || isTrial(opening))
    return 'Its headline or its text says that it is a trial, a draft or for editors alone.';
  return privateHeadline.test(headline) ? 'Its headline says that it is private.' : undefined;
}

function isPreview(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { pathname, searchParams } = new URL(address);
  return (
    previewPath.test(pathname) || [...searchParams].some(([key, value]) => previewKeys.test(key) && !no.test(value))
  );
}
