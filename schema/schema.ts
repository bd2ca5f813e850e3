/** The executable schema: every type file, put together. */

import { builder } from './builder.ts';
import './scalars.ts';
import './article.ts';
import './article-list.ts';
import './related.ts';
import './trending.ts';
import './article-choice.ts';
import './view.ts';
import './viewer.ts';
import './access-token.ts';
import './revision.ts';
import './draft-steps.ts';

export const schema = builder.toSchema();
