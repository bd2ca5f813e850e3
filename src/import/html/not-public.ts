/** Pages that say they aren't public: drafts and previews of a CMS, and forms that ask for a password instead of a piece. */

import { readDate } from '../feed/date.ts';
import { RefusedInput } from '../imported-document.ts';
import { termsThatWithhold } from '../withheld/notes.ts';
import { hiding } from '../withheld/statements.ts';
import { stateOf } from '../withheld/states.ts';
import type { PageDocument } from './dom.ts';
import { type LinkedData, plainText } from './linked-data.ts';

/** As WordPress and its themes write it. */
const hiddenClasses = ['draft', 'private', 'pending', 'future', 'trash', 'auto-draft'].map(
  (state) => `.status-${state}`,
);
/** As Drupal, WordPress' customizer and hand-made themes mark the whole page. */
const hiddenPages = '.node--unpublished, .node-unpublished, .page-node-preview, .wp-customizer, .is-draft';

/** @throws {RefusedInput} naming what says so */
export function refuseHiddenPage(document: PageDocument, linked: LinkedData, now: Date): void {
  const scope = document.querySelector('h1')?.closest('article, main, body') ?? document;
  const form = document.querySelector('form.post-password-form, .post-password-required form[action*="postpass"]');
  if (form !== null) throw new RefusedInput('It isn’t public: the page asks for a password.');
  const marked = [scope, document.body, ...document.querySelectorAll('article')].find(
    (element) => 'matches' in element && element.matches([...hiddenClasses, hiddenPages].join()),
  );
  if (marked !== undefined) throw new RefusedInput('It isn’t public: the page is marked as a draft or private.');
  const isUnfound = document.querySelector('meta[name="robots"][content*="noindex" i]') !== null;
  if (isUnfound && document.querySelector('body.draft, article.draft, body.preview') !== null)
    throw new RefusedInput('It isn’t public: the page is marked as a draft, and not to be found.');
  const said = hidingMeta(document, now);
  if (said !== undefined) throw new RefusedInput(said);
  const state = linked
    .values('creativeWorkStatus')
    .map(plainText)
    .find((value) =>
      /^(?:in work|hidden)$/.test(stateOf(value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf('#')) + 1))),
    );
  if (state !== undefined) throw new RefusedInput(`It isn’t public: creativeWorkStatus is ${state}.`);
}

/** What metadata say of an old copy, of a browser's cache, or of the whole site's terms, and not of this piece. */
const otherMeta =
  /^(?:expires|archived|protected|rights|copyright|test|internal|note|notes|message|comments?|warnings?)$/;

/** Of names such as `article:status`, `dcterms.accessRights` and `prism.embargoDate` the last part says it. */
function hidingMeta(document: PageDocument, now: Date): string | undefined {
  for (const meta of document.querySelectorAll('meta[name], meta[property]')) {
    const name = (meta.getAttribute('property') ?? meta.getAttribute('name') ?? '').replace(/^.*[.:]/, '');
    const content = meta.getAttribute('content') ?? '';
    // A page that is served in an archive is out.
    if (otherMeta.test(name.toLowerCase()) || stateOf(content) === 'archived') continue;
    const isPreview = /^(?:is-?)?preview$/i.test(name) && /^true$/i.test(content);
    const reason = isPreview ? `It isn’t public: its metadata say that it is a ${name}.` : hiding(name, content, now);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Why a page may wait for an editor: the terms of use in its linked data. */
export function termsOf(linked: LinkedData, now: Date): string | undefined {
  const terms = ['conditionsOfAccess', 'usageInfo'].flatMap((name) => linked.values(name).map(plainText));
  return terms.map((each) => termsThatWithhold(each, now)).find((reason) => reason !== undefined);
}

/** Why a page may be out no more: the time at which it was to be taken away, in its metadata. */
export function expiryOf(document: PageDocument, linked: LinkedData, now: Date): string | undefined {
  const robots = [...document.querySelectorAll('meta[name="robots"], meta[name="googlebot"]')];
  const written = [
    document.querySelector('meta[property="article:expiration_time"]')?.getAttribute('content'),
    ...robots.map((meta) => /\bunavailable_after: ?([^,]{4,40})/i.exec(meta.getAttribute('content') ?? '')?.[1]),
    ...linked.values('expires').map(plainText),
  ];
  const over = written.flatMap((each) => readDate(each ?? '') ?? []).find((date) => date <= now);
  return over && `It was to be taken away at ${over.toISOString()}.`;
}
