/** The simplest signaling there is: both ends live in one page, and a letter is handed over in the next microtask. */
import type { Letter } from '#domain/letter.ts';
import { type ChannelEvents, otherPeer, type Seat, type SignalingChannel } from '../signaling-channel.ts';
import { ChannelLife } from './channel-life.ts';

/** What one end of a page is told: nobody else writes there, so what arrives is a letter. */
export interface InPageEvents extends Omit<ChannelEvents, 'onLetter'> {
  onLetter(letter: Letter): void;
}

/** Makes a carrier for one page: seats that are taken by the function it gives reach each other. */
export function inPage(): (seat: Seat, events: InPageEvents, signal: AbortSignal) => SignalingChannel {
  const seats = new Map<string, (letter: Letter) => void>();
  return ({ room, peer }, events, signal) => {
    const life = new ChannelLife({ onState: (state) => events.onState(state), onLetter: () => {} }, signal);
    const [own, other] = [`${room}/${peer}`, `${room}/${otherPeer(peer)}`];
    const isTaken = seats.has(own);
    if (!isTaken && !life.signal.aborted) {
      seats.set(own, (letter) => !life.signal.aborted && events.onLetter(letter));
      life.signal.addEventListener('abort', () => seats.delete(own), { once: true });
    }
    queueMicrotask(() => life.tell({ is: isTaken ? 'taken' : 'open' }));
    return {
      carrier: 'in-page',
      send: (letter) => {
        if (!isTaken && !life.signal.aborted) queueMicrotask(() => seats.get(other)?.(letter));
      },
      close: () => life.close(),
    };
  };
}
