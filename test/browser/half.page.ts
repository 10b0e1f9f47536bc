import { createActor } from 'xstate';
import type { ExceptionEvent, PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { say } from '#lab/chat.ts';
import { Half } from '#lab/half.ts';
import { syntheticMedia } from '#lab/synthetic-media.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { perfectNegotiationMachine } from '#machines/perfect-negotiation.ts';
import { type Difference, predictTrace } from '#machines/prediction.ts';
import { seeded } from './model-sequences.ts';

/** What one seed came to. */
export interface Outcome {
  seed: number;
  /** What is still not so after 20 s; empty when all is well. */
  waits: string;
  /** Offers that A ignored, and that B gave up. */
  ignored: number;
  yielded: number;
  /** Calls that the browser refused, candidates of ignored offers aside. */
  refused: ExceptionEvent[];
  /** Where the browser did not do as the model says, candidates of ignored offers aside. */
  differences: Difference[];
  /** What the two ends agreed on, by each. */
  agreed: Record<PeerName, string[]>;
  /** The texts that arrived. */
  heard: string[];
}

const peers = ['a', 'b'] as const;
const other = { a: 'b', b: 'a' } as const;
const longestWait = 20_000;

/** Lines that both ends hold alike: origin, credentials and fingerprints; candidates and ports are added as they are found. */
const agreedLines = (sdp: string) =>
  sdp.split('\r\n').filter((line) => /^(o=|a=(ice-ufrag|fingerprint|mid|setup):)/.test(line));

/** Tells whoever waits that something has changed. */
class Change {
  #next = Promise.withResolvers<void>();
  readonly tell = (): void => {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  };

  /** Waits until nothing is left to wait for; gives what is left after `longestWait`. */
  async until(left: () => string): Promise<string> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => late.resolve(), longestWait);
    const began = performance.now();
    while (left() !== '' && performance.now() - began < longestWait) {
      await Promise.race([this.#next.promise, late.promise]);
    }
    clearTimeout(timer);
    return left();
  }
}

/** One end: a half, its negotiation, and a schedule by which its calls are made and its messages arrive. */
class End {
  readonly half: Half;
  readonly negotiation;
  readonly heard: string[] = [];
  readonly counts = { ignored: 0, yielded: 0 };
  channel: RTCDataChannel | undefined;
  offersTaken = 0;
  /** Calls and messages that are under way. */
  busy = 0;
  readonly #chance: () => number;
  readonly #change: Change;
  #coming: Promise<void> = Promise.resolve();
  #stepping = false;

  constructor(
    options: Omit<ConstructorParameters<typeof Half>[0], 'onPlanned' | 'onSettled' | 'onChannel'>,
    chance: () => number,
    change: Change,
  ) {
    this.#chance = chance;
    this.#change = change;
    this.half = new Half({
      ...options,
      onPlanned: () => void this.#stepAll(),
      onSettled: (settled) => this.negotiation.send(settled),
      onChannel: (channel) => this.#listen(channel),
    });
    const { half, counts } = this;
    this.negotiation = createActor(
      perfectNegotiationMachine.provide({
        actions: {
          makeOffer: (_, { restart }) => half.makeOffer(restart),
          yield: () => {
            counts.yielded += 1;
            half.yield();
          },
          takeOffer: (_, { description }) => {
            this.offersTaken += 1;
            half.takeOffer(description);
          },
          takeAnswer: (_, { description }) => half.takeAnswer(description),
          takeCandidate: (_, { candidate }) => half.takeCandidate(candidate),
          ignoreOffer: () => {
            counts.ignored += 1;
          },
        },
      }),
      { input: { polite: options.peer === 'b' } },
    ).start();
    half.connection.addEventListener('negotiationneeded', () => this.negotiation.send({ type: 'NEEDED' }));
    for (const event of ['connectionstatechange', 'signalingstatechange']) {
      half.connection.addEventListener(event, change.tell);
    }
  }

  /** A message is on its way here: messages are late, and stay in order. */
  receive(body: SignalingMessage): void {
    this.busy += 1;
    const late = Promise.withResolvers<void>();
    setTimeout(() => late.resolve(), this.#chance() * 15);
    this.#coming = this.#coming.then(async () => {
      await late.promise;
      this.busy -= 1;
      if (body.kind === 'description') this.negotiation.send({ type: 'DESCRIPTION', description: body.description });
      if (body.kind === 'candidate') this.negotiation.send({ type: 'CANDIDATE', candidate: body.candidate });
      if (body.kind === 'end-of-candidates') this.negotiation.send({ type: 'CANDIDATE', candidate: null });
      this.#change.tell();
    });
  }

  /** What this end still waits for; empty when it is stable, at rest and connected. */
  get left(): string {
    const { connectionState, signalingState } = this.half.connection;
    const { negotiation } = this.negotiation.getSnapshot().value;
    const rests = this.busy === 0 && !this.#stepping && this.half.planned().length === 0;
    if (negotiation === 'stable' && signalingState === 'stable' && rests && connectionState === 'connected') return '';
    return `${negotiation}, ${signalingState}, ${connectionState}, ${this.half.planned().map(({ kind }) => kind)}`;
  }

  async #stepAll(): Promise<void> {
    if (this.#stepping) return;
    this.#stepping = true;
    await null;
    while (this.half.planned().length > 0) {
      const pause = Promise.withResolvers<void>();
      setTimeout(() => pause.resolve(), this.#chance() * 6);
      await pause.promise;
      await this.half.step();
    }
    this.#stepping = false;
    this.#change.tell();
  }

  #listen(channel: RTCDataChannel): void {
    this.channel = channel;
    channel.addEventListener('open', this.#change.tell);
    channel.addEventListener('message', ({ data }) => {
      this.heard.push(String(data));
      this.#change.tell();
    });
  }
}

/** Runs in a page: two halves that both offer, at first and again with an ICE restart, and then talk. */
export async function negotiate(seed: number): Promise<Outcome> {
  const chance = seeded(seed);
  const ending = new AbortController();
  const { signal } = ending;
  const trace: TraceEvent[] = [];
  const log = createTraceLog((event) => trace.push(event));
  const change = new Change();
  const carries = chance() < 0.25 ? 'both' : 'data';
  const trickle = chance() < 0.75;
  const stream = (peer: PeerName) =>
    carries === 'both' ? syntheticMedia(peer, { ground: 'white', ink: 'black' }, signal).stream : undefined;
  const end = (peer: PeerName): End => {
    const send = (body: SignalingMessage): void => {
      log.append({
        type: 'sent',
        peer,
        message: log.nextId(),
        body,
        ...(body.kind === 'description' ? log.takeStep() : {}),
      });
      ends[other[peer]].receive(body);
    };
    return new End({ peer, carries, trickle, log, signal, stream: stream(peer), send }, chance, change);
  };
  const ends: Record<PeerName, End> = { a: end('a'), b: end('b') };
  const bothOffer = (restart: boolean): void => {
    const offersTaken = { a: ends.a.offersTaken, b: ends.b.offersTaken };
    for (const peer of peers) {
      // in data alone B has nothing to offer at first
      if (peer === 'b' && !restart && carries === 'data') continue;
      const late = chance() * 25;
      setTimeout(() => {
        // Firefox may fail DTLS where ICE restarts twice in a row: whoever has heard of a restart asks for none
        if (!restart || ends[peer].offersTaken === offersTaken[peer])
          ends[peer].negotiation.send({ type: 'NEEDED', restart });
      }, late);
    }
  };
  const left = (): string =>
    peers.flatMap((peer) => (ends[peer].left ? [`${peer}: ${ends[peer].left}`] : [])).join('; ');

  bothOffer(false);
  let waits = await change.until(() => left() || (ends.b.channel?.readyState === 'open' ? '' : 'a channel'));
  const before = ends.a.half.connection.localDescription?.sdp ?? '';
  const ufrag = (sdp = '') => /a=ice-ufrag:(.*)/.exec(sdp)?.[1];
  if (waits === '') {
    bothOffer(true);
    const restarted = () => ufrag(ends.a.half.connection.localDescription?.sdp) !== ufrag(before);
    waits = await change.until(() => left() || (restarted() ? '' : 'new credentials'));
  }
  for (const peer of peers) say(ends[peer].channel, `from ${peer}`);
  waits ||= await change.until(() =>
    peers.flatMap((peer) => (ends[peer].heard.length ? [] : [`${peer} hears nothing`])).join(),
  );
  const [a, b] = [ends.a.half.connection, ends.b.half.connection];
  const { ignored } = ends.a.counts;
  // Firefox refuses a candidate of an offer that was ignored, as the standard says; Chromium takes it, to no effect
  const ofIgnoredOffer = (call: string, peer: PeerName) => call === 'addIceCandidate' && peer === 'a' && ignored > 0;
  const outcome: Outcome = {
    seed,
    waits,
    ignored,
    yielded: ends.b.counts.yielded,
    refused: trace
      .filter((event) => event.type === 'exception')
      .filter(({ method, peer }) => !ofIgnoredOffer(method, peer)),
    differences: predictTrace(trace).filter(({ call, peer }) => !ofIgnoredOffer(call, peer)),
    agreed: {
      a: [a.localDescription, a.remoteDescription].flatMap((text) => agreedLines(text?.sdp ?? '')),
      b: [b.remoteDescription, b.localDescription].flatMap((text) => agreedLines(text?.sdp ?? '')),
    },
    heard: [...ends.b.heard, ...ends.a.heard],
  };
  ending.abort();
  return outcome;
}
