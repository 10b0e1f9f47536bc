import { describe, expect, test } from 'vitest';
import { createActor, type SnapshotFrom, transition } from 'xstate';
import type { Description } from '#domain/trace.ts';
import { type PerfectNegotiationEvent, perfectNegotiationMachine } from '#machines/perfect-negotiation.ts';
import { nextSignalingState, type SignalingMove, type SignalingState } from '#machines/signaling.ts';

const description = (type: Description['type'], sdp = type): PerfectNegotiationEvent => ({
  type: 'DESCRIPTION',
  description: { type, sdp },
});
const offer = description('offer');
const answer = description('answer');
const candidate: PerfectNegotiationEvent = { type: 'CANDIDATE', candidate: null };
const sent: PerfectNegotiationEvent = { type: 'OFFER_SENT' };
const needed: PerfectNegotiationEvent = { type: 'NEEDED' };

/** Runs events through one end: where it is then, and what it asked for on the way. */
function run(polite: boolean, ...events: PerfectNegotiationEvent[]) {
  const asked: string[] = [];
  const actor = createActor(
    perfectNegotiationMachine.provide({
      actions: {
        makeOffer: (_, { restart }) => asked.push(restart ? 'makeOffer with restart' : 'makeOffer'),
        yield: () => asked.push('yield'),
        takeOffer: () => asked.push('takeOffer'),
        takeAnswer: () => asked.push('takeAnswer'),
        takeCandidate: (_, { ignored }) => asked.push(ignored ? 'takeCandidate of an ignored offer' : 'takeCandidate'),
        ignoreOffer: () => asked.push('ignoreOffer'),
        ignoreAnswer: () => asked.push('ignoreAnswer'),
      },
    }),
    { input: { polite } },
  ).start();
  for (const event of events) actor.send(event);
  const { negotiation, collision } = actor.getSnapshot().value;
  return { negotiation, collision, asked };
}

describe('one end', () => {
  test('offers when it has to, and is stable when the answer is applied', () => {
    const { negotiation, asked } = run(false, needed, sent, answer, { type: 'ANSWER_APPLIED' });
    expect(negotiation).toBe('stable');
    expect(asked).toEqual(['makeOffer', 'takeAnswer']);
  });

  test('answers an offer', () => {
    const { negotiation, asked } = run(false, offer, candidate, { type: 'ANSWER_SENT' });
    expect(negotiation).toBe('stable');
    expect(asked).toEqual(['takeOffer', 'takeCandidate']);
  });

  test.each([
    ['makingOffer', [needed]],
    ['awaitingAnswer', [needed, sent]],
  ])('in %s the polite end gives its offer up for the other', (state, events) => {
    expect(run(true, ...events).negotiation).toBe(state);
    const { negotiation, asked } = run(true, ...events, offer);
    expect(negotiation).toBe('answering');
    expect(asked).toEqual(['makeOffer', 'yield', 'takeOffer']);
  });

  test.each([
    ['makingOffer', [needed]],
    ['awaitingAnswer', [needed, sent]],
  ])('in %s the impolite end ignores the offer of the other, and forgives its candidates', (state, events) => {
    const { negotiation, collision, asked } = run(false, ...events, offer, candidate);
    expect({ negotiation, collision }).toEqual({ negotiation: state, collision: 'ignoring' });
    expect(asked).toEqual(['makeOffer', 'ignoreOffer', 'takeCandidate of an ignored offer']);
    expect(run(false, needed, sent, offer, answer, candidate).asked.at(-1)).toBe('takeCandidate');
  });

  test('an offer that comes while an answer is being applied does not collide', () => {
    for (const polite of [true, false]) {
      expect(run(polite, needed, sent, answer, offer).asked).toEqual(['makeOffer', 'takeAnswer', 'takeOffer']);
    }
  });

  test('an answer that nobody waits for is left alone, and so is a description that is neither', () => {
    expect(run(false, answer).asked).toEqual(['ignoreAnswer']);
    expect(run(true, needed, sent, description('pranswer'), description('rollback')).asked).toEqual([
      'makeOffer',
      'ignoreAnswer',
      'ignoreAnswer',
    ]);
  });

  test('a restart that is asked for meanwhile follows, once', () => {
    const restart: PerfectNegotiationEvent = { type: 'NEEDED', restart: true };
    const { negotiation, asked } = run(true, offer, restart, restart, needed, { type: 'ANSWER_SENT' });
    expect(negotiation).toBe('makingOffer');
    expect(asked).toEqual(['takeOffer', 'makeOffer with restart']);
    expect(run(true, needed, needed, sent, answer, { type: 'ANSWER_APPLIED' }).negotiation).toBe('stable');
  });

  test.each([
    ['stable', 'stable'],
    ['have-local-offer', 'awaitingAnswer'],
    ['have-remote-offer', 'refused'],
    ['closed', 'refused'],
  ] as const)('a refused call that leaves the connection in %s leads to %s', (signalingState, state) => {
    expect(run(true, offer, { type: 'REFUSED', signalingState }).negotiation).toBe(state);
  });

  test('after a refused call another offer is answered, and another run begins as the first', () => {
    const refused: PerfectNegotiationEvent = { type: 'REFUSED', signalingState: 'have-remote-offer' };
    expect(run(false, offer, refused, offer).asked).toEqual(['takeOffer', 'takeOffer']);
    expect(run(false, offer, refused, { type: 'NEEDED', restart: true }, { type: 'RESET' })).toEqual({
      negotiation: 'stable',
      collision: 'taking',
      asked: ['takeOffer'],
    });
  });
});

