/** What stands where an author's name would and is nobody's name: accounts and addresses, and the publisher under its own name. */

import { isPersonsName, kindOfName } from './html/byline.ts';

/** What systems call those who set them up; with a capital, Ghost and Root are names. */
const ofSoftware =
  /^(?:(?:site|web|wp|blog|sys(?:tem)?|super)?[ _-]?admin(?:istrator)?|super-?user|web-?master|wordpress|user ?\d+)$/i;
/** And what Blogger calls those whose profile is gone. */
const ofSoftwareAlone = /^(?:root|ghost|user|Unknown)$/;
/** `/u/mudlark`, `@quay`, `ada@quay.example`, `https://quay.example/ada` */
const ofNetwork = /^\/?u\/\S+$|^@\S+$|^[^\s@]+@[^\s@]+$|^(?:https?:\/\/|www\.)\S+$/i;
/** `ada_quay`, `CW_Desk`, `ada.quay`, `jdoe42`, `JDoe42`; but "Mr_Beast", "will.i.am", "deadmau5" */
const joined =
  /^[\p{Ll}\d]*_[\p{Ll}\d_]*$|^[A-Z]{2,4}_\w+$|^[\p{Ll}\d]+\.[\p{Ll}\d]+$|^(?:[a-z]|[A-Z]{2}[a-z])[a-z]*\d{2,}$/u;
/** `wp-editor`; but "jean-luc" and "j-hope" */
const ofDesk =
  /^(?=[a-z\d-]*$)(?:.*-)?(?:wp|web|site|blog|cms|admin|editor|author|user|staff|guest|dev|desk|team)(?:-|$)/;
/** `jdoe`: no language begins a word so. */
const withInitial =
  /^(?!pf|tk|ts|tz|ps|cz|dz|dv|gd|lv|rz|hv)(?=[^aeiou]*[aeiou])[bcdfghjlpqrtvx][bcdfgkpqstvxz][a-z]{2,}$/;
/** "quay.ada" is an account, and "A.Li" a person: with an ending that sites have, as they write it. */
const host =
  /^(?:[a-zA-Z\d-]+\.)*(?:[a-zA-Z\d-]{2,}\.[a-z]{2}|[a-zA-Z\d-]+\.(?:com|org|net|edu|gov|int|info|news|press|media|online|blog|live|today|example))$/;

/** By what somebody logs in. A word alone in small letters may be a colleague's initials ("kesm") or a pen name. */
export function isAccount(name: string): boolean {
  if (kindOfName(name) === 'NEWS_AGENCY') return false;
  const isOfSoftware = ofSoftware.test(name) || ofSoftwareAlone.test(name) || ofDesk.test(name);
  return isOfSoftware || ofNetwork.test(name) || (joined.test(name) && !isHost(name));
}

/** {@link isAccount}, and an initial with a surname, where nobody has looked at what readers would see. */
export function isLogin(name: string): boolean {
  return isAccount(name) || (withInitial.test(name) && kindOfName(name) !== 'NEWS_AGENCY');
}

/** {@link isLogin}, and what may lead to a table of people: "ada", "ada-quay". */
export function isKey(name: string): boolean {
  return isLogin(name) || (key.test(name) && kindOfName(name) !== 'NEWS_AGENCY' && !isHost(name));
}

const key = /^[\p{Ll}\d]+(?:[-_.][\p{Ll}\d]+)*$/u;

/** "quaypost.example" */
export function isHost(name: string): boolean {
  return host.test(name);
}

/**
 * Whether both are one house: "The Quay Post" is Quay Post, and so is what stands before a motto, unless a person has named
 * a page so: "Ada Holm | Letters".
 */
export function isSameHouse(name: string, publisher: string): boolean {
  const [beforeMotto = ''] = publisher.split(/ [-–—|:>»›] |: /, 1);
  const own = bareName(name.split(/: ?www\./i, 1)[0] ?? '');
  if (own === '') return false;
  return own === bareName(publisher) || (own === bareName(beforeMotto) && !isPersonsName(name));
}

export function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|die|der|das|le|la|el|il|het|de) /, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
