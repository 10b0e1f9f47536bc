/** What one end gathered, read off its trace: candidates, errors and the end of them, in ms since gathering began. */
import type { CandidateErrorEvent, CandidateEvent, CreatedEvent, PeerName, TraceEvent } from '../trace.ts';
import { type Candidate, parseCandidate } from './candidate.ts';

export interface GatheredCandidate {
  /** Position of its event in the trace. */
  index: number;
  t: number;
  /** As `icecandidate` gave it: `candidate:1 1 udp 2113937151 …`. */
  line: string;
  candidate: Candidate;
  /** The server it came from, where the browser says. */
  url?: string;
  /** How the server of a relayed one is reached, where browser or URL says. */
  relayProtocol?: 'udp' | 'tcp' | 'tls';
}

export interface GatheringError {
  index: number;
  t: number;
  url: string;
  code: number;
  text: string;
}

export interface Gathering {
  /** When it began, in ms since the trace did; absent before setLocalDescription (RFC 9429 §3.5.1). */
  began?: number;
  urls: readonly string[];
  policy: 'all' | 'relay';
  pool: number;
  /** Ms for which a pool could gather before that; 0 where there is none. */
  headStart: number;
  candidates: readonly GatheredCandidate[];
  errors: readonly GatheringError[];
  /** When the null candidate came: there will be no more. */
  completed?: number;
  /** Ms since it began, to the last event. */
  elapsed: number;
}

/** A server by its URL (RFC 7064 §3.1, RFC 7065 §3.1): `turn:127.0.0.1:3478?transport=tcp`. */
export interface ServerUrl {
  scheme: 'stun' | 'turn';
  /** `tls` over TCP is what `stuns:` and `turns:` ask for. */
  transport: 'udp' | 'tcp' | 'tls';
  host: string;
}

/** Parses the URL of an ICE server; undefined where it is none. */
export function parseServerUrl(url: string): ServerUrl | undefined {
  const [, name, secure, host, transport] = /^(stun|turn)(s?):([^?]+)(?:\?transport=(udp|tcp))?$/.exec(url) ?? [];
  if (host === undefined || (name !== 'stun' && name !== 'turn')) return undefined;
  return { scheme: name, transport: secure === 's' ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp', host };
}

/** Reads what `peer` gathered in the first `count` events; a connection that was made anew begins anew. */
export function gatheringOf(events: readonly TraceEvent[], peer: PeerName, count = events.length): Gathering {
  const reader = new GatheringReader();
  for (let index = 0; index < Math.min(count, events.length); index++) {
    const event = events[index];
    if (event?.peer === peer) reader.read(event, index);
  }
  return reader.gathering;
}

class GatheringReader {
  #created = 0;
  #began: number | undefined;
  #asked: Pick<CreatedEvent, 'urls' | 'policy' | 'pool'> = {};
  #candidates: GatheredCandidate[] = [];
  #errors: GatheringError[] = [];
  #completed: number | undefined;
  #last = 0;

  read(event: TraceEvent, index: number): void {
    this.#last = event.t;
    if (event.type === 'created') this.#begin(event);
    else if (event.type === 'call' && event.method === 'setLocalDescription') this.#began ??= event.t;
    else if (event.type === 'candidate') this.#find(event, index);
    else if (event.type === 'candidate-error') this.#fail(event, index);
  }

  get gathering(): Gathering {
    const { urls = [], policy = 'all', pool = 0 } = this.#asked;
    return {
      ...(this.#began === undefined ? {} : { began: this.#began }),
      urls,
      policy,
      pool,
      headStart: pool > 0 && this.#began !== undefined ? this.#began - this.#created : 0,
      candidates: this.#candidates,
      errors: this.#errors,
      ...(this.#completed === undefined ? {} : { completed: this.#completed }),
      elapsed: this.#since(this.#last),
    };
  }

  #since(t: number): number {
    return this.#began === undefined ? 0 : Math.max(0, t - this.#began);
  }

  #begin(event: CreatedEvent): void {
    this.#asked = event;
    this.#created = event.t;
    this.#began = undefined;
    this.#completed = undefined;
    this.#candidates = [];
    this.#errors = [];
  }

  #find({ t, candidate: found, url, relayProtocol }: CandidateEvent, index: number): void {
    if (found === null) this.#completed = this.#since(t);
    const parsed = parseCandidate(found?.candidate ?? '');
    if (!found || !parsed.ok) return;
    const by = relayProtocol ?? (parsed.candidate.type === 'relay' && url ? parseServerUrl(url)?.transport : undefined);
    this.#candidates.push({
      index,
      t: this.#since(t),
      line: found.candidate,
      candidate: parsed.candidate,
      ...(url ? { url } : {}),
      ...(by ? { relayProtocol: by } : {}),
    });
  }

  #fail({ t, url, errorCode, errorText }: CandidateErrorEvent, index: number): void {
    this.#errors.push({ index, t: this.#since(t), url, code: errorCode, text: errorText });
  }
}
