/** Copy and paste: the letters become a text, and a person is the carrier, by whatever way texts go. */
import { parseLetter, type Stream } from '#domain/letter.ts';
import type { OpenChannel, Seat } from '../signaling-channel.ts';
import { carriedText, readCarriedText, TextProblem } from './carried-text.ts';
import { ChannelLife } from './channel-life.ts';
import { Outbox } from './outbox.ts';

export interface CopyPaste {
  /** Opens the one channel of this end. That its seat is this page's alone, nobody can tell. */
  open: OpenChannel;
  /**
   * The text to carry over: all that is not known to have arrived, so a text that was lost costs nothing. Empty before the channel
   * is open, and when there is nothing to say.
   */
  take(): Promise<string>;
  /** Takes the other's text. Rejects with `TextProblem`, whose `key` names the sentence. A text that was pasted already does no harm. */
  paste(text: string): Promise<void>;
}

/** Makes one end. `onNews` is told how many letters that are worth a person's way stand in no text yet, when that changes. */
export function copyPaste(onNews: (count: number) => void = () => {}): CopyPaste {
  const outbox = new Outbox();
  let end: { seat: Seat; life: ChannelLife } | undefined;
  let told = 0;
  const tell = (): void => {
    if (outbox.news === told) return;
    told = outbox.news;
    onNews(told);
  };
  return {
    open: (seat, events, signal) => {
      const life = new ChannelLife(events, signal);
      end = { seat, life };
      queueMicrotask(() => life.tell({ is: 'open' }));
      return {
        carrier: 'copy-paste',
        send: (letter) => {
          if (!life.isOpen) return;
          outbox.put(letter);
          tell();
        },
        close: () => life.close(),
      };
    },
    take: async () => {
      if (!end?.life.isOpen) return '';
      const { room, peer: from } = end.seat;
      const letters = outbox.take();
      tell();
      return letters.length === 0 ? '' : carriedText({ room, from, letters });
    },
    paste: async (text) => {
      const { room, from, letters } = await readCarriedText(text);
      if (!end) throw new Error('A text cannot be pasted before the channel is open.');
      if (room !== end.seat.room) throw new TextProblem('other-room');
      if (from === end.seat.peer) throw new TextProblem('own-text');
      for (const letter of letters) receive(letter, end, outbox);
      tell();
    },
  };
}

/** Hands a letter up; what it says to have arrived need not be carried again. */
function receive(value: unknown, { seat, life }: { seat: Seat; life: ChannelLife }, outbox: Outbox): void {
  const letter = parseLetter(value);
  if (letter && 'to' in letter && letter.to === seat.page) {
    if (letter.kind === 'acknowledgement') outbox.arrived(letter);
    if (letter.kind === 'parcel' && letter.acknowledges) {
      for (const stream of ['signaling', 'report'] satisfies Stream[]) {
        outbox.arrived({ stream, number: letter.acknowledges[stream] });
      }
    }
  }
  life.hear(value);
}
