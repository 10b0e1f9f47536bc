import type { Letter } from '#domain/letter.ts';
import type { PeerName } from '#domain/trace.ts';
import type { ChannelState, OpenChannel, Seat, SignalingChannel } from '#lab/signaling-channel.ts';

let pages = 0;

/** A seat of a page that nobody was before. */
export function seatAt(room: string, peer: PeerName): Seat {
  pages += 1;
  return { room, peer, page: `page-${pages}` };
}

/** One end of a carrier, with all that it was told. */
export class End<Channel extends SignalingChannel = SignalingChannel> {
  readonly seat: Seat;
  readonly channel: Channel;
  readonly states: ChannelState[] = [];
  readonly letters: unknown[] = [];
  readonly #leaving = new AbortController();
  #changed = Promise.withResolvers<void>();

  constructor(open: (...told: Parameters<OpenChannel>) => Channel, seat: Seat) {
    this.seat = seat;
    const changed = (): void => {
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    };
    const events = {
      onLetter: (letter: unknown) => {
        this.letters.push(letter);
        changed();
      },
      onState: (state: ChannelState) => {
        this.states.push(state);
        changed();
      },
    };
    this.channel = open(seat, events, this.#leaving.signal);
  }

  /** Waits until something holds of what this end was told. */
  async until(holds: (end: this) => boolean): Promise<void> {
    while (!holds(this)) await this.#changed.promise;
  }

  /** Waits for a state to be told after the first `before` of them, and gives it. */
  async reaches(is: ChannelState['is'], before = 0): Promise<ChannelState | undefined> {
    const find = () => this.states.slice(before).find((state) => state.is === is);
    await this.until(() => find() !== undefined);
    return find();
  }

  /** Waits until it has heard so many letters, and gives them. */
  async heard(count: number): Promise<unknown[]> {
    await this.until(() => this.letters.length >= count);
    return this.letters;
  }

  get is(): ChannelState['is'] | undefined {
    return this.states.at(-1)?.is;
  }

  /** Aborts the signal that the channel was opened with. */
  abort(): void {
    this.#leaving.abort();
  }
}

/** Numbered letters, each of a kind that a carrier may treat in its own way. */
export function lettersFrom({ page: from }: Seat, { page: to }: Seat, count: number): Letter[] {
  const bodies = [
    { kind: 'description', description: { type: 'offer', sdp: 'v=0\r\ns=한글 😀\r\n' } },
    { kind: 'candidate', candidate: { candidate: '', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null } },
    { kind: 'description', description: { type: 'answer', sdp: 'v=0\r\n' } },
    { kind: 'end-of-candidates' },
  ] as const;
  return Array.from({ length: count }, (_, index): Letter => {
    const number = index + 1;
    const body = bodies[index % bodies.length] ?? bodies[0];
    return {
      kind: 'parcel',
      from,
      to,
      stream: 'signaling',
      number,
      content: { kind: 'message', message: number, body },
    };
  });
}
