/** Toolbar menu that copies the open operation, as a link or as code. */

import { pick, ToolbarMenu, UnStyledButton, useGraphiQL } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'react';
import { asCurl, asFetch, linkTo, type Operation } from './share.ts';
import { asTypedDocument } from './typed-document.ts';

const ways = {
  'Copy link': linkTo,
  'Copy as curl': asCurl,
  'Copy as fetch': asFetch,
  'Copy as typed document': ({ query }: Operation, _origin: string, schema: GraphQLSchema) =>
    asTypedDocument(query, schema),
} as const;

/** What the confirmation calls them. */
const copied = {
  'Copy link': 'Link copied. It holds the query and its variables, and no token.',
  'Copy as curl': 'Copied as a curl command.',
  'Copy as fetch': 'Copied as a call of fetch.',
  'Copy as typed document': 'Copied as a typed document.',
} as const satisfies Record<keyof typeof ways, string>;

type Way = keyof typeof ways;

/** As long as it takes to read. */
const SHOWN_MS = 4_000;

export function ShareMenu() {
  const { queryEditor, variableEditor, schema } = useGraphiQL(pick('queryEditor', 'variableEditor', 'schema'));
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (way: Way) => {
    try {
      const operation = { query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' };
      if (!schema) throw new Error('The schema is not there yet.');
      await navigator.clipboard.writeText(ways[way](operation, location.origin, schema));
      setSaid(copied[way]);
    } catch (error) {
      setSaid(reasonOf(error));
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
        {(Object.keys(ways) as Way[]).map((way) => (
          <ToolbarMenu.Item key={way} onSelect={() => void copy(way)}>
            {way}
          </ToolbarMenu.Item>
        ))}
      </ToolbarMenu>
      <span className="share-status" role="status">
        {said}
      </span>
    </>
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'The variables are no JSON.';
  if (error instanceof DOMException) return 'The browser doesn’t let us copy.';
  return error instanceof Error ? error.message : String(error);
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
