/** What stands where an author's name would and is nobody's name: accounts and addresses, and the publisher under its own name. */

/** What systems call those who set them up. */
const ofSoftware =
  /^(?:(?:site|web|wp|blog|sys(?:tem)?|super)?[ _-]?admin(?:istrator)?|root|super-?user|web-?master|wordpress|ghost|user ?\d*)$/i;
/** `/u/mudlark`, `@quay`, `ada@quay.example`, `https://quay.example/ada` */
const ofNetwork = /^\/?u\/\S+$|^@\S+$|^[^\s@]+@[^\s@]+$|^(?:https?:\/\/|www\.)\S+$/i;
/** `wp-editor`, `CW_Desk`, `ada.quay`, `jdoe42` */
const joined = /^[\p{Ll}\d]+(?:[-_.][\p{Ll}\d]+)+$|^[a-zA-Z\d]*_\w*$|^[a-z]+\d+$/u;
/** With an ending that sites have, since "quay.ada" is an account. */
const host =
  /^(?:[a-z\d-]+\.)+(?:[a-z]{2}|com|org|net|edu|gov|int|info|news|press|media|online|blog|live|today|example)$/i;

/** By what somebody logs in. A word alone in small letters may be a colleague's initials ("kesm") or a pen name. */
export function isAccount(name: string): boolean {
  return ofSoftware.test(name) || ofNetwork.test(name) || (joined.test(name) && !isHost(name));
}

/** {@link isAccount}, and words alone in small letters, where nobody has looked at what readers would see. */
export function isLogin(name: string): boolean {
  return isAccount(name) || /^[\p{Ll}\d]+$/u.test(name);
}

/** "quaypost.example" */
export function isHost(name: string): boolean {
  return host.test(name);
}

/** Whether both are one house: "The Quay Post" is Quay Post, and so is what stands before a motto. */
export function isSameHouse(name: string, publisher: string): boolean {
  const [beforeMotto = ''] = publisher.split(/ [-–—|:] |: /, 1);
  const own = bareName(name.split(/: ?www\./i, 1)[0] ?? '');
  return own !== '' && [bareName(publisher), bareName(beforeMotto)].includes(own);
}

export function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|die|der|das|le|la|el|il|het|de) /, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
