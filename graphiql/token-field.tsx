/** Field for the access token, with who that is. */

import { useGraphiQLActions } from '@graphiql/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { authorization, token } from './token.ts';

export function TokenField() {
  const current = useSyncExternalStore(token.subscribe, token.get);
  const [viewer, setViewer] = useState('Reader');
  const { introspect } = useGraphiQLActions();
  useEffect(() => {
    if (current === '') {
      setViewer('Reader');
      return;
    }
    let isCurrent = true;
    void viewerOf().then((found) => isCurrent && setViewer(found));
    // Where operations are listed, only those with a token may ask for the schema.
    void introspect();
    return () => {
      isCurrent = false;
    };
  }, [current, introspect]);
  return (
    <form
      className="token"
      onSubmit={(event) => {
        event.preventDefault();
        token.set(String(new FormData(event.currentTarget).get('token')).trim());
      }}
    >
      <input
        name="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-label="Access token"
        placeholder="Access token"
        title="Kept for this tab of the browser only; no link holds it."
        defaultValue={current}
        onBlur={(event) => event.currentTarget.form?.requestSubmit()}
      />
      <output aria-label="Who asks">{viewer}</output>
    </form>
  );
}

async function viewerOf(): Promise<string> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization() },
    body: JSON.stringify({ query: '{ viewer { role name } }' }),
  }).catch(() => null);
  const { data, errors } = (await response?.json().catch(() => null)) ?? {};
  if (data?.viewer == null) return errors?.[0]?.message ?? 'No answer';
  const { role, name } = data.viewer;
  return name === null ? inWords(role) : `${inWords(role)} · ${name}`;
}

function inWords(role: string): string {
  return role.charAt(0) + role.slice(1).toLowerCase();
}
