/** GraphiQL with our plugins, toolbar and token field. */

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { Accessibility } from './accessibility.tsx';
import { CHART_PLUGIN } from './chart/panel.tsx';
import { EditorSettings } from './editor-settings.tsx';
import { fetcher } from './fetcher.ts';
import { RECEIPT_PLUGIN } from './receipt-panel.tsx';
import { RunOnArrival } from './run-on-arrival.tsx';
import { ShareMenu } from './share-menu.tsx';
import type { Arrival } from './tabs.ts';
import { TokenField } from './token-field.tsx';

/** Which are read on either background. */
const explorerColors = {
  keyword: 'var(--code-keyword)',
  def: 'var(--code-name)',
  property: 'var(--code-name)',
  qualifier: 'var(--code-name)',
  attribute: 'var(--code-value)',
  number: 'var(--code-value)',
  string: 'var(--code-value)',
  builtin: 'var(--code-value)',
  string2: 'var(--code-value)',
  variable: 'var(--code-name)',
  atom: 'var(--code-value)',
};

const plugins = [
  explorerPlugin({ showAttribution: false, colors: explorerColors }),
  // NOTE: a copy, since GraphiQL records every run for the plugin itself; `RunOnArrival` records those that were asked for.
  { ...HISTORY_PLUGIN },
  CHART_PLUGIN,
  RECEIPT_PLUGIN,
];

/** As in style.css. */
const isNarrow = matchMedia('(max-width: 44rem)').matches;

export function App({ arrival }: { readonly arrival: Arrival }) {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      initialQuery={arrival.query}
      initialVariables={arrival.variables}
      defaultEditorToolsVisibility={isNarrow ? false : 'variables'}
      // What is typed there would be kept in localStorage with the history; the token has a field of its own.
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <TokenField />
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <ShareMenu />
          </>
        )}
      </GraphiQL.Toolbar>
      <Accessibility />
      <EditorSettings />
      <RunOnArrival />
    </GraphiQL>
  );
}