type Snapshot = SnapshotFrom<typeof perfectNegotiationMachine>;
type Message = { type: 'offer' | 'answer' | 'candidate'; sdp: string };

/** A call that is held; `plan`: what it is part of, of which yielding drops the rest. */
interface Held {
  call: 'create' | SignalingMove | 'send(offer)' | 'send(answer)' | 'addIceCandidate';
  sdp: string;
  plan: 'offer' | 'answer' | 'apply' | 'candidate';
  ignored?: boolean;
}

/** One end as webrtc-pc describes it, reduced to which description is where. */
interface End {
  machine: Snapshot;
  state: SignalingState;
  local: { pending: string; current: string };
  remote: { pending: string; current: string };
  held: Held[];
  /** Messages on their way to this end. */
  coming: Message[];
  /** Offers that this end will still want to make, and has made. */
  wants: number;
  made: number;
}

type World = { a: End; b: End };
const ends = ['a', 'b'] as const;
const otherOf = { a: 'b', b: 'a' } as const;

const newEnd = (polite: boolean, wants: number): End => ({
  machine: createActor(perfectNegotiationMachine, { input: { polite } }).getSnapshot(),
  state: 'stable',
  local: { pending: '', current: '' },
  remote: { pending: '', current: '' },
  held: [],
  coming: [],
  wants,
  made: 0,
});

/** The flags of the example in webrtc-pc, from what an end is doing; the offer is ignored when it says so. */
function exampleIgnores({ machine, state }: End): boolean {
  const { negotiation } = machine.value;
  const makingOffer = negotiation === 'makingOffer';
  const isSettingRemoteAnswerPending = negotiation === 'settingRemoteAnswer';
  const readyForOffer = !makingOffer && (state === 'stable' || isSettingRemoteAnswerPending);
  return !machine.context.polite && !readyForOffer;
}

const plans = {
  offer: (sdp: string): Held[] => [
    { call: 'create', sdp, plan: 'offer' },
    { call: 'setLocal(offer)', sdp, plan: 'offer' },
    { call: 'send(offer)', sdp, plan: 'offer' },
  ],
  answer: (sdp: string): Held[] => [
    { call: 'setRemote(offer)', sdp, plan: 'answer' },
    { call: 'create', sdp, plan: 'answer' },
    { call: 'setLocal(answer)', sdp: `answer to ${sdp}`, plan: 'answer' },
    { call: 'send(answer)', sdp: `answer to ${sdp}`, plan: 'answer' },
  ],
};

/** Hands an event to the machine of an end, and does what it asks for. */
function tell(end: End, name: 'a' | 'b', event: PerfectNegotiationEvent): void {
  const [machine, actions] = transition(perfectNegotiationMachine, end.machine, event);
  end.machine = machine;
  const sdp = event.type === 'DESCRIPTION' ? event.description.sdp : '';
  for (const { type } of actions) {
    if (type === 'yield') end.held = end.held.filter(({ plan }) => plan !== 'offer' && plan !== 'answer');
    if (type === 'makeOffer') {
      end.made += 1;
      end.held = [...end.held, ...plans.offer(`${name}${end.made}`)];
    }
    if (type === 'takeOffer') end.held = [...end.held, ...plans.answer(sdp)];
    if (type === 'takeAnswer') end.held = [...end.held, { call: 'setRemote(answer)', sdp, plan: 'apply' }];
    if (type === 'takeCandidate' && event.type === 'CANDIDATE') {
      const ignored = machine.matches({ collision: 'ignoring' });
      const of = event.candidate?.candidate ?? '';
      end.held = [...end.held, { call: 'addIceCandidate', sdp: of, plan: 'candidate', ignored }];
    }
  }
}

