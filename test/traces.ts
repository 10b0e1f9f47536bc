/** Traces to test with: one that a browser recorded, and any number made from a seed. */
import type { Description, PeerName, TraceEvent } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import recordedText from '#widgets/recorded-run.json?raw';
import { seeded } from './domain/sdp/random-sdp.ts';

export { recordedText };
export const recordedEvents: readonly TraceEvent[] = parseTrace(recordedText).events;

/** Markup that does something when it is taken for markup. */
export const markup = '</text></svg><img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>&amp;';

type Made = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 't' | 'peer'> : never) : never;

/** What a seeded trace is made of; ids of calls and messages are unique within it. */
class Maker {
  readonly random: () => number;
  readonly text: string;
  readonly open: { id: number; peer: PeerName }[] = [];
  readonly travelling: { message: number; to: PeerName }[] = [];
  ids = 0;

  constructor(seed: number, text: string) {
    this.random = seeded(seed);
    this.text = text;
  }

  pick<const T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.random() * items.length)] ?? items[0];
  }

  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  description(): Description {
    const type = this.pick(['offer', 'answer', 'pranswer', 'rollback']);
    return { type, sdp: type === 'rollback' ? '' : `v=0\r\ns=${this.text}\r\n${this.random()}` };
  }

  candidate() {
    const line = `candidate:1 1 udp 2122260223 192.0.2.${this.ids % 250} 50000 typ host`;
    const candidate = this.random() < 0.8 ? line : this.text;
    return { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: this.text };
  }

  call(peer: PeerName): Made {
    const id = this.nextId();
    this.open.push({ id, peer });
    const step = this.random() < 0.6 ? { step: id } : {};
    const method = this.pick([
      'createOffer',
      'setLocalDescription',
      'setRemoteDescription',
      'addIceCandidate',
      'createDataChannel',
      'close',
    ]);
    if (method.startsWith('set')) {
      return { type: 'call', id, method, argument: { description: this.description() }, ...step };
    }
    if (method === 'addIceCandidate') {
      return { type: 'call', id, method, argument: { candidate: this.random() < 0.3 ? null : this.candidate() } };
    }
    return { type: 'call', id, method, argument: { label: this.text }, ...step };
  }

  outcome(id: number): Made {
    const method = this.pick(['createOffer', 'setLocalDescription', 'setRemoteDescription']);
    if (this.random() < 0.3) return { type: 'exception', id, method, name: this.text, message: this.text };
    if (method === 'createOffer') return { type: 'result', id, method, description: this.description() };
    return { type: 'result', id, method, applied: this.random() < 0.2 ? null : this.description() };
  }

  sent(peer: PeerName): Made {
    const message = this.nextId();
    this.travelling.push({ message, to: peer === 'a' ? 'b' : 'a' });
    const kind = this.pick(['description', 'candidate', 'end-of-candidates']);
    if (kind === 'description') {
      return { type: 'sent', message, body: { kind, description: this.description() }, step: message };
    }
    if (kind === 'candidate') return { type: 'sent', message, body: { kind, candidate: this.candidate() } };
    return { type: 'sent', message, body: { kind } };
  }

  state(): Made {
    const attribute = this.pick([
      'signalingState',
      'signalingState',
      'iceConnectionState',
      'connectionState',
      'dtlsState',
    ]);
    const value =
      attribute === 'signalingState'
        ? this.pick(['stable', 'have-local-offer', 'have-remote-offer', this.text])
        : this.pick(['new', 'checking', 'connecting', 'connected', 'failed', this.text]);
    return { type: 'state', attribute, value };
  }

  sample(): Made {
    const pair = {
      local: this.text,
      remote: this.text,
      state: 'succeeded' as const,
      nominated: true,
      selected: this.random() < 0.5,
      requestsSent: 2,
      responsesReceived: 1,
    };
    return { type: 'stats', bytesSent: this.ids, bytesReceived: 0, roundTripTime: 0.4, pairs: [pair] };
  }

  other(): Made {
    const label = this.text;
    return this.pick<Made>([
      { type: 'created', iceServers: 0 },
      { type: 'candidate', candidate: this.candidate() },
      { type: 'candidate', candidate: null },
      { type: 'candidate-error', url: label, errorCode: 701, errorText: label },
      { type: 'fired', event: 'track', label },
      { type: 'channel', label, state: 'open' },
      { type: 'data', direction: 'received', label, bytes: 2, text: label },
      { type: 'data', direction: 'sent', label, bytes: 2000 },
    ]);
  }

  next(peer: PeerName): { peer: PeerName; made: Made } {
    const chance = this.random();
    if (chance < 0.15) return { peer, made: this.call(peer) };
    if (chance < 0.25) return { peer, made: this.sent(peer) };
    if (chance < 0.45) return { peer, made: this.state() };
    if (chance < 0.5) return { peer, made: this.sample() };
    const call = chance < 0.65 && this.open.shift();
    if (call) return { peer: call.peer, made: this.outcome(call.id) };
    const arrived = chance < 0.75 && this.travelling.shift();
    if (arrived) return { peer: arrived.to, made: { type: 'received', message: arrived.message } };
    return { peer, made: this.other() };
  }
}

/** A trace of `length` events, of every type, that no browser need have recorded; `text` stands in every free text field. */
export function randomTrace(seed: number, length: number, text = 'chat'): TraceEvent[] {
  const maker = new Maker(seed, text);
  const events: TraceEvent[] = [];
  let t = 0;
  for (let i = 0; i < length; i += 1) {
    t += maker.random() < 0.3 ? 0 : maker.random() ** 4 * 400;
    const { peer, made } = maker.next(maker.random() < 0.5 ? 'a' : 'b');
    events.push({ t, peer, ...made });
  }
  return events;
}

/** The first so many natural numbers from 1, as seeds. */
export const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
