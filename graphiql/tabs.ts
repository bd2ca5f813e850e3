/** GraphiQL's tabs on arrival: those of before or of the examples, and one for what a link asks for. */

import type { PageData, PageExample } from '../src/graphiql/page-data.ts';
import { firstNameOf, operationsIn } from './operations.ts';

/** As GraphiQL keeps it in storage. */
interface StoredTab {
  readonly id: string;
  readonly hash: null;
  readonly title: string;
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: null;
  readonly operationName: string | null;
  readonly response: null;
}

interface StoredTabs {
  readonly tabs: readonly StoredTab[];
  readonly activeTabIndex: number;
}

type Asked = Pick<StoredTab, 'query' | 'variables'>;

/** Of the tab that is open. */
export interface Arrival {
  readonly query: string;
  readonly variables: string;
}

/** What GraphiQL's own storage calls them. */
const stored = {
  tabs: 'graphiql:tabState',
  query: 'graphiql:query',
  variables: 'graphiql:variables',
  panelWidth: 'graphiql:docExplorerFlex',
};

/** Of a panel beside the rest, as a part of that: a table has several columns in view. GraphiQL’s own is a third. */
const PANEL_PART = 0.6;

/**
 * Writes the tabs where GraphiQL will read them.
 *
 * @param address `#page=article-page&slug=…` opens an example for one page, `#query=…&variables=…` (or `?query=…`) any operation
 */
export function arrival(page: PageData, address: Pick<Location, 'hash' | 'search'>, storage: Storage): Arrival {
  const before = storedTabs(storage.getItem(stored.tabs)) ?? {
    tabs: page.examples.map(({ query, variables }) => newTab({ query, variables })),
    activeTabIndex: 0,
  };
  const asked = askedBy(page, address);
  const after = asked === null ? before : withTab(before, asked);
  storage.setItem(stored.tabs, JSON.stringify(after));
  // NOTE: GraphiQL takes these for what is in the open tab, and they are of the tab that was open last.
  if (storage.getItem(stored.panelWidth) === null) storage.setItem(stored.panelWidth, String(PANEL_PART));
  storage.removeItem(stored.query);
  storage.removeItem(stored.variables);
  const { query, variables } = after.tabs[after.activeTabIndex] ?? { query: null, variables: null };
  return { query: query ?? '', variables: variables ?? '' };
}

function askedBy(page: PageData, { hash, search }: Pick<Location, 'hash' | 'search'>): Asked | null {
  for (const part of [hash, search]) {
    const link = new URLSearchParams(part.slice(1));
    const query = link.get('query');
    if (query !== null) return { query, variables: link.get('variables') };
    const example = page.examples.find(({ name }) => name === link.get('page'));
    if (example !== undefined) return ofOnePage(example, link.get('slug') ?? '', page.isOpen);
  }
  return null;
}

/** Named after its slug, so that the tabs of two articles differ, where the text may be changed. */
function ofOnePage({ query, variables }: PageExample, slug: string, isOpen: boolean): Asked {
  const name = slug
    .split(/[^A-Za-z0-9]+/)
    .reduce((all, word) => all + word.charAt(0).toUpperCase() + word.slice(1), '');
  const mayBeNamed = isOpen && /^[A-Za-z]/.test(name);
  return {
    query: mayBeNamed ? query.replace(/^query \w+/m, `query ${name}`) : query,
    variables: JSON.stringify({ ...JSON.parse(variables ?? '{}'), slug }, null, 2),
  };
}

function withTab(before: StoredTabs, { query, variables }: Asked): StoredTabs {
  const same = before.tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === (variables ?? ''));
  if (same >= 0) return { ...before, activeTabIndex: same };
  return { tabs: [...before.tabs, newTab({ query, variables })], activeTabIndex: before.tabs.length };
}

function newTab({ query, variables }: Asked): StoredTab {
  const operationName = firstNameOf(operationsIn(query ?? ''));
  const title = operationName ?? '<untitled>';
  const id = crypto.randomUUID();
  // As the editor has no variables: a history tells null and an empty text apart.
  return { id, hash: null, title, query, variables: variables ?? '', headers: null, operationName, response: null };
}

/** Null for what GraphiQL would not take, or what has no tab. */
function storedTabs(text: string | null): StoredTabs | null {
  try {
    const { tabs, activeTabIndex }: StoredTabs = JSON.parse(text ?? '');
    return tabs.length > 0 && tabs[activeTabIndex] !== undefined ? { tabs, activeTabIndex } : null;
  } catch {
    return null;
  }
}
