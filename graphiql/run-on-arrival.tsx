/** Runs what a tab asks when it is first looked at, so that no visitor meets an empty answer. */

import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { pageData } from './page.ts';
import { operationNameIn } from './tabs.ts';

/** Queries only: of the tab that is open on arrival, and of each example that nobody has changed. */
export function RunOnArrival() {
  const { tabs, activeTabIndex, queryEditor, variableEditor, responseEditor, operationName } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor', 'responseEditor', 'operationName'),
  );
  const { run } = useGraphiQLActions();
  const seen = useRef(new Set<string>());
  const tab = tabs[activeTabIndex];
  useEffect(() => {
    if (!tab || !queryEditor || !variableEditor || !responseEditor || seen.current.has(tab.id)) return;
    const query = tab.query ?? '';
    // The editor's operations are found a moment after its text has changed.
    if (queryEditor.getValue() !== query || (operationNameIn(query) ?? undefined) !== (operationName ?? undefined))
      return;
    const isFirst = seen.current.size === 0;
    seen.current.add(tab.id);
    const isExample = pageData.examples.some((example) => example.query === query);
    if (/^\s*(query\b|\{)/m.test(query) && !/^\s*(mutation|subscription)\b/m.test(query) && (isFirst || isExample))
      run();
  }, [tab, queryEditor, variableEditor, responseEditor, operationName, run]);
  return null;
}
