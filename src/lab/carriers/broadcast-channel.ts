/**
 * Two tabs of one browser, without any server: what one writes to a BroadcastChannel, every other page of the same origin can read
 * (HTML, "Broadcasting to other browsing contexts"). A Web Lock makes each seat one tab's; the browser takes it back when the tab goes.
 */
import type { OpenChannel, Seat, SignalingChannel } from '../signaling-channel.ts';
import { ChannelLife } from './channel-life.ts';
import { patience } from './comeback.ts';

/**
 * Takes a seat among the pages of this origin. It is `refused` as `insecure-context` where the browser has no Web Locks, which it
 * has over https and on localhost alone.
 */
export const broadcastChannel: OpenChannel = (seat, events, signal): SignalingChannel => {
  const life = new ChannelLife(events, signal);
  let channel: BroadcastChannel | undefined;
  holdSeat(seat, life, () => {
    channel = new BroadcastChannel(`trickle/${seat.room}`);
    channel.addEventListener('message', ({ data }) => life.hear(data), { signal: life.signal });
    life.signal.addEventListener('abort', () => channel?.close(), { once: true });
    life.tell({ is: 'open' });
  });
  return {
    carrier: 'broadcast-channel',
    send: (letter) => {
      if (life.isOpen) channel?.postMessage(letter);
    },
    close: () => life.close(),
  };
};

/** Calls `sit` once the seat is this page's, which it stays until the channel is over. */
function holdSeat({ room, peer }: Seat, life: ChannelLife, sit: () => void): void {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) {
    queueMicrotask(() => life.tell({ is: 'refused', reason: 'insecure-context' }));
    return;
  }
  const waiting = new AbortController();
  life.signal.addEventListener('abort', () => waiting.abort(), { once: true });
  life.after(patience, () => waiting.abort());
  locks
    .request(`trickle/${room}/${peer}`, { signal: waiting.signal }, () => {
      sit();
      return over(life.signal);
    })
    .catch((reason: unknown) => life.tell(whyNot(reason)));
}

function whyNot(reason: unknown): { is: 'taken' } | { is: 'refused'; reason: string } {
  if (!(reason instanceof DOMException)) throw reason;
  return reason.name === 'AbortError' ? { is: 'taken' } : { is: 'refused', reason: reason.name };
}

function over(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
