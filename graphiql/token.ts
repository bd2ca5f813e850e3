/** The access token that every request of this tab carries; it ends with the tab, and no link or file holds it. */

const key = 'dateline:token';
const listeners = new Set<() => void>();

export const token = {
  get: (): string => sessionStorage.getItem(key) ?? '',
  set(value: string): void {
    if (value === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** What it adds to a request. */
export function authorization(): Record<string, string> {
  return token.get() === '' ? {} : { authorization: `Bearer ${token.get()}` };
}
