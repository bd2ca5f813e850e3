/**
 * Server-sent events of one subscriber: a bounded queue of bytes that others are sent too. Who doesn't read is dropped, and told
 * behind which event to go on.
 */

/** What is sent at once. */
export interface Frame {
  readonly bytes: Uint8Array;
  /** The event of the log that it tells of, where it tells of one. */
  readonly eventId: number | null;
}

export interface EventStream {
  send(frame: Frame): void;
  /** Sends this last, behind all that waits. */
  end(frame: Frame): void;
  /** Sends a comment, so that proxies see that it lives, or drops who hasn't taken anything since the ping before. */
  ping(): void;
  /** Keeps what is sent from now on behind what is sent by {@link EventStream.sendMissed}. */
  hold(): void;
  sendMissed(frame: Frame): void;
  /** Lets go of what was held, but for what was missed and sent meanwhile. */
  release(): void;
  /** What is to be written next; null when it is over. */
  next(): Promise<Uint8Array | null>;
  /** Ends at once, with what waits unsent. May be called twice. */
  close(): void;
}

interface StreamOptions {
  /** The last event that the subscriber has had before; null where nothing is known. */
  readonly lastEventId: number | null;
  /** What somebody is told last who fell behind. */
  farewell(lastEventId: number | null): Uint8Array;
  /** Told that it was dropped: it is over when that was read, or when its connection is cut. */
  onDropped(): void;
  /** Told once that it is over. */
  onClose(): void;
}

const MAX_QUEUED_FRAMES = 1_000;
const MAX_QUEUED_BYTES = 256_000;
const ping = { bytes: new TextEncoder().encode(':\n\n'), eventId: null } as const;

export function createEventStream(options: StreamOptions): EventStream {
  // Some browsers see the beginning of an answer only with its first bytes.
  let queue: Frame[] = [ping];
  let queuedBytes = 0;
  let held: Frame[] | null = null;
  let { lastEventId } = options;
  /** Of the log, whose ids rise. */
  let lastQueuedId = lastEventId ?? 0;
  let isTakenFrom = true;
  let state: 'open' | 'ending' | 'closed' = 'open';
  let wake: (() => void) | undefined;

  const put = (frame: Frame, into: Frame[]) => {
    if (state !== 'open') return;
    const isFull = into.length >= MAX_QUEUED_FRAMES || queuedBytes + frame.bytes.length > MAX_QUEUED_BYTES;
    if (isFull && queue.length > 0) return drop();
    into.push(frame);
    queuedBytes += frame.bytes.length;
    wake?.();
  };

  const drop = () => {
    held = null;
    queue = [{ bytes: options.farewell(lastEventId), eventId: null }];
    state = 'ending';
    options.onDropped();
    wake?.();
  };

  const sendMissed = (frame: Frame) => {
    lastQueuedId = frame.eventId ?? lastQueuedId;
    put(frame, queue);
  };

  const close = () => {
    if (state === 'closed') return;
    state = 'closed';
    queue = [];
    held = null;
    wake?.();
    options.onClose();
  };

  const send = (frame: Frame) => {
    if (held !== null) put(frame, held);
    else if (frame.eventId === null || frame.eventId > lastQueuedId) sendMissed(frame);
  };

  return {
    send,
    sendMissed,
    close,
    end(frame) {
      if (state !== 'open') return;
      queue.push(...(held ?? []), frame);
      held = null;
      state = 'ending';
      wake?.();
    },
    ping() {
      if (queue.length === 0) put(ping, queue);
      else if (!isTakenFrom && state === 'open') drop();
      isTakenFrom = false;
    },
    hold() {
      held = [];
    },
    release() {
      const waiting = held ?? [];
      held = null;
      for (const { bytes } of waiting) queuedBytes -= bytes.length;
      for (const frame of waiting) send(frame);
    },
    async next() {
      while (queue.length === 0 && state === 'open') {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
        wake = undefined;
      }
      const frame = queue.shift();
      if (frame === undefined) {
        close();
        return null;
      }
      isTakenFrom = true;
      queuedBytes -= frame.bytes.length;
      lastEventId = frame.eventId ?? lastEventId;
      return frame.bytes;
    },
  };
}
