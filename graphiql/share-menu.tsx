/** Toolbar menu that copies the open operation, as a link or as code. */

import { ToolbarMenu, UnStyledButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { asCurl, asFetch, linkTo, type Operation } from './share.ts';

const ways = {
  'Copy link': linkTo,
  'Copy as curl': asCurl,
  'Copy as fetch': asFetch,
} as const;

export function ShareMenu() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [said, setSaid] = useState('');
  const copy = async (way: (operation: Operation, origin: string) => string) => {
    try {
      const operation = { query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' };
      await navigator.clipboard.writeText(way(operation, location.origin));
      setSaid('Copied.');
    } catch (error) {
      setSaid(error instanceof SyntaxError ? 'The variables are no JSON.' : 'The browser doesn’t let us copy.');
    }
  };
  return (
    <>
      <ToolbarMenu
        button={
          <UnStyledButton type="button" className="graphiql-toolbar-button" aria-label="Share or copy">
            <ShareIcon />
          </UnStyledButton>
        }
      >
        {Object.entries(ways).map(([label, way]) => (
          <ToolbarMenu.Item key={label} onSelect={() => void copy(way)}>
            {label}
          </ToolbarMenu.Item>
        ))}
      </ToolbarMenu>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}

function ShareIcon() {
  return (
    <svg
      className="graphiql-toolbar-icon"
      aria-hidden="true"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <path d="M10 12.5V2.5M6.5 6 10 2.5 13.5 6M5 9.5H3.5v8h13v-8H15" />
    </svg>
  );
}
