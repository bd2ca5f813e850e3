/** The executable schema: every type file, put together. */

import { specifiedDirectives } from 'graphql';
import { builder } from './builder.ts';
import { defer } from './defer.ts';
import './scalars.ts';
import './article.ts';
import './article-list.ts';
import './asked-search.ts';
import './box.ts';
import './topic-list.ts';
import './topic-suggestion.ts';
import './source-list.ts';
import './quote.ts';
import './related.ts';
import './trending.ts';
import './coverage.ts';
import './possible-duplicate.ts';
import './co-citations.ts';
import './diversity.ts';
import './trends.ts';
import './turnaround.ts';
import './correction-rates.ts';
import './article-choice.ts';
import './preview-link.ts';
import './import-document.ts';
import './view.ts';
import './viewer.ts';
import './access-token.ts';
import './revision.ts';
import './draft-steps.ts';
import './article-steps.ts';
import './event.ts';
import './webhook.ts';
import './subscription.ts';
import './suggest.ts';
import './suggestion.ts';

export const schema = builder.toSchema({ directives: [...specifiedDirectives, defer] });
