/** One run of the race: two connections in one page, joined with trickle or without it, over a signaling that takes its time. */
import type { RaceMode } from '#domain/ice/race.ts';
import type { Description, PeerName, SignalingMessage } from '#domain/trace.ts';
import { type Held, HeldConnection } from './held-connection.ts';
import { otherPeer } from './signaling-channel.ts';
import { sampleStats } from './stats-sampler.ts';
import type { TraceLog } from './trace-log.ts';

export interface RaceOptions {
  mode: RaceMode;
  /** Milliseconds that a message of signaling is under way. */
  delay: number;
  /** Where each end gathers. */
  servers: Record<PeerName, RTCIceServer[]>;
  /** Most ms for which a gathering that nobody waits for is watched once the two are connected. */
  linger: number;
  log: TraceLog;
  /** Ends the run before its time. */
  signal: AbortSignal;
}

/** Runs once: resolves when the two are connected and measured, and closed again. Rejects when they fail, or with the signal's reason. */
export async function runRace(options: RaceOptions): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(options.signal.reason);
  options.signal.throwIfAborted();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    await new Run(options, controller.signal).toTheEnd();
  } finally {
    options.signal.removeEventListener('abort', stop);
    controller.abort();
  }
}

class Run {
  readonly #options: RaceOptions;
  readonly #signal: AbortSignal;
  readonly #ends: Record<PeerName, HeldConnection>;
  /** Settled once an end has applied what the other described: candidates wait for it. */
  readonly #described: Record<PeerName, Promise<unknown>> = { a: Promise.resolve(), b: Promise.resolve() };
  #fail: (reason: unknown) => void = () => {};

  constructor(options: RaceOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    const { mode, log, servers } = options;
    const end = (peer: PeerName): HeldConnection =>
      new HeldConnection({
        peer,
        log,
        signal,
        carries: 'data',
        trickle: mode === 'trickle',
        ice: { iceServers: servers[peer] },
        send: (body) => this.#send(peer, body),
        onChannel: () => {},
      });
    const { a, b } = { a: end('a'), b: end('b') };
    this.#ends = { a, b };
  }

  async toTheEnd(): Promise<void> {
    const { log, linger, mode } = this.#options;
    const { a, b } = this.#ends;
    const failed = this.#failed();
    this.#go(runAll([...a.setUp(), ...a.make('offer')]));
    await Promise.race([Promise.all([this.#connected(a), this.#connected(b)]), failed]);
    // a connection that is closed meanwhile may never answer
    await Promise.race([sampleStats(a.connection, 'a', log, this.#signal), failed]);
    if (mode === 'wait') return;
    await Promise.race([Promise.all([this.#gathered(a), this.#gathered(b)]), this.#after(linger), failed]);
  }

  #send(peer: PeerName, body: SignalingMessage): void {
    const { log, delay } = this.#options;
    const message = log.nextId();
    const to = otherPeer(peer);
    log.append({ type: 'sent', peer, message, body });
    const arrive = (): void => {
      if (this.#signal.aborted) return;
      log.append({ type: 'received', peer: to, message });
      this.#deliver(to, body);
    };
    if (delay === 0) queueMicrotask(arrive);
    else void this.#after(delay).then(arrive);
  }

  #deliver(to: PeerName, body: SignalingMessage): void {
    if (body.kind === 'description') this.#go(this.#take(to, body.description));
    else if (body.kind === 'candidate') this.#go(this.#add(to, body.candidate));
    else if (body.kind === 'end-of-candidates') this.#go(this.#add(to, null));
  }

  async #take(to: PeerName, description: Description): Promise<void> {
    const end = this.#ends[to];
    const type = description.type === 'offer' ? 'offer' : 'answer';
    const applied = runAll([end.take(type, () => description)]);
    this.#described[to] = applied;
    await applied;
    if (type === 'offer') await runAll([...end.setUp(), ...end.make('answer')]);
  }

  async #add(to: PeerName, candidate: RTCIceCandidateInit | null): Promise<void> {
    await this.#described[to];
    if (!this.#signal.aborted) await this.#ends[to].connection.addIceCandidate(candidate);
  }

  /** What goes wrong in a call is the run's failure, unless the run is over. */
  #go(work: Promise<unknown>): void {
    work.catch((reason: unknown) => {
      if (!this.#signal.aborted) this.#fail(reason);
    });
  }

  #failed(): Promise<never> {
    const { promise, reject } = Promise.withResolvers<never>();
    this.#fail = reject;
    this.#signal.addEventListener('abort', () => reject(this.#signal.reason), { once: true });
    return promise;
  }

  #connected({ connection }: HeldConnection): Promise<void> {
    return this.#until(connection, 'connectionstatechange', () => {
      if (connection.connectionState === 'failed') this.#fail(new DOMException('ICE failed.', 'OperationError'));
      return connection.connectionState === 'connected';
    });
  }

  #gathered({ connection }: HeldConnection): Promise<void> {
    return this.#until(connection, 'icegatheringstatechange', () => connection.iceGatheringState === 'complete');
  }

  #until(connection: RTCPeerConnection, event: string, isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (isSo()) resolve();
      };
      connection.addEventListener(event, check, { signal: this.#signal });
      check();
    });
  }

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  }
}

async function runAll(steps: readonly Held[]): Promise<void> {
  for (const { run } of steps) await run();
}
