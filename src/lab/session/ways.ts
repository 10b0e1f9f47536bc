/** The ways on which letters reach the other page: the carrier of signaling, and once it is there a data channel. */
import type { Letter, Stream } from '#domain/letter.ts';
import type { ChannelEvents, ChannelState, SignalingChannel } from '../signaling-channel.ts';
import type { Line } from './line.ts';

/** A way for letters besides the carrier. */
export type LetterPath = Pick<SignalingChannel, 'send' | 'close'>;

/** Opens such a way, as `directChannel(dataChannel)` does; it closes when `signal` aborts. */
export type OpenPath = (events: ChannelEvents, signal: AbortSignal) => LetterPath;

interface Direct {
  path: LetterPath | undefined;
  readonly leave: AbortController;
  isOpen: boolean;
}

export class Ways {
  readonly line: Line;
  #direct: Direct | undefined;

  constructor(line: Line) {
    this.line = line;
  }

  /** Whether a person carries each letter: nothing is written that the negotiation does not need. */
  get byHand(): boolean {
    return this.line.carrier === 'copy-paste';
  }

  /** The way of what the negotiation does not need; undefined while there is none. */
  get forReports(): 'signaling' | 'data' | undefined {
    if (this.#direct?.isOpen) return 'data';
    return this.line.isOpen && !this.byHand ? 'signaling' : undefined;
  }

  isOpen(stream: Stream): boolean {
    return stream === 'signaling' ? this.line.isOpen : this.forReports !== undefined;
  }

  /** Writes a letter on the way of its stream; false where there is none. */
  write(stream: Stream, letter: Letter): boolean {
    if (stream === 'signaling') return this.line.write(letter);
    return this.answer(this.forReports, letter);
  }

  /** Writes a letter on the way on which it is expected. */
  answer(way: 'signaling' | 'data' | undefined, letter: Letter): boolean {
    if (way === 'signaling') return this.line.write(letter);
    if (way !== 'data' || !this.#direct?.isOpen) return false;
    this.#direct.path?.send(letter);
    return true;
  }

  /** Takes a data channel in use, in place of the one before. */
  attach(open: OpenPath, onLetter: (letter: unknown) => void, onTurn: (isOpen: boolean) => void): void {
    this.detach();
    const direct: Direct = { path: undefined, leave: new AbortController(), isOpen: false };
    this.#direct = direct;
    const onState = ({ is }: ChannelState): void => {
      if (this.#direct !== direct || direct.isOpen === (is === 'open')) return;
      direct.isOpen = is === 'open';
      onTurn(direct.isOpen);
    };
    direct.path = open(
      { onLetter: (letter) => this.#direct === direct && onLetter(letter), onState },
      direct.leave.signal,
    );
  }

  /** Leaves the data channel. */
  detach(): void {
    const direct = this.#direct;
    this.#direct = undefined;
    direct?.path?.close();
    direct?.leave.abort();
  }
}
