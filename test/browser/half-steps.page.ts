import type { Step } from '#domain/step.ts';
import type { Description, PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { longestText, say } from '#lab/chat.ts';
import { Half, type Settled } from '#lab/half.ts';
import { createTraceLog } from '#lab/trace-log.ts';

/** A half with all that it told, written down. */
class Told {
  readonly half: Half;
  readonly sent: SignalingMessage[] = [];
  readonly settled: Settled['type'][] = [];
  readonly trace: TraceEvent[] = [];
  readonly plans: number[] = [];
  readonly #channel = Promise.withResolvers<RTCDataChannel>();

  constructor(peer: PeerName, trickle: boolean, signal: AbortSignal) {
    const log = createTraceLog((event) => this.trace.push(event));
    this.half = new Half({
      ...{ peer, carries: 'data', trickle, log, signal },
      send: (body) => this.sent.push(body),
      onChannel: (channel) => this.#channel.resolve(channel),
      onPlanned: (planned) => this.plans.push(planned.length),
      onSettled: ({ type }) => this.settled.push(type),
    });
  }

  get calls(): string[] {
    return this.trace.flatMap((event) => (event.type === 'call' ? [event.method] : []));
  }

  /** The data channel of this end, made here or by the other. */
  get channel(): Promise<RTCDataChannel> {
    return this.#channel.promise;
  }

  get refused(): string[] {
    return this.trace.flatMap((event) => (event.type === 'exception' ? [`${event.method}: ${event.name}`] : []));
  }

  get description(): Description {
    const [body] = this.sent.filter((message) => message.kind === 'description').slice(-1);
    if (body?.kind !== 'description') throw new Error('no description was sent');
    return body.description;
  }

  async stepAll(): Promise<Step['kind'][]> {
    const steps: Step['kind'][] = [];
    for (let step = await this.half.step(); step; step = await this.half.step()) steps.push(step.kind);
    return steps;
  }
}

function inPage<Told>(run: (signal: AbortSignal) => Promise<Told>): Promise<Told> {
  const ending = new AbortController();
  return run(ending.signal).finally(() => ending.abort());
}

/** Makes an offer and its answer, step by step. */
export const stepByStep = () =>
  inPage(async (signal) => {
    const [a, b] = [new Told('a', true, signal), new Told('b', true, signal)];
    a.half.makeOffer();
    const heldBefore = a.calls;
    const offering = await a.stepAll();
    b.half.takeOffer(a.description);
    const answering = await b.stepAll();
    a.half.takeAnswer(b.description);
    const applying = await a.stepAll();
    const again = await a.half.step();
    return {
      ...{ heldBefore, offering, answering, applying, plans: [...a.plans], again },
      settled: [...a.settled, ...b.settled],
      states: [a.half.connection.signalingState, b.half.connection.signalingState],
    };
  });

/** Applies an offer and waits with sending it until everything has been gathered. */
export const candidatesWait = () =>
  inPage(async (signal) => {
    const a = new Told('a', true, signal);
    const { connection } = a.half;
    a.half.makeOffer();
    const gathered = new Promise<void>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => candidate ?? resolve());
    });
    for (let step = 0; step < 3; step += 1) await a.half.step();
    await gathered;
    const before = a.sent.length;
    await a.half.step();
    return { before, after: a.sent.map(({ kind }) => kind) };
  });

/** Sends an offer without trickle. */
export const wholeOffer = () =>
  inPage(async (signal) => {
    const a = new Told('a', false, signal);
    a.half.makeOffer();
    const steps = await a.stepAll();
    return { steps, kinds: a.sent.map(({ kind }) => kind), candidates: /^a=candidate:/m.test(a.description.sdp) };
  });

