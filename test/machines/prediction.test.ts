import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CallArgument, Description, Method, PeerName, StateAttribute, TraceEvent } from '#domain/trace.ts';
import { createPredictor, predictTrace } from '#machines/prediction.ts';

/** Writes a trace by hand; each call advances the time by 1 ms, `wait` by more. */
class Hand {
  readonly events: TraceEvent[] = [];
  private t = 0;
  private id = 0;

  wait(ms: number) {
    this.t += ms;
    return this;
  }

  call(peer: PeerName, method: Method, argument: CallArgument = {}) {
    this.id += 1;
    this.events.push({ t: this.tick(), peer, type: 'call', id: this.id, method, argument });
    return this;
  }

  result(peer: PeerName, method: Method, description?: Description, id = this.id) {
    this.events.push({ t: this.tick(), peer, type: 'result', id, method, ...(description && { description }) });
    return this;
  }

  exception(peer: PeerName, method: Method, name: string) {
    this.events.push({
      t: this.tick(),
      peer,
      type: 'exception',
      id: this.id,
      method,
      name,
      message: 'in its own words',
    });
    return this;
  }

  state(peer: PeerName, attribute: StateAttribute, value: string) {
    this.events.push({ t: this.tick(), peer, type: 'state', attribute, value });
    return this;
  }

  /** A set call, the state it leaves, its result. */
  set(
    peer: PeerName,
    method: 'setLocalDescription' | 'setRemoteDescription',
    description: Description,
    state?: string,
  ) {
    this.call(peer, method, { description });
    if (state) this.state(peer, 'signalingState', state);
    return this.result(peer, method);
  }

  private tick() {
    this.t += 1;
    return this.t;
  }
}

const offer: Description = { type: 'offer', sdp: 'the offer' };
const answer: Description = { type: 'answer', sdp: 'the answer' };

/** Both peers of a call, signaling only. */
const negotiation = () =>
  new Hand()
    .call('a', 'createOffer')
    .result('a', 'createOffer', offer)
    .set('a', 'setLocalDescription', offer, 'have-local-offer')
    .set('b', 'setRemoteDescription', offer, 'have-remote-offer')
    .call('b', 'createAnswer')
    .result('b', 'createAnswer', answer)
    .set('b', 'setLocalDescription', answer, 'stable')
    .set('a', 'setRemoteDescription', answer, 'stable');

