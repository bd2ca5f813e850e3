/** Names under which systems say from when and until when readers may have a piece: "publish_after", `visible_until`, `dcterms:valid`. */

import { readDate, timeInNumbers } from '../feed/date.ts';

const shown =
  '(?:available|availability|visible|visibility|online|live|display(?:ed)?|show(?:n)?|active|publish(?:ed|ing)?|publication|public|valid|release|sichtbar)';
/** What a film's or a fair's day is called as well isn't here; `hiding` and its kin decide on that. */
const beginning = new RegExp(
  `^(?:utc)?(?:embargo[a-z]*|sperrfrist[a-z]*|available|${shown}(?:from|after|starts?|startdate|begins?|beginning|up|ab|von)|publish(?:at|on|schedule)?|publishing(?:at|on|schedule)|notbefore|holduntil|startpublish(?:ing)?(?:date)?|(?:re)?activation(?:date|time)|hiddenbefore(?:date)?(?:time)?|ontime|planned(?:publish|publication)(?:date|time|at|on)?|go(?:es)?live(?:at|on|date|time)?|schedule[d]?(?:for|at|date|time|on)?|schedule[d]?publish(?:ing)?(?:date|time|at|on|for)?)$`,
);
const ending = new RegExp(
  `^(?:post)?(?:expires|expir(?:y|ation)date(?:timestamp)?|expire[sd]?(?:at|on)?|unpublish(?:ed)?(?:at|on|date)|unavailableafter|take[nd]?down(?:at|on|date)|kill(?:ed)?(?:at|on|date)|(?:withdrawn|retracted|rejected|trashed|spiked|recalled)(?:at|on|date)|offline(?:at|from|on|date)|(?:stop|end)publish(?:ing)?(?:date)?|deactivation(?:date|time)|hiddenafter(?:date)?(?:time)?|offtime|remove(?:at|on|after)|${shown}(?:until|till|through|to|ends?|enddate|down|bis))$`,
);
/** "embargo_lifted: true" is good news. */
const lifted = /(?:lift(?:ed)?|over|ended|expired|removed|past|done)$/;

/**
 * Why a time keeps a piece from readers.
 *
 * @param plain the name, in small letters alone
 * @param isYes whether the value is a word for yes
 */
export function untimely(name: string, plain: string, value: string, isYes: boolean, now: Date): string | undefined {
  // `dcterms:valid` is a span: "start=2026-03-01; end=2026-04-01".
  const end = plain === 'valid' ? /\bend=([^;]+)/.exec(value)?.[1] : ending.test(plain) ? value : undefined;
  const over = end === undefined ? undefined : notAfter(name, end, now);
  if (over !== undefined) return over;
  if (!beginning.test(plain)) return undefined;
  if (plain.startsWith('embargo') && isYes && !lifted.test(plain)) return `It isn’t public: ${name} is ${value}.`;
  return notBefore(name, value, now);
}

/** TYPO3's columns of what it did, beside which a span is of the piece; a match begins and ends as well. */
const typo3 = /^(?:tstamp|crdate|uid)$/i;

/** Contao's, whose span has the names that anything has which starts and stops. */
const contao = /^(?:tstamp|crdate)$/i;
/** Plone's, beside which what takes effect is the piece; elsewhere it is a law or a warning. */
const plone = /^(?:review_state|UID|@type|portal_type)$/;

/** Of whatever else a record has, of which there may be thousands, the other names aren't looked through. */
const spanName = /^(?:effective(?:_?date)?|(?:start|end)time|start|stop)$/i;

/** Why a span in seconds, as TYPO3 and Contao keep it, or Plone's beginning keeps a piece from readers. */
export function outsideOfSpan(
  name: string,
  value: string,
  record: Readonly<Record<string, unknown>>,
  now: Date,
): string | undefined {
  if (!spanName.test(name)) return undefined;
  const names = Object.keys(record);
  if (/^effective(?:_?date)?$/i.test(name))
    return names.some((each) => plone.test(each)) ? notBefore(name, value, now) : undefined;
  if (!/^\d{9,10}$/.test(value) || !names.some((each) => typo3.test(each))) return undefined;
  const isContao = names.some((each) => contao.test(each));
  if (/^starttime$/i.test(name) || (isContao && /^start$/i.test(name))) return notBefore(name, value, now);
  return /^endtime$/i.test(name) || (isContao && /^stop$/i.test(name)) ? notAfter(name, value, now) : undefined;
}

/** Of a value that is a time from which readers may have the piece. */
export function notBefore(name: string, value: string, now: Date): string | undefined {
  const from = readDate(value) ?? timeInNumbers(value);
  return from !== undefined && from > now
    ? `It isn’t public before ${from.toISOString()}: ${name} says so.`
    : undefined;
}

function notAfter(name: string, value: string, now: Date): string | undefined {
  const until = readDate(value);
  return until !== undefined && until <= now
    ? `It isn’t public any more since ${until.toISOString()}: ${name} says so.`
    : undefined;
}
