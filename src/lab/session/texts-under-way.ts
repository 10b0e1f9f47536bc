/** Texts on data channels whose arrival the other end has yet to tell. */
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import type { TraceLog } from '../trace-log.ts';

interface Text {
  label: string;
  text: string;
}

/** Texts that are waited for at most. */
const most = 64;

/** The text that an event sends or receives; undefined where it is none, or too long to be kept. */
export function textOf(event: TraceEvent, direction: 'sent' | 'received'): Text | undefined {
  if (event.type !== 'data' || event.direction !== direction || event.text === undefined) return undefined;
  return { label: event.label, text: event.text };
}

export class TextsUnderWay {
  readonly #peer: PeerName;
  readonly #log: TraceLog;
  #texts: (Text & { sentAt: number })[] = [];

  constructor(peer: PeerName, log: TraceLog) {
    this.#peer = peer;
    this.#log = log;
  }

  add(text: Text, sentAt: number): void {
    this.#texts = [...this.#texts.slice(1 - most), { ...text, sentAt }];
  }

  /** Records that a text arrived, if such a one was sent. */
  arrived({ label, text }: Text): void {
    const index = this.#texts.findIndex((sent) => sent.label === label && sent.text === text);
    const [sent] = index < 0 ? [] : this.#texts.splice(index, 1);
    if (!sent) return;
    this.#log.append({ type: 'acknowledged', peer: this.#peer, label, roundTrip: this.#log.now() - sent.sentAt });
  }
}
