/** Entry point of GraphiQL in the browser. */

import './style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { pageData } from './page.ts';
import { arrival } from './tabs.ts';

window.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(pageData.workers[label === 'graphql' || label === 'json' ? label : 'editor'], { type: 'module' }),
};

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(<App arrival={arrival(pageData, location, localStorage)} />);
// What a link asked for has its tab now; a reload is of what was made of it.
history.replaceState(null, '', location.pathname);