/** Yields while the last call of an offer waits for candidates, then answers. */
export const yieldWhileGathering = () =>
  inPage(async (signal) => {
    const [a, b] = [new Told('a', false, signal), new Told('b', false, signal)];
    a.half.makeOffer();
    await a.stepAll();
    b.half.makeOffer();
    // B has nothing to offer of its own in data alone; a channel makes it gather
    b.half.connection.createDataChannel('own');
    await b.half.step();
    await b.half.step();
    const sending = b.half.step();
    while (b.half.planned().length > 0) await null;
    b.half.yield();
    b.half.takeOffer(a.description);
    await sending;
    const steps = await b.stepAll();
    return {
      steps,
      sent: b.sent.map((body) => body.kind === 'description' && body.description.type),
      settled: b.settled,
    };
  });

/** Takes an offer that is none, then a real one. */
export const nonsenseFirst = () =>
  inPage(async (signal) => {
    const [a, b] = [new Told('a', true, signal), new Told('b', true, signal)];
    a.half.makeOffer();
    await a.stepAll();
    b.half.takeOffer({ type: 'offer', sdp: 'nonsense' });
    const refused = await b.stepAll();
    b.half.takeOffer(a.description);
    const steps = await b.stepAll();
    return {
      refused,
      steps,
      settled: b.settled,
      exceptions: b.refused.length,
      state: b.half.connection.signalingState,
    };
  });

/** Ends a half while a call is being made and others are held. */
export async function endInTheMiddle() {
  const ending = new AbortController();
  const a = new Told('a', true, ending.signal);
  a.half.makeOffer();
  await a.half.step();
  const running = a.half.step();
  ending.abort();
  await running;
  const { signalingState } = a.half.connection;
  a.half.makeOffer();
  return { planned: a.half.planned().length, next: await a.half.step(), signalingState, settled: a.settled };
}

/** Steps that are asked for at once are made one after another. */
export const allAtOnce = () =>
  inPage(async (signal) => {
    const a = new Told('a', true, signal);
    a.half.makeOffer();
    const steps = await Promise.all([a.half.step(), a.half.step(), a.half.step(), a.half.step(), a.half.step()]);
    return { steps: steps.map((step) => step?.kind), refused: a.refused, settled: a.settled };
  });

/** Makes an offer with a restart after a first exchange. */
export const restart = () =>
  inPage(async (signal) => {
    const [a, b] = [new Told('a', true, signal), new Told('b', true, signal)];
    a.half.makeOffer();
    await a.stepAll();
    b.half.takeOffer(a.description);
    await b.stepAll();
    a.half.takeAnswer(b.description);
    await a.stepAll();
    const first = a.description.sdp;
    a.half.makeOffer(true);
    const steps = await a.stepAll();
    const ufrag = (sdp: string) => /a=ice-ufrag:(.*)/.exec(sdp)?.[1];
    return {
      steps,
      renewed: ufrag(a.description.sdp) !== ufrag(first),
      kinds: new Set(a.sent.map(({ kind }) => kind)).size,
    };
  });

/** Says things over a channel before it is open, while it is, and after it was closed. */
export const talk = () =>
  inPage(async (signal) => {
    const [a, b] = [new Told('a', false, signal), new Told('b', false, signal)];
    a.half.makeOffer();
    await a.half.step();
    const own = await a.channel;
    const said: [string, string][] = [['before', say(own, 'hello')]];
    await a.stepAll();
    b.half.takeOffer(a.description);
    await b.stepAll();
    a.half.takeAnswer(b.description);
    await a.stepAll();
    const heard: unknown[] = [];
    const last = Promise.withResolvers<void>();
    (await b.channel).addEventListener('message', ({ data }) => {
      heard.push(data);
      if (data === 'last') last.resolve();
    });
    if (own.readyState !== 'open') await new Promise((open) => own.addEventListener('open', open));
    const texts = [
      '',
      ' \n',
      'x'.repeat(longestText),
      'x'.repeat(longestText + 1),
      '<b>&amp;</b>',
      'lone \uD83D',
      'last',
    ];
    said.push(...texts.map((text): [string, string] => [text.toWellFormed().slice(0, 12), say(own, text)]));
    await last.promise;
    own.close();
    said.push(['after', say(own, 'hello')], ['nowhere', say(undefined, 'hello')]);
    const recorded = b.trace.flatMap((event) => (event.type === 'data' ? [event.text] : []));
    return { said, heard, recorded };
  });