describe('signaling', () => {
  test('a call as the standard has it differs nowhere', () => {
    expect(predictTrace(negotiation().events)).toEqual([]);
  });

  test('a refusal that was predicted is no difference', () => {
    const { events } = new Hand()
      .call('a', 'setRemoteDescription', { description: answer })
      .exception('a', 'setRemoteDescription', 'InvalidStateError');
    expect(predictTrace(events)).toEqual([]);
  });

  test('another exception than predicted is a difference, at the exception', () => {
    const { events } = new Hand()
      .call('a', 'setRemoteDescription', { description: answer })
      .exception('a', 'setRemoteDescription', 'OperationError');
    expect(predictTrace(events)).toEqual([
      {
        eventIndex: 1,
        peer: 'a',
        call: 'setRemote(answer)',
        state: 'stable',
        predicted: 'InvalidStateError',
        observed: 'OperationError',
      },
    ]);
  });

  test('an exception where success was predicted is one only if the state is its reason', () => {
    const refusal = (name: string) =>
      predictTrace(
        new Hand()
          .call('a', 'setRemoteDescription', { description: offer })
          .exception('a', 'setRemoteDescription', name).events,
      );
    expect(refusal('InvalidStateError')).toMatchObject([
      { predicted: 'have-remote-offer', observed: 'InvalidStateError' },
    ]);
    expect(refusal('RTCError')).toEqual([]);
  });

  test('a browser that accepts what the standard refuses differs once, and is followed from there', () => {
    const { events } = new Hand()
      .call('a', 'createOffer')
      .result('a', 'createOffer', offer)
      .set('a', 'setLocalDescription', { type: 'offer', sdp: 'changed' }, 'have-local-offer')
      .set('a', 'setRemoteDescription', answer, 'stable');
    expect(predictTrace(events)).toMatchObject([
      { eventIndex: 4, call: 'setLocal(offer)', predicted: 'InvalidModificationError', observed: 'have-local-offer' },
    ]);
  });

  test('a text that setLocalDescription made itself is not compared with another', () => {
    const { events } = new Hand()
      .call('a', 'setLocalDescription')
      .state('a', 'signalingState', 'have-local-offer')
      .result('a', 'setLocalDescription')
      .call('a', 'setLocalDescription', { description: offer })
      .exception('a', 'setLocalDescription', 'InvalidModificationError');
    expect(predictTrace(events)).toEqual([]);
  });

  test('a state reported after the result is in time', () => {
    const { events } = new Hand()
      .set('b', 'setRemoteDescription', offer)
      .wait(20)
      .state('b', 'signalingState', 'have-remote-offer');
    expect(predictTrace(events)).toEqual([]);
  });

  test('a state that never comes is a difference, at the result', () => {
    const hand = new Hand().set('b', 'setRemoteDescription', offer);
    const missing = { eventIndex: 1, peer: 'b', predicted: 'have-remote-offer', observed: 'stable' };
    expect(predictTrace(hand.events)).toMatchObject([missing]);
    expect(predictTrace(hand.wait(1000).call('a', 'createOffer').events)).toMatchObject([missing]);
  });

  test('calls that overlap are predicted in the order in which they settle', () => {
    const hand = new Hand().call('b', 'setRemoteDescription', { description: offer }).call('b', 'createAnswer');
    hand.state('b', 'signalingState', 'have-remote-offer').result('b', 'setRemoteDescription', undefined, 1);
    expect(predictTrace(hand.result('b', 'createAnswer', answer, 2).events)).toEqual([]);
  });

  test('after close every call is refused', () => {
    const { events } = negotiation()
      .call('a', 'close')
      .result('a', 'close')
      .call('a', 'createOffer')
      .exception('a', 'createOffer', 'InvalidStateError');
    expect(predictTrace(events)).toEqual([]);
  });
});

describe('connectionState', () => {
  const connected = () =>
    new Hand()
      .state('a', 'iceConnectionState', 'checking')
      .state('a', 'connectionState', 'connecting')
      .state('a', 'iceConnectionState', 'connected')
      .state('a', 'dtlsState', 'connecting')
      .state('a', 'dtlsState', 'connected');

  test('states that come one by one are compared when all have come', () => {
    expect(predictTrace(connected().state('a', 'connectionState', 'connected').events)).toEqual([]);
  });

  test('one that stays behind is a difference, at the last change', () => {
    expect(predictTrace(connected().events)).toMatchObject([
      { eventIndex: 4, call: 'connectionState', predicted: 'connected', observed: 'connecting' },
    ]);
  });

  test('without a word on DTLS nothing is claimed', () => {
    const { events } = new Hand().state('a', 'iceConnectionState', 'connected');
    expect(predictTrace(events)).toEqual([]);
  });

  test('close needs no event', () => {
    const { events } = connected().state('a', 'connectionState', 'connected').call('a', 'close').result('a', 'close');
    expect(predictTrace(events)).toEqual([]);
  });
});

test('event by event gives the same as the whole', () => {
  const { events } = new Hand().set('b', 'setRemoteDescription', answer).wait(500).call('a', 'createOffer');
  const predictor = createPredictor();
  const found = events.flatMap((event) => predictor.feed(event));
  expect([...found, ...predictor.end()]).toEqual(predictTrace(events));
  expect(found).toHaveLength(1);
});

const recorded = new URL('../fixtures/traces/', import.meta.url);
const files = existsSync(recorded) ? readdirSync(recorded).filter((name) => name.endsWith('.json')) : [];
for (const name of files) {
  test(`the recorded trace ${name} differs nowhere`, () => {
    const { events } = JSON.parse(readFileSync(new URL(name, recorded), 'utf8')) as { events: TraceEvent[] };
    expect(predictTrace(events)).toEqual([]);
  });
}
