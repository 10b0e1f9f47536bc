/** This tab's end of one run: its connection, and the perfect negotiation that says what is called for. */
import { createActor } from 'xstate';
import type { Step } from '#domain/step.ts';
import type { Description, PeerName, SignalingMessage } from '#domain/trace.ts';
import { sampleConnection } from '#lab/flow.ts';
import { Half } from '#lab/half.ts';
import { type Colours, syntheticPicture } from '#lab/synthetic-media.ts';
import type { TraceLog } from '#lab/trace-log.ts';
import { perfectNegotiationMachine } from '#machines/perfect-negotiation.ts';

/** What is negotiated, and how. */
export interface TabScenario {
  carries: 'data' | 'both';
  trickle: boolean;
}

export interface HalfRunOptions {
  peer: PeerName;
  log: TraceLog;
  colours: Colours;
  /** Everything of the run ends when it aborts. */
  signal: AbortSignal;
  send(body: SignalingMessage): void;
  onPlanned(planned: readonly Step[]): void;
  onConnection(connection: RTCPeerConnection): void;
  onChannel(channel: RTCDataChannel): void;
}

export class HalfRun {
  readonly received = new MediaStream();
  readonly own: MediaStream;
  readonly #options: HalfRunOptions;
  readonly #negotiation: ReturnType<HalfRun['negotiate']>;
  #half: Half | undefined;
  #scenario: TabScenario | undefined;

  constructor(options: HalfRunOptions) {
    this.#options = options;
    this.own = syntheticPicture(options.peer, options.colours, options.signal).stream;
    this.#negotiation = this.negotiate();
    options.signal.addEventListener('abort', () => this.#negotiation.stop(), { once: true });
  }

  /** What is negotiated, once it is known: A says it, B reads it in the offer. */
  get scenario(): TabScenario | undefined {
    return this.#scenario;
  }

  /** Plans the first offer. */
  begin(scenario: TabScenario): void {
    this.#make(scenario);
    this.#negotiation.send({ type: 'NEEDED' });
  }

  /** Plans an offer with new ICE credentials (RFC 8445 §9). */
  restart(): void {
    if (this.#half) this.#negotiation.send({ type: 'NEEDED', restart: true });
  }

  /** Takes a message of the other end. */
  take(body: SignalingMessage): void {
    if (body.kind === 'description') {
      this.#half ?? this.#make(scenarioOf(body.description));
      this.#negotiation.send({ type: 'DESCRIPTION', description: body.description });
    } else if (body.kind !== 'hello') {
      const candidate = body.kind === 'candidate' ? body.candidate : null;
      this.#negotiation.send({ type: 'CANDIDATE', candidate });
    }
  }

  planned(): readonly Step[] {
    return this.#half?.planned() ?? [];
  }

  async step(): Promise<void> {
    await this.#half?.step();
  }

  #make(scenario: TabScenario): void {
    const { peer, log, signal, send, onPlanned, onChannel, onConnection } = this.#options;
    this.#scenario = scenario;
    const half = new Half({
      ...{ peer, log, signal, send, onPlanned, onChannel, ...scenario },
      stream: scenario.carries === 'both' ? this.own : undefined,
      onSettled: (settled) => this.#negotiation.send(settled),
    });
    this.#half = half;
    const { connection } = half;
    connection.addEventListener('track', ({ track }) => this.received.addTrack(track), { signal });
    connection.addEventListener('negotiationneeded', () => this.#negotiation.send({ type: 'NEEDED' }), { signal });
    sampleConnection(connection, peer, log, signal);
    onConnection(connection);
  }

  negotiate() {
    const actions = {
      makeOffer: (_: unknown, { restart }: { restart: boolean }) => this.#half?.makeOffer(restart),
      yield: () => this.#half?.yield(),
      takeOffer: (_: unknown, { description }: { description: Description }) => this.#half?.takeOffer(description),
      takeAnswer: (_: unknown, { description }: { description: Description }) => this.#half?.takeAnswer(description),
    };
    const machine = perfectNegotiationMachine.provide({
      actions: { ...actions, takeCandidate: (_, { candidate }) => this.#half?.takeCandidate(candidate) },
    });
    return createActor(machine, { input: { polite: this.#options.peer === 'b' } }).start();
  }
}

/** What an offer asks for: the answer follows it. */
function scenarioOf({ sdp }: Description): TabScenario {
  return { carries: /^m=video /m.test(sdp) ? 'both' : 'data', trickle: !/^a=candidate:/m.test(sdp) };
}
