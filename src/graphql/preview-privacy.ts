/** Preview privacy plugin for Yoga: responses to requests with a preview token are `no-store` and `noindex`. */

import type { Plugin } from 'graphql-yoga';
import { previewHeader } from '../http/cached-response.ts';
import { previewHeaders } from '../http/respond.ts';

/** What is answered to a request that shows a token is for nobody else, whether the token is good or not. */
export function previewPrivacy(): Plugin {
  return {
    onResponse({ request, response }) {
      if (!request.headers.has(previewHeader)) return;
      for (const [name, value] of Object.entries(previewHeaders)) response.headers.set(name, value);
    },
  };
}
