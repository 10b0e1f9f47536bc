/** This tab as one end of a room: its pairing, its session, its half of the run, and what both halves recorded. */
import { createActor, type SnapshotFrom } from 'xstate';
import type { CarrierName, PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import type { CopyPaste } from '#lab/carriers/copy-paste.ts';
import { createReportChannel, directChannel } from '#lab/direct-channel.ts';
import type { ChannelState, Seat } from '#lab/signaling-channel.ts';
import { SignalingSession } from '#lab/signaling-session.ts';
import type { Colours } from '#lab/synthetic-media.ts';
import { createTraceLog, type TraceLog } from '#lab/trace-log.ts';
import { type PairingReason, pairingMachine, pairingReason, type TakenSeat } from '#machines/pairing.ts';
import { browserName } from '#widgets/trace-tools.ts';
import { type Carriers, carriersOfSeat } from './carrier-table.ts';
import { HalfRun, type TabScenario } from './half-run.ts';
import { type FormerRun, Records } from './records.ts';
import type { TwoHalves } from './two-halves.ts';

export interface TabOptions {
  colours(peer: PeerName): Colours;
  /** What A negotiates. */
  scenario(): TabScenario;
  /** Everything ends when it aborts. */
  signal: AbortSignal;
  /** Something that is drawn has changed. */
  onChange(): void;
  /** So many calls are held now. */
  onPlanned(count: number): void;
  /** This end's calls begin anew. */
  onRun(peer: PeerName): void;
  /** A seat was taken in a room. */
  onSeat(seat: TakenSeat): void;
  /** The other tab looks at this moment, in ms since the meeting; null: live. */
  onLook(t: number | null): void;
}

/** A session with the log that it records into; both begin when a seat is taken and end when it is given up for good. */
interface Sitting {
  seat: Seat;
  carrier: CarrierName;
  carriers: Carriers;
  log: TraceLog;
  session: SignalingSession;
  leave: AbortController;
}

export class Tab {
  readonly #options: TabOptions;
  readonly #pairing: ReturnType<Tab['pair']>;
  #sitting: Sitting | undefined;
  #run: { half: HalfRun; end: AbortController } | undefined;
  #chat: RTCDataChannel | undefined;
  readonly #records = new Records(browserName(navigator.userAgent));
  /** The run was ended, and the seat that is left now is left for good. */
  #ended = false;

  constructor(options: TabOptions) {
    this.#options = options;
    this.#pairing = this.pair();
    options.signal.addEventListener('abort', () => {
      this.#endRun();
      this.#leave();
      this.#pairing.stop();
    });
  }

  get reason(): PairingReason {
    return pairingReason(this.#pairing.getSnapshot());
  }

  get place(): SnapshotFrom<typeof pairingMachine>['context'] {
    return this.#pairing.getSnapshot().context;
  }

  get run(): HalfRun | undefined {
    return this.#run?.half;
  }

  /** What a person carries, of the seat that is held now. */
  get byHand(): CopyPaste | undefined {
    return this.#sitting?.carriers.byHand;
  }

  /** Messages of the negotiation that the other has not acknowledged. */
  get unacknowledged(): number {
    return this.#sitting?.session.waiting ?? 0;
  }

  /** The data channel that texts go over. */
  get chat(): RTCDataChannel | undefined {
    return this.#chat;
  }

  /** The run before this one, to be copied. */
  get former(): FormerRun | undefined {
    return this.#records.former;
  }

  /** Milliseconds since the other told of something; undefined: it never did. */
  get heardAgo(): number | undefined {
    return this.#records.heardAgo;
  }

  /** Both halves, as far as they are known now. */
  halves(): TwoHalves {
    return this.#records.halves();
  }

  invite(room: string, carrier: CarrierName): void {
    this.#pairing.send({ type: 'INVITE', room, carrier });
  }

  join(room: string, carrier: CarrierName, peer: PeerName | undefined): void {
    this.#pairing.send({ type: 'JOIN', room, carrier, ...(peer ? { peer } : {}) });
  }

  cut(): void {
    this.#pairing.send({ type: 'CUT' });
  }

  joinAgain(): void {
    this.#pairing.send({ type: 'JOIN_AGAIN' });
  }

  tryAgain(): void {
    this.#pairing.send({ type: 'TRY_AGAIN' });
  }

  move(carrier: CarrierName): void {
    this.#pairing.send({ type: 'MOVE', carrier });
  }

  startOver(): void {
    this.#pairing.send({ type: 'START_OVER' });
  }

  /** The page is being left: the other is told, and nothing is left that keeps the browser from putting the page aside. */
  putAside(): void {
    this.#endRun();
    this.#leave();
  }

  leaveRoom(): void {
    this.#pairing.send({ type: 'LEAVE' });
  }

  /** Tells the other tab which moment is looked at, in ms since the meeting; null: live. */
  look(t: number | null): void {
    this.#sitting?.session.look(t === null ? null : t + this.#records.meeting);
  }

  /** Plans an offer with new ICE credentials. */
  restart(): void {
    this.#run?.half.restart();
  }

  pair() {
    const machine = pairingMachine.provide({
      actions: {
        takeSeat: (_, seat) => this.#takeSeat(seat),
        leaveSeat: ({ event }) => {
          if (this.#ended) this.#leave();
          else if (event.type === 'CUT_THERE') this.#sitting?.session.follow();
          else this.#sitting?.session.cut();
        },
        startRun: (_, { peer }) => this.#startRun(peer),
        endRun: () => this.#endRun(),
        move: (_, { carrier }) => this.#sitting && this.#move(this.#sitting, carrier),
      },
    });
    const actor = createActor(machine);
    actor.subscribe(() => this.#options.onChange());
    return actor.start();
  }

  #takeSeat({ room, peer, carrier }: TakenSeat): void {
    const sitting = this.#sitting;
    this.#options.onSeat({ room, peer, carrier });
    if (sitting?.seat.room === room && sitting.seat.peer === peer && !this.#ended) {
      if (sitting.carrier === carrier) sitting.session.joinAgain();
      else this.#move(sitting, carrier);
      return;
    }
    this.#leave();
    this.#sit({ room, peer, page: pageName() }, carrier);
  }

  #sit(seat: Seat, carrier: CarrierName): void {
    this.#ended = false;
    this.#records.sit(seat.peer);
    const leave = new AbortController();
    const carriers = carriersOfSeat(() => this.#options.onChange());
    let session: SignalingSession | undefined;
    const log = createTraceLog((event) => this.#append(event, session), undefined, seat.peer);
    const events = {
      onMessage: (body: SignalingMessage) => this.#onMessage(body),
      onCarrier: (state: ChannelState) => this.#onCarrier(state),
      onOther: (page: string | undefined) => this.#onOther(page),
      onReport: (told: readonly TraceEvent[]) => this.#onReport(told),
      onSilent: () => this.#pairing.send({ type: 'SILENT' }),
      onHeard: () => this.#pairing.send({ type: 'HEARD' }),
      onMove: (to: CarrierName) => this.#pairing.send({ type: 'MOVED', carrier: to }),
      onLook: (t: number | null) => this.#options.onLook(t === null ? null : t - this.#records.meeting),
    };
    const open = carriers.opener(carrier);
    session = new SignalingSession({ seat, open, log, events, signal: leave.signal });
    this.#sitting = { seat, carrier, carriers, log, session, leave };
  }

  #move(sitting: Sitting, carrier: CarrierName): void {
    sitting.carrier = carrier;
    this.#options.onSeat({ ...sitting.seat, carrier });
    sitting.session.move(sitting.carriers.opener(carrier));
  }

  #leave(): void {
    this.#sitting?.leave.abort();
    this.#sitting = undefined;
  }

  #onCarrier(state: ChannelState): void {
    const types = { open: 'OPEN', taken: 'TAKEN', closed: 'CLOSED' } as const;
    if (state.is === 'lost' || state.is === 'refused') {
      this.#pairing.send({ type: state.is === 'lost' ? 'LOST' : 'REFUSED', reason: state.reason });
    } else this.#pairing.send({ type: types[state.is] });
  }

  #onOther(page: string | undefined): void {
    this.#pairing.send(page === undefined ? { type: 'BYE' } : { type: 'HERE', page });
  }

  #onMessage(body: SignalingMessage): void {
    this.#run?.half.take(body);
    this.#options.onChange();
  }

  #onReport(told: readonly TraceEvent[]): void {
    this.#records.hear(told);
    for (const event of told) if (event.type === 'carrier') this.#onCarrierThere(event.state);
    this.#options.onChange();
  }

  /** The other's reader cut the signaling, and this tab leaves too; or came back, and so does this tab. */
  #onCarrierThere(state: string): void {
    if (state === 'cut') this.#pairing.send({ type: 'CUT_THERE' });
    if (state === 'open' && this.reason.startsWith('lost-cut-there')) this.joinAgain();
  }

  #append(event: TraceEvent, session: SignalingSession | undefined): void {
    this.#records.add(event);
    session?.report(event);
    this.#options.onChange();
  }

  #endRun(): void {
    this.#ended = true;
    this.#run?.end.abort();
    this.#run = undefined;
    this.#chat = undefined;
  }

  #startRun(peer: PeerName): void {
    const sitting = this.#sitting;
    if (!sitting) return;
    this.#ended = false;
    const { log, session } = sitting;
    for (const event of this.#records.begin()) session.report(event);
    const end = new AbortController();
    const { signal } = end;
    const half = new HalfRun({
      ...{ peer, log, signal, colours: this.#options.colours(peer) },
      send: (body) => session.send(body),
      onPlanned: (planned) => this.#options.onPlanned(planned.length),
      onConnection: (connection) => this.#watch(connection, session, signal),
      onChannel: (channel) => {
        if (channel.label === 'chat') this.#chat = channel;
      },
    });
    this.#run = { half, end };
    this.#options.onPlanned(0);
    this.#options.onRun(peer);
    if (peer === 'a') half.begin(this.#options.scenario());
  }

  /** Once the two are connected, what they tell each other goes straight too. */
  #watch(connection: RTCPeerConnection, session: SignalingSession, signal: AbortSignal): void {
    let direct = false;
    const tell = (): void => {
      const { connectionState } = connection;
      if (connectionState === 'connecting') return;
      this.#pairing.send({ type: connectionState === 'connected' ? 'CONNECTED' : 'DISCONNECTED' });
      if (connectionState !== 'connected' || direct) return;
      direct = true;
      session.attachDirect(directChannel(createReportChannel(connection)));
    };
    connection.addEventListener('connectionstatechange', tell, { signal });
  }
}

/** A name that no other page has: 80 random bits. */
function pageName(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
