/** Yoga plugin: what is answered to a request with a preview token is kept by no cache and no search engine. */

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
