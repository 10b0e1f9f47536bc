/** One end of a measured negotiation: a seat of a room, and a connection that does what arrives there. */
import { type Letter, parseLetter } from '#domain/letter.ts';
import type { SignalingMessage } from '#domain/trace.ts';
import { Half } from '#lab/half.ts';
import type { ChannelState, OpenChannel, Seat, SignalingChannel } from '#lab/signaling-channel.ts';
import type { TraceLog } from '#lab/trace-log.ts';

/** Why the two were not connected; the key of its sentence, and the carrier's own words. */
export class NotConnected extends Error {
  readonly key: 'taken' | 'refused' | 'lost' | 'not-connected';
  readonly reason: string;

  constructor(key: NotConnected['key'], reason = '') {
    super(`${key} ${reason}`.trim());
    this.key = key;
    this.reason = reason;
  }
}

export interface EndOptions {
  seat: Seat;
  /** The page at the other end. */
  other: string;
  open: OpenChannel;
  log: TraceLog;
  signal: AbortSignal;
  /** Told of each message before it is handed to the carrier, and of its letter. */
  onLetter(message: number, letter: Letter, seat: Seat): void;
  onFailure(reason: unknown): void;
  /** Something has happened by which the pair may have come further. */
  onChange(): void;
}

export class End {
  readonly #options: EndOptions;
  #channel: SignalingChannel | undefined;
  #half: Half | undefined;
  #number = 0;
  /** Number of the last letter that was taken: a text that is pasted twice is heard once. */
  #heard = 0;
  #heardAll = false;

  constructor(options: EndOptions) {
    this.#options = options;
  }

  get isConnected(): boolean {
    return this.#half?.connection.connectionState === 'connected';
  }

  /** The other end has said that no more candidates of its will come. */
  get heardAll(): boolean {
    return this.#heardAll;
  }

  /** Resolves when letters pass; once they do, a carrier that goes is a failure. */
  openChannel(): Promise<void> {
    const { open, seat, signal, onFailure } = this.#options;
    return new Promise((resolve) => {
      const onState = (state: ChannelState): void => {
        if (signal.aborted) return;
        if (state.is === 'open') this.#opened(resolve);
        else if (state.is !== 'closed') onFailure(new NotConnected(state.is, 'reason' in state ? state.reason : ''));
      };
      this.#channel = open(seat, { onLetter: (letter) => this.#onLetter(letter), onState }, signal);
    });
  }

  #opened(resolve: () => void): void {
    const { log, seat } = this.#options;
    if (this.#channel) {
      log.append({ type: 'carrier', peer: seat.peer, carrier: this.#channel.carrier, state: 'open' });
    }
    resolve();
  }

  /** Makes the connection, whose calls are made as soon as they are planned. */
  begin(): void {
    const { seat, log, signal, onFailure, onChange } = this.#options;
    const half: Half = new Half({
      peer: seat.peer,
      carries: 'data',
      trickle: true,
      log,
      signal,
      send: (body) => this.#send(body),
      onChannel: () => {},
      onPlanned: (planned) => {
        if (planned.length > 0) queueMicrotask(() => void half.step());
      },
      onSettled: ({ type }) => {
        if (type === 'REFUSED') onFailure(new NotConnected('not-connected'));
      },
    });
    this.#half = half;
    half.connection.addEventListener('connectionstatechange', onChange, { signal });
  }

  offer(): void {
    this.#half?.makeOffer();
  }

  #send(body: SignalingMessage): void {
    const { seat, other, log, onLetter } = this.#options;
    const { peer, page } = seat;
    const message = log.nextId();
    log.append({ type: 'sent', peer, message, body, ...(body.kind === 'description' ? log.takeStep() : {}) });
    this.#number += 1;
    const content = { kind: 'message', message, body } as const;
    const letter: Letter = {
      kind: 'parcel',
      from: page,
      to: other,
      stream: 'signaling',
      number: this.#number,
      content,
    };
    onLetter(message, letter, seat);
    this.#channel?.send(letter);
  }

  /** Nobody else knows the room; what is no letter of the other end is passed over all the same. */
  #onLetter(unread: unknown): void {
    const { seat, other, log, onChange } = this.#options;
    const letter = parseLetter(unread);
    if (letter?.kind !== 'parcel' || letter.from !== other || letter.content.kind !== 'message') return;
    if (letter.number <= this.#heard) return;
    this.#heard = letter.number;
    const { message, body } = letter.content;
    log.append({ type: 'received', peer: seat.peer, message });
    this.#take(body);
    onChange();
  }

  #take(body: SignalingMessage): void {
    if (body.kind === 'description' && body.description.type === 'offer') this.#half?.takeOffer(body.description);
    else if (body.kind === 'description') this.#half?.takeAnswer(body.description);
    else if (body.kind === 'candidate') this.#half?.takeCandidate(body.candidate);
    else if (body.kind === 'end-of-candidates') {
      this.#heardAll = true;
      this.#half?.takeCandidate(null);
    }
  }
}
