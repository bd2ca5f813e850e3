/** An operation as a link, as a curl command and as a call of fetch; none of them holds a token. */

export interface Operation {
  readonly query: string;
  /** As JSON; empty for none. */
  readonly variables: string;
}

/** The part behind the # never leaves the browser: it is in no log, and may be as long as a query is. */
export function linkTo({ query, variables }: Operation, origin: string): string {
  const link = new URLSearchParams({ query, ...(variables.trim() && { variables }) });
  return `${origin}/graphql#${link}`;
}

/** For a POSIX shell. */
export function asCurl(operation: Operation, origin: string): string {
  const body = JSON.stringify(bodyOf(operation), null, 2).replaceAll("'", `'\\''`);
  return `curl ${origin}/graphql \\\n  -H 'Content-Type: application/json' \\\n  --data '${body}'\n`;
}

/** For browsers and Node. */
export function asFetch(operation: Operation, origin: string): string {
  const { query, variables } = bodyOf(operation);
  return `const response = await fetch('${origin}/graphql', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    query: ${templateOf(query)},${variables ? `\n    variables: ${indented(variables)},` : ''}
  }),
});
const { data, errors } = await response.json();
`;
}

/** @throws {SyntaxError} when the variables are no JSON */
function bodyOf({ query, variables }: Operation): { readonly query: string; readonly variables?: object } {
  return variables.trim() === '' ? { query } : { query, variables: JSON.parse(variables) };
}

/** As a template literal. */
export function templateOf(text: string): string {
  return `\`${text.replaceAll(/[`\\]|\$\{/g, (found) => `\\${found}`)}\``;
}

function indented(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n    ');
}