/** Makes the next call of an end; a refused one fails the test, unless it is a candidate of an ignored offer. */
function step(world: World, name: 'a' | 'b'): void {
  const end = world[name];
  const [next, ...rest] = end.held;
  if (!next) return;
  end.held = rest;
  const { call, sdp } = next;
  if (call === 'create') return;
  if (call === 'send(offer)' || call === 'send(answer)') {
    const other = world[otherOf[name]];
    const type = call === 'send(offer)' ? 'offer' : 'answer';
    other.coming = [...other.coming, { type, sdp }, { type: 'candidate', sdp }];
    tell(end, name, { type: type === 'offer' ? 'OFFER_SENT' : 'ANSWER_SENT' });
    return;
  }
  if (call === 'addIceCandidate') {
    const known = sdp === end.remote.pending || sdp === end.remote.current;
    expect(known || next.ignored, `${name} adds a candidate of ${sdp}`).toBe(true);
    return;
  }
  const state = nextSignalingState(end.state, call);
  expect(state, `${name}: ${call} in ${end.state}`).toBeDefined();
  end.state = state ?? end.state;
  if (call === 'setLocal(offer)') end.local = { ...end.local, pending: sdp };
  if (call === 'setRemote(offer)') {
    end.local = { ...end.local, pending: '' };
    end.remote = { ...end.remote, pending: sdp };
  }
  if (call === 'setLocal(answer)') {
    end.local = { pending: '', current: sdp };
    end.remote = { pending: '', current: end.remote.pending };
  }
  if (call === 'setRemote(answer)') {
    end.local = { pending: '', current: end.local.pending };
    end.remote = { pending: '', current: sdp };
    tell(end, name, { type: 'ANSWER_APPLIED' });
  }
}

/** Hands the next message over to an end. */
function deliver(end: End, name: 'a' | 'b'): void {
  const [message, ...rest] = end.coming;
  if (!message) return;
  end.coming = rest;
  const { type, sdp } = message;
  if (type === 'candidate') {
    const init = { candidate: sdp, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
    tell(end, name, { type: 'CANDIDATE', candidate: init });
    return;
  }
  const ignores = exampleIgnores(end);
  tell(end, name, { type: 'DESCRIPTION', description: { type, sdp } });
  const saysSo = end.machine.matches({ collision: 'ignoring' });
  expect(saysSo, `${name} ignores ${sdp} as the example does`).toBe(type === 'offer' && ignores);
}

/** What can happen next: an end wants to offer, makes its next call, or gets its next message. */
function* nextWorlds(world: World): Generator<World> {
  const after = (happen: (next: World) => void): World => {
    const next = { a: { ...world.a }, b: { ...world.b } };
    happen(next);
    return next;
  };
  for (const name of ends) {
    const { wants, held, coming } = world[name];
    if (wants > 0) {
      yield after((next) => {
        next[name].wants -= 1;
        tell(next[name], name, { type: 'NEEDED', restart: true });
      });
    }
    if (held.length > 0) yield after((next) => step(next, name));
    if (coming.length > 0) yield after((next) => deliver(next[name], name));
  }
}

const keyOf = (world: World) =>
  JSON.stringify(
    ends.map((name) => ({ ...world[name], machine: [world[name].machine.value, world[name].machine.context] })),
  );

/** Every world that any order of happenings leads to; `last`: those in which nothing more can happen. */
function everyWorld(first: World): { count: number; last: World[] } {
  const found = new Map([[keyOf(first), first]]);
  const last: World[] = [];
  for (const world of found.values()) {
    let more = false;
    for (const next of nextWorlds(world)) {
      more = true;
      const key = keyOf(next);
      if (!found.has(key)) found.set(key, next);
    }
    if (!more) last.push(world);
  }
  return { count: found.size, last };
}

describe('two ends, in every order of calls and messages', () => {
  test.each([
    [1, 0],
    [0, 1],
    [1, 1],
    [2, 1],
    [1, 2],
  ])('that want %d and %d offers end stable, with the same descriptions', (ofA, ofB) => {
    const { count, last } = everyWorld({ a: newEnd(false, ofA), b: newEnd(true, ofB) });
    expect(last.length).toBeGreaterThan(0);
    for (const { a, b } of last) {
      expect([a.state, b.state]).toEqual(['stable', 'stable']);
      expect([a.machine.value.negotiation, b.machine.value.negotiation]).toEqual(['stable', 'stable']);
      expect([a.local.current, a.remote.current]).toEqual([b.remote.current, b.local.current]);
      expect(a.local.current).not.toBe('');
    }
    expect(count).toBeGreaterThan(ofA && ofB ? 400 : 10);
  });
});
