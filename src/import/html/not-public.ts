/** Pages that say they aren't public: drafts and previews of a CMS, and forms that ask for a password instead of a piece. */

import { RefusedInput } from '../imported-document.ts';
import type { PageDocument } from './dom.ts';
import { type LinkedData, plainText } from './linked-data.ts';

/** As WordPress and its themes write it. */
const hiddenClasses = ['draft', 'private', 'pending', 'future', 'trash', 'auto-draft'].map(
  (state) => `.status-${state}`,
);
const hiddenState = /^(?:.*[/#])?(?:draft|pending|incomplete|private|unpublished|withdrawn|embargoed)$/i;

/** @throws {RefusedInput} naming what says so */
export function refuseHiddenPage(document: PageDocument, linked: LinkedData): void {
  const scope = document.querySelector('h1')?.closest('article, main, body') ?? document;
  const form = document.querySelector('form.post-password-form, .post-password-required form[action*="postpass"]');
  if (form !== null) throw new RefusedInput('It isn’t public: the page asks for a password.');
  const marked = [scope, ...document.querySelectorAll('article')].find(
    (element) => 'matches' in element && element.matches(hiddenClasses.join()),
  );
  if (marked !== undefined) throw new RefusedInput('It isn’t public: the page is marked as a draft or private.');
  const state = linked
    .values('creativeWorkStatus')
    .map(plainText)
    .find((value) => hiddenState.test(value));
  if (state !== undefined) throw new RefusedInput(`It isn’t public: creativeWorkStatus is ${state}.`);
}
