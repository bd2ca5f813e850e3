/** Usage plugin for Yoga: counts each operation that is executed, by its token. Cached answers aren't executed, nor counted. */

import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../http/exchange.ts';
import { reader, type Viewer } from '../roles.ts';
import type { Usage } from '../usage/usage.ts';

/** To come before what changes the document, and behind what refuses it. */
export function usageCounting(usage: Usage): Plugin<{ readonly viewer?: Viewer }, ServerContext> {
  return {
    onExecute({ args: { document, operationName, contextValue } }) {
      usage.count(document, operationName, contextValue.viewer ?? reader);
    },
    onSubscribe({ args: { document, operationName, contextValue } }) {
      usage.count(document, operationName, contextValue.viewer ?? reader);
    },
  };
}
