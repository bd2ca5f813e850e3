/** Correction: a public note on an article. */

import type { CorrectionRow } from '../db/articles/corrections.ts';
import { builder } from './builder.ts';

export const Correction = builder.objectRef<CorrectionRow>('Correction').implement({
  description: 'A public note on what was wrong in an article and is right now.',
  fields: (t) => ({
    note: t.exposeString('note', { description: 'What was put right, in plain text.' }),
    correctedAt: t.expose('corrected_at', { type: 'DateTime', description: 'When.' }),
  }),
});
