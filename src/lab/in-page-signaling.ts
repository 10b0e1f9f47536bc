/** The simplest signaling there is: both ends live in one page, and a message is handed over in the next microtask. */
import type { PeerName, SignalingMessage } from '#domain/trace.ts';
import type { TraceLog } from './trace-log.ts';

export interface InPageSignaling {
  /** Sends to the other peer; recorded as `sent` here and `received` there. */
  send(from: PeerName, body: SignalingMessage): void;
}

export const otherPeer = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');

/** Joins two ends; `deliver` is called at the receiving one. */
export function joinInPage(
  log: TraceLog,
  deliver: (to: PeerName, body: SignalingMessage) => void,
  signal: AbortSignal,
): InPageSignaling {
  return {
    send(from, body) {
      const message = log.nextId();
      const to = otherPeer(from);
      log.append({ type: 'sent', peer: from, message, body, ...(body.kind === 'description' ? log.takeStep() : {}) });
      queueMicrotask(() => {
        if (signal.aborted) return;
        log.append({ type: 'received', peer: to, message });
        deliver(to, body);
      });
    },
  };
}
