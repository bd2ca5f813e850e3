// @ts-check
/** A client of live tags: told which of the tags it follows went stale, also behind a connection that was lost. */

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * @param {string} address of Dateline's /live, or of what passes it on
 * @param {readonly string[]} tags as Cache-Tag names them
 * @param {string} mark the answer's X-Dateline-Mark: what changed since it was made is told as well
 * @param {(stale: readonly string[]) => void} onStale with those of them; with `all` where any of them may be
 * @returns {{ connect(): void, disconnect(): void }} it goes on where it was
 */
export function followTags(address, tags, mark, onStale) {
  let after = mark;
  let pause = SHORTEST_PAUSE_MS;
  /** @type {EventSource | undefined} */
  let events;
  /** @type {number | undefined} */
  let timer;
  const disconnect = () => {
    events?.close();
    window.clearTimeout(timer);
  };
  const connect = () => {
    disconnect();
    const openedAt = Date.now();
    events = new EventSource(`${address}?${new URLSearchParams({ tags: tags.join(), ...(after && { after }) })}`);
    events.onmessage = ({ data, lastEventId }) => {
      after = lastEventId || after;
      const { stale } = JSON.parse(data);
      if (stale.length > 0) onStale(stale);
    };
    // The pause grows while connections don't last, and no two readers have the same.
    events.onerror = () => {
      disconnect();
      if (Date.now() - openedAt > LONGEST_PAUSE_MS) pause = SHORTEST_PAUSE_MS;
      timer = window.setTimeout(connect, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  };
  return { connect, disconnect };
}
