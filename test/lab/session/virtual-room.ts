/** A room in virtual time: two seats, a carrier that does to letters what a seed says, and pages that come and go. */
import type { PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import type { ChannelEvents, ChannelState, OpenChannel, Seat } from '#lab/signaling-channel.ts';
import { type OpenPath, type SessionOptions, SignalingSession } from '#lab/signaling-session.ts';
import { createTraceLog, type TraceLog } from '#lab/trace-log.ts';
import { seeded } from '../../domain/sdp/random-sdp.ts';

/** What happens to letters: ms on the way, and the share of them that is lost, or arrives twice. */
export interface Weather {
  least: number;
  most: number;
  lost: number;
  doubled: number;
}

export const fair: Weather = { least: 1, most: 1, lost: 0, doubled: 0 };

/** Resolves when the microtasks that a session and its carrier begin are through. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}

interface Timer {
  at: number;
  run: () => void;
}

export class VirtualTime {
  now = 0;
  /** Latest first; of two for the same moment the one that was asked for first is further back. */
  #timers: Timer[] = [];

  /** Timers that have not run. */
  get pending(): number {
    return this.#timers.length;
  }

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.now + ms, run };
    const index = this.#timers.findLastIndex(({ at }) => at > timer.at);
    this.#timers.splice(index + 1, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Lets time pass until `stop` says so, `ms` at most; microtasks run between any two timers. */
  async pass(ms: number, stop: () => boolean = () => false): Promise<void> {
    const end = this.now + ms;
    await settled();
    while (!stop()) {
      const next = this.#timers.at(-1);
      if (!next || next.at > end) break;
      this.#timers.pop();
      this.now = Math.max(this.now, next.at);
      next.run();
      await settled();
    }
    if (!stop()) this.now = end;
  }
}

interface Joined {
  seat: Seat;
  events: ChannelEvents;
}

/** A carrier that both seats of a room are on; `by` is the name under which it is known. */
export class VirtualCarrier {
  readonly time: VirtualTime;
  readonly by: 'broadcast-channel' | 'peerserver' | 'copy-paste';
  weather: Weather = fair;
  /** Letters that were written, as they were. */
  readonly written: unknown[] = [];
  #joined: Joined[] = [];
  #down = false;
  readonly #random: () => number;

  constructor(time: VirtualTime, seed = 1, by: VirtualCarrier['by'] = 'broadcast-channel') {
    this.time = time;
    this.by = by;
    this.#random = seeded(seed);
  }

  open: OpenChannel = (seat, events, signal) => {
    const joined: Joined = { seat, events };
    const tell = (state: ChannelState): void => events.onState(state);
    const leave = (): void => {
      if (!this.#joined.includes(joined)) return;
      this.#joined = this.#joined.filter((other) => other !== joined);
      tell({ is: 'closed' });
    };
    queueMicrotask(() => {
      if (signal.aborted) return;
      if (this.#joined.some((other) => other.seat.peer === seat.peer)) return tell({ is: 'taken' });
      this.#joined.push(joined);
      tell(this.#down ? { is: 'lost', reason: '1006' } : { is: 'open' });
    });
    signal.addEventListener('abort', leave, { once: true });
    return { carrier: this.by, send: (letter) => this.#carry(structuredClone(letter), joined), close: leave };
  };

  /** Delivers something to a seat, whoever wrote it. */
  put(peer: PeerName, letter: unknown): void {
    for (const { seat, events } of this.#joined) if (seat.peer === peer) events.onLetter(letter);
  }

  fail(): void {
    this.#down = true;
    for (const { events } of this.#joined) events.onState({ is: 'lost', reason: '1006' });
  }

  recover(): void {
    this.#down = false;
    for (const { events } of this.#joined) events.onState({ is: 'open' });
  }

  #carry(letter: unknown, from: Joined): void {
    if (this.#down || !this.#joined.includes(from)) return;
    this.written.push(letter);
    const { least, most, lost, doubled } = this.weather;
    for (let copies = this.#random() < doubled ? 2 : 1; copies > 0; copies -= 1) {
      if (this.#random() < lost) continue;
      this.time.after(least + this.#random() * (most - least), () => {
        if (!this.#down) this.put(from.seat.peer === 'a' ? 'b' : 'a', structuredClone(letter));
      });
    }
  }
}

/** A data channel between two pages: reliable, and apart from the carrier. */
export class VirtualDataChannel {
  readonly time: VirtualTime;
  readonly #ends: Partial<Record<PeerName, ChannelEvents>> = {};
  delay = 0.5;

  constructor(time: VirtualTime) {
    this.time = time;
  }

  end(peer: PeerName): OpenPath {
    const other = peer === 'a' ? 'b' : 'a';
    return (events) => {
      this.#ends[peer] = events;
      return {
        send: (letter) => {
          const copy = structuredClone(letter);
          this.time.after(this.delay, () => this.#ends[other]?.onLetter(copy));
        },
        close: () => {
          delete this.#ends[peer];
        },
      };
    };
  }

  turn(state: ChannelState): void {
    for (const events of Object.values(this.#ends)) events.onState(state);
  }
}

/** A page with a session, and all that the session told it. */
export class VirtualPage {
  readonly seat: Seat;
  /** When its clock began. */
  readonly began: number;
  readonly log: TraceLog;
  readonly session: SignalingSession;
  readonly leaving = new AbortController();
  readonly trace: TraceEvent[] = [];
  readonly messages: SignalingMessage[] = [];
  readonly heard: TraceEvent[] = [];
  /** What else it was told, in order: `open`, `other b1`, `silent`, … */
  readonly told: string[] = [];
  onMessage: (body: SignalingMessage) => void = () => {};
  onOther: (page: string | undefined) => void = () => {};
  onMove: () => void = () => {};

  constructor(time: VirtualTime, open: OpenChannel, page: string) {
    const peer: PeerName = page.startsWith('a') ? 'a' : 'b';
    this.seat = { room: 'room', peer, page };
    this.began = time.now;
    this.log = createTraceLog(
      (event) => this.#keep(event),
      () => time.now,
      peer,
    );
    this.session = new SignalingSession(this.#options(open, time));
  }

  #options(open: OpenChannel, time: VirtualTime): SessionOptions {
    return {
      seat: this.seat,
      open,
      log: this.log,
      signal: this.leaving.signal,
      after: time.after,
      events: {
        onMessage: (body) => {
          this.messages.push(body);
          this.onMessage(body);
        },
        onCarrier: (state) => this.told.push(state.is),
        onOther: (page) => {
          this.told.push(`other ${page ?? 'gone'}`);
          this.onOther(page);
        },
        onReport: (events) => this.heard.push(...events),
        onSilent: () => this.told.push('silent'),
        onHeard: () => this.told.push('heard'),
        onMove: (carrier) => {
          this.told.push(`move ${carrier}`);
          this.onMove();
        },
        onLook: (t) => this.told.push(`look ${t}`),
      },
    };
  }

  #keep(event: TraceEvent): void {
    this.trace.push(event);
    this.session.report(event);
  }
}

export const candidate = (text: string): SignalingMessage => ({
  kind: 'candidate',
  candidate: { candidate: text, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
});

/** Texts of candidates, in order. */
export const textsOf = (messages: readonly SignalingMessage[]): string[] =>
  messages.map((body) => (body.kind === 'candidate' ? body.candidate.candidate : body.kind));
