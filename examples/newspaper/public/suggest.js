// @ts-check
/** Completes what is typed into the search field: a list to choose from by arrow keys, a click or a tap. Without it the field is a field. */

/** @typedef {{ text: string, offset: number | null, length: number | null, kind: string, href: string, lang?: string }} Suggestion */

const PAUSE_MS = 120;

const field = /** @type {HTMLInputElement | null} */ (document.getElementById('q'));
const list = document.createElement('ul');
/** Tells those who can't see the list that it is there. */
const status = document.createElement('span');
let chosen = -1;
/** @type {number | undefined} */
let timer;
let asked = '';

/** @param {HTMLInputElement} input */
function begin(input) {
  list.id = 'suggestions';
  list.className = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  input.autocomplete = 'off';
  input.after(list, status);
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void suggest(input), PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => onKey(event, input));
  input.addEventListener('blur', () => window.setTimeout(() => close(input), PAUSE_MS));
}

/** @param {HTMLInputElement} input */
async function suggest(input) {
  const prefix = input.value.trim();
  asked = prefix;
  if (prefix === '') return close(input);
  try {
    const response = await fetch(`/suggest?${new URLSearchParams({ q: prefix })}`);
    const suggestions = response.ok ? /** @type {Suggestion[]} */ (await response.json()) : [];
    // What was typed meanwhile has its own answer.
    if (asked === prefix) show(suggestions, input);
  } catch {
    close(input);
  }
}

/** @param {Suggestion[]} suggestions @param {HTMLInputElement} input */
function show(suggestions, input) {
  list.replaceChildren(...suggestions.map(optionOf));
  choose(-1, input);
  list.hidden = suggestions.length === 0 || document.activeElement !== input;
  input.setAttribute('aria-expanded', String(!list.hidden));
  status.textContent = list.hidden ? '' : `${suggestions.length} suggestions: arrow keys choose one.`;
}

/** @param {Suggestion} suggestion @param {number} index */
function optionOf({ text, offset, length, kind, href, lang }, index) {
  const option = Object.assign(document.createElement('li'), { id: `suggestion-${index}` });
  option.setAttribute('role', 'option');
  option.dataset.href = href;
  const name = document.createElement('span');
  if (lang) name.lang = lang;
  if (offset === null || length === null) name.textContent = text;
  else {
    const mark = Object.assign(document.createElement('mark'), { textContent: text.slice(offset, offset + length) });
    name.append(text.slice(0, offset), mark, text.slice(offset + length));
  }
  option.append(name, Object.assign(document.createElement('small'), { textContent: kind }));
  // Before the field loses its focus, and the list closes.
  option.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    window.location.assign(href);
  });
  return option;
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} input */
function onKey(event, input) {
  const { length } = list.children;
  if (list.hidden || length === 0) return;
  if (event.key === 'ArrowDown') choose(chosen + 1 >= length ? -1 : chosen + 1, input);
  else if (event.key === 'ArrowUp') choose(chosen === -1 ? length - 1 : chosen - 1, input);
  else if (event.key === 'Escape') close(input);
  else if (event.key === 'Enter' && chosen >= 0) {
    window.location.assign(/** @type {HTMLElement} */ (list.children[chosen]).dataset.href ?? '/search');
  } else return;
  event.preventDefault();
}

/** @param {number} index -1 for what was typed @param {HTMLInputElement} input */
function choose(index, input) {
  chosen = index;
  for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(at === index));
  if (index === -1) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `suggestion-${index}`);
}

/** @param {HTMLInputElement} input */
function close(input) {
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  status.textContent = '';
  choose(-1, input);
}

if (field) begin(field);
