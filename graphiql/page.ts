/** What the server says in the page. */

import { type PageData, pageDataId } from '../src/graphiql/page-data.ts';

function read(): PageData {
  const text = document.getElementById(pageDataId)?.textContent;
  if (!text) throw new Error('The page has no data.');
  return JSON.parse(text);
}

export const pageData = read();
