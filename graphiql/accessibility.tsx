/** Mends what GraphiQL and its explorer lack for keyboards and screen readers (WCAG 2.2: names, roles, nothing nested). */

import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

export function Accessibility() {
  const { tabs, activeTabIndex, visiblePlugin } = useGraphiQL(pick('tabs', 'activeTabIndex', 'visiblePlugin'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is mended changes with the tabs.
  useEffect(mendTabs, [tabs, activeTabIndex]);
  useEffect(() => {
    const bar = document.querySelector('.graphiql-tabs');
    if (bar === null) return;
    // What narrows the bar must not hide the tab that is open.
    const observer = new ResizeObserver(mendTabs);
    observer.observe(bar);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const panel = document.querySelector<HTMLElement>('.graphiql-plugin');
    if (panel === null || visiblePlugin === null) return;
    const mend = () => mendPanel(panel);
    mend();
    const observer = new MutationObserver(mend);
    observer.observe(panel, { childList: true, subtree: true });
    panel.addEventListener('keydown', pressByKey);
    return () => {
      observer.disconnect();
      panel.removeEventListener('keydown', pressByKey);
    };
  }, [visiblePlugin]);
  return null;
}

/** A tab may hold no buttons, and its own and the one that closes it stand in it: they are a list of buttons. */
function mendTabs(): void {
  document.querySelector('.graphiql-tabs')?.removeAttribute('role');
  for (const tab of document.querySelectorAll('.graphiql-tab')) {
    const isActive = tab.classList.contains('graphiql-tab-active');
    tab.removeAttribute('role');
    tab.removeAttribute('aria-selected');
    const [button, close] = tab.querySelectorAll('button');
    button?.setAttribute('aria-current', String(isActive));
    if (isActive) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    close?.setAttribute('aria-label', `Close ${button?.textContent}`);
  }
}

function mendPanel(panel: HTMLElement): void {
  for (const field of panel.querySelectorAll<HTMLElement>('.graphiql-explorer-field-view')) {
    field.tabIndex = 0;
    field.role = 'button';
  }
  for (const input of panel.querySelectorAll<HTMLElement>(
    '.graphiql-explorer-root :is(input, select):not([aria-label])',
  )) {
    input.ariaLabel = input.closest<HTMLElement>('[data-arg-name]')?.dataset.argName ?? 'Operation';
  }
  for (const label of panel.querySelectorAll('.graphiql-history-item-label[aria-label]'))
    label.removeAttribute('aria-label');
}

/** What the explorer makes of clicks only. */
function pressByKey(event: KeyboardEvent): void {
  const field = event.target as HTMLElement;
  if (!field.matches('.graphiql-explorer-field-view') || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  field.click();
}
