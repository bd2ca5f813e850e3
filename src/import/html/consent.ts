/** Dialogs that ask for consent: to cookies, and before a box of another site is shown. */

import { hints, type PageDocument, type PageElement, textOf } from './dom.ts';
import { lettersOf } from './letters.ts';
import { nameWords as words } from './name-words.ts';

const consent = words(
  '(?:\\w+-)*cookie\\w*',
  '(?:\\w+-)?consents?',
  'gdpr',
  'dsgvo',
  'onetrust\\w*',
  'didomi\\w*',
  'cmp(?:lz|box)\\w*',
  // A component of Adobe Experience Manager begins like a consent management platform: "cmp-text".
  'cmp(?!-)',
  'cmp-(?:app|banner|consent|container-wrapper|dialog|layer|modal|overlay|popup|root|ui|wrapper)',
  'borlabs',
  'usercentrics',
  'truste',
  'privacy-?(?:banner|notice|popup|manager|settings|wall)',
);
/** What dialogs and boxes say that ask before they show something of another site. */
const consentWords =
  /\bcookies?\b.{0,300}\b(?:accept|agree|consent|reject|akzeptieren|zustimm\w+|ablehnen|accepter|refuser|aceptar|rechazar|accett\w+|rifiuta\w*|aceitar|akceptuj\w*|accepteren|godta|godkänn)|(?:externe[nr]? Inhalte?|personenbezogene Daten).{0,300}(?:einverstanden|übermittelt|Datenschutz)|contenu (?:externe|tiers).{0,200}(?:accepter|consent)|contenido externo.{0,200}(?:aceptar|consent)/isu;
const mayBeConsent =
  /\bcookies?\b|externe[nr]? Inhalte?|personenbezogene Daten|contenu (?:externe|tiers)|contenido externo/iu;
/** A text about cookies is longer than what asks for them. */
const MAX_CONSENT_LETTERS = 2_500;
const MAX_CONSENT_PART = 0.5;

/** Dialogs for consent, however much of a short page they are: by their names, or by what they say. */
export function removeConsent(document: PageDocument): void {
  const letters = lettersOf(document.body);
  const total = letters(document.body).all;
  const mayAsk = mayBeConsent.test(document.body.textContent ?? '');
  for (const element of [...document.body.querySelectorAll('div, section, aside, dialog, figure, p')]) {
    const { all } = letters(element);
    if (all === 0 || all > MAX_CONSENT_LETTERS) continue;
    const isNamed = all < 0.9 * total && consent.test(hints(element));
    const isSaid = !isNamed && mayAsk && element.localName !== 'p' && all < MAX_CONSENT_PART * total && asks(element);
    if ((isNamed || isSaid) && element.querySelector('h1, article, main') === null) element.remove();
  }
}

function asks(element: PageElement): boolean {
  const text = textOf(element);
  return mayBeConsent.test(text) && consentWords.test(text) && [...element.querySelectorAll('p')].length <= 5;
}
