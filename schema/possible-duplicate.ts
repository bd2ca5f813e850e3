/** PossibleDuplicate: a source that may be the same as another, and the editor's word that it isn't. */

import type { PossibleDuplicateRow } from '../db/catalogue/possible-duplicates.ts';
import { distinguishSources } from '../src/newsroom/distinguish-sources.ts';
import { builder } from './builder.ts';
import { idOf } from './ids.ts';
import { Source } from './source.ts';
import { orUserError, resultType } from './user-error.ts';

const PossibleDuplicateReason = builder.enumType('PossibleDuplicateReason', {
  description: 'Why two sources may be the same, from the surest reason to the least sure.',
  values: {
    SPELLING: {
      description: 'Their names differ in case, accents, punctuation or an article at most: The Namibian, Namibian.',
    },
    OTHER_NAME: { description: 'An alias or a former slug of one is the name of the other.' },
    LEGAL_FORM: { description: 'Their names differ in a legal form: Siemens AG, Siemens.' },
    SITE: { description: 'One is the other’s site by its name: taz.de, taz.' },
    AGENCY: { description: 'The name of one has an agency behind it: Alex Goodlett/AP, Alex Goodlett.' },
    TITLE: {
      description:
        'The name of one has a title or a degree: Dr. Ada Holm, Ada Holm. Father and son, Sr. and Jr., are two.',
    },
    TRANSLITERATION: {
      description:
        'Names of persons that sound the same, or of any source that are the same in other letters: Vladimir Orlov, Wladimir Orlow; Bürgerblatt, Buergerblatt.',
    },
    ACRONYM: { description: 'One is the initials of the other: WHO, World Health Organization.' },
    SHORT_FORM: { description: 'The name of one ends in what it is: Imago Images, Imago.' },
    INITIALS: {
      description: 'Persons of one surname, the given names of one shortened: D. Trump, Donald J. Trump, Donald Trump.',
    },
    SURNAME: { description: 'One is the surname of the other, a person: Trump, Donald Trump.' },
    HOMEPAGE: { description: 'Their homepages are on one host.' },
  } as const,
});

const PossibleDuplicate = builder.objectRef<PossibleDuplicateRow>('PossibleDuplicate').implement({
  description: 'A source that may be the same as the one that it is asked of.',
  fields: (t) => ({
    source: t.field({ type: Source, description: 'The other source.', resolve: (row) => row }),
    reason: t.expose('reason', { type: PossibleDuplicateReason, description: 'The surest reason that there is.' }),
  }),
});

builder.objectField(Source, 'possibleDuplicates', (t) =>
  t.field({
    type: [PossibleDuplicate],
    description:
      'Sources that may be the same, the surest first, then by name; at most 20. What more than 20 sources share, a surname or a host, is no reason. For editors, who merge them or say that they are distinct.',
    resolve: ({ id }, _, { loaders }) => loaders.possibleDuplicatesOfSource.load(id),
  }),
);

builder.mutationField('distinguishSources', (t) =>
  t.field({
    type: resultType('DistinguishSourcesResult', 'The one source, or why they weren’t told apart.', Source, [
      'NotAllowed',
      'NotFound',
      'InvalidInput',
    ]),
    description:
      'Says that two sources aren’t the same: they are no possible duplicates of each other any more. Merging them stays possible. Takes the role EDITOR.',
    args: {
      one: t.arg.id({ required: true, description: 'The id of a source.' }),
      other: t.arg.id({ required: true, description: 'The id of the other.' }),
    },
    resolve: (_, { one, other }, { db, viewer }) =>
      orUserError(() => distinguishSources(db, viewer, idOf('Source', one, ['one']), idOf('Source', other, ['other']))),
  }),
);
