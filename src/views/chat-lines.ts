/** Texts that went over the data channel, with their times, and where signaling stopped meanwhile. */
import type { PeerName } from '#domain/trace.ts';

export interface ChatText {
  kind: 'text';
  key: string;
  from: PeerName;
  /** Name of the end, for who hears the list, as `A`. */
  name: string;
  /** As the reader wrote it. */
  text: string;
  /** As `11.80 s · acknowledged in 0.9 ms`. */
  note: string;
}

export interface ChatSeparator {
  kind: 'separator';
  key: string;
  tone: 'bad' | 'ok';
  /** As `signaling cut`. */
  text: string;
}

export type ChatLine = ChatText | ChatSeparator;
