/** Runs what a tab asks when it is first looked at, so that no visitor meets an empty answer; such runs are no history. */

import { HistoryStore } from '@graphiql/plugin-history';
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { firstNameOf, operationsIn } from './operations.ts';
import { pageData } from './page.ts';
import { mayRunByItself } from './runs-by-itself.ts';
import { token } from './token.ts';

export function RunOnArrival() {
  const { tabs, activeTabIndex, queryEditor, variableEditor, responseEditor, operationName } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor', 'responseEditor', 'operationName'),
  );
  const { run } = useGraphiQLActions();
  const seen = useRef(new Set<string>());
  /** Id of the tab that runs by itself. */
  const [running, setRunning] = useState<string | null>(null);
  const tab = tabs[activeTabIndex];
  useEffect(() => {
    if (!tab || !queryEditor || !variableEditor || !responseEditor || seen.current.has(tab.id)) return;
    const query = tab.query ?? '';
    if (queryEditor.getValue() !== query) return;
    const operations = operationsIn(query);
    // The editor's operations are found a moment after its text has changed.
    if (operations !== null && firstNameOf(operations) !== (operationName ?? null)) return;
    const hasToken = token.get() !== '';
    const isFirst = seen.current.size === 0;
    seen.current.add(tab.id);
    const asked = { query, variables: tab.variables ?? '' };
    if (mayRunByItself(asked, { isFirst, hasToken, examples: pageData.examples })) setRunning(tab.id);
  }, [tab, queryEditor, variableEditor, responseEditor, operationName]);
  useEffect(() => {
    if (running === null) return;
    // NOTE: typed as if it ended at once, it ends with the last part of the answer.
    void Promise.resolve(run()).finally(() => setRunning((latest) => (latest === running ? null : latest)));
  }, [running, run]);
  // While it is there, it records what is fetched.
  return running === null ? <HistoryStore>{null}</HistoryStore> : null;
}
