/**
 * Records what happens on any RTCPeerConnection, its own or another library's, without changing what happens: calls with their
 * results and exceptions, events, states, descriptions, candidates and data channels.
 */
import type {
  CallArgument,
  CandidateEvent,
  CandidateInit,
  CreatedEvent,
  Description,
  Method,
  PeerName,
  StateAttribute,
} from '#domain/trace.ts';
import type { TraceLog } from './trace-log.ts';

const methods: readonly Method[] = [
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'addTrack',
  'addTransceiver',
  'createDataChannel',
  'restartIce',
  'close',
];

const stateEvents = {
  signalingstatechange: 'signalingState',
  icegatheringstatechange: 'iceGatheringState',
  iceconnectionstatechange: 'iceConnectionState',
  connectionstatechange: 'connectionState',
} satisfies Record<string, StateAttribute>;

function descriptionOf(value: unknown): Description | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const { type } = value;
  if (type !== 'offer' && type !== 'answer' && type !== 'pranswer' && type !== 'rollback') return undefined;
  return { type, sdp: 'sdp' in value && typeof value.sdp === 'string' ? value.sdp : '' };
}

/** A candidate as plain data, from an RTCIceCandidate or an RTCIceCandidateInit. */
export function candidateInit(candidate: RTCIceCandidateInit | RTCIceCandidate): CandidateInit {
  return {
    candidate: candidate.candidate ?? '',
    sdpMid: candidate.sdpMid ?? null,
    sdpMLineIndex: candidate.sdpMLineIndex ?? null,
    usernameFragment: candidate.usernameFragment ?? null,
  };
}

/** What a configuration asks of gathering, as far as it is not the default (webrtc-pc, RTCConfiguration). */
function askedOf(configuration: RTCConfiguration): Omit<CreatedEvent, 't' | 'peer' | 'type'> {
  const { iceServers = [], iceTransportPolicy, iceCandidatePoolSize = 0 } = configuration;
  const urls = iceServers.flatMap((server) => server.urls);
  return {
    iceServers: iceServers.length,
    ...(urls.length > 0 ? { urls } : {}),
    ...(iceTransportPolicy === 'relay' ? { policy: iceTransportPolicy } : {}),
    ...(iceCandidatePoolSize > 0 ? { pool: iceCandidatePoolSize } : {}),
  };
}

/** What webrtc-pc's RTCIceCandidate has and not every browser. */
interface Origin {
  readonly url?: string | null;
  readonly relayProtocol?: 'udp' | 'tcp' | 'tls' | null;
}

/** The server a candidate came from, where the browser says. */
function originOf({ url, relayProtocol }: RTCIceCandidate & Origin): Pick<CandidateEvent, 'url' | 'relayProtocol'> {
  return { ...(url ? { url } : {}), ...(relayProtocol ? { relayProtocol } : {}) };
}

function argumentOf(method: Method, args: readonly unknown[]): { argument?: CallArgument } {
  const [first] = args;
  switch (method) {
    case 'setLocalDescription':
    case 'setRemoteDescription': {
      const description = descriptionOf(first);
      return description ? { argument: { description } } : {};
    }
    case 'addIceCandidate':
      return { argument: { candidate: first ? candidateInit(first as RTCIceCandidateInit) : null } };
    case 'addTrack':
      return first instanceof MediaStreamTrack ? { argument: { label: first.kind } } : {};
    case 'addTransceiver':
      return { argument: { label: first instanceof MediaStreamTrack ? first.kind : String(first) } };
    case 'createDataChannel':
      return { argument: { label: String(first) } };
    default:
      return {};
  }
}

class ConnectionRecorder {
  readonly #connection: RTCPeerConnection;
  readonly #peer: PeerName;
  readonly #log: TraceLog;
  readonly #signal: AbortSignal;
  readonly #transports = new Set<RTCDtlsTransport>();

  constructor(connection: RTCPeerConnection, peer: PeerName, log: TraceLog, signal: AbortSignal) {
    this.#connection = connection;
    this.#peer = peer;
    this.#log = log;
    this.#signal = signal;
  }

  start(): void {
    this.#log.append({ type: 'created', peer: this.#peer, ...askedOf(this.#connection.getConfiguration()) });
    this.#shadow();
    for (const [event, attribute] of Object.entries(stateEvents)) this.#onState(event, attribute);
    this.#onCandidates();
    this.#onFired();
  }

  /** Puts recording methods between this one object and its prototype, until the signal aborts. */
  #shadow(): void {
    const connection = this.#connection;
    const prototype: object = Object.getPrototypeOf(connection);
    const recording: object = Object.create(prototype);
    for (const method of methods) {
      const original = Reflect.get(prototype, method) as (...args: unknown[]) => unknown;
      Reflect.set(recording, method, (...args: unknown[]): unknown => this.#call(method, original, args));
    }
    Object.setPrototypeOf(connection, recording);
    this.#signal.addEventListener('abort', () => Object.setPrototypeOf(connection, prototype), { once: true });
  }

  #call(method: Method, original: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    const id = this.#log.nextId();
    const base = { peer: this.#peer, id, method };
    this.#log.append({ type: 'call', ...base, ...argumentOf(method, args), ...this.#log.takeStep() });
    try {
      const returned = original.apply(this.#connection, args);
      if (!(returned instanceof Promise)) {
        this.#returned(id, method, returned);
        return returned;
      }
      return returned.then(
        (value) => {
          this.#returned(id, method, value);
          return value;
        },
        (reason) => {
          this.#threw(id, method, reason);
          throw reason;
        },
      );
    } catch (reason) {
      this.#threw(id, method, reason);
      throw reason;
    }
  }

  #returned(id: number, method: Method, value: unknown): void {
    const base = { type: 'result', peer: this.#peer, id, method } as const;
    if (method === 'createOffer' || method === 'createAnswer') {
      const description = descriptionOf(value);
      this.#log.append(description ? { ...base, description } : base);
    } else if (method === 'setLocalDescription' || method === 'setRemoteDescription') {
      const { localDescription, remoteDescription } = this.#connection;
      const holds = method === 'setLocalDescription' ? localDescription : remoteDescription;
      this.#log.append({ ...base, applied: descriptionOf(holds) ?? null });
      // while an offer waits for its answer DTLS cannot begin, and asking for transports costs the connection time
      if (!this.#connection.signalingState.endsWith('-offer')) this.#watchTransports();
    } else {
      this.#log.append(base);
      if (value instanceof RTCDataChannel) recordChannel(value, this.#peer, this.#log, this.#signal);
      // close() fires no event (webrtc-pc, close), so its states are read
      if (method === 'close') this.#readClosed();
    }
  }

  #threw(id: number, method: Method, reason: unknown): void {
    const { name, message } = reason instanceof Error ? reason : { name: 'Error', message: String(reason) };
    this.#log.append({ type: 'exception', peer: this.#peer, id, method, name, message });
  }

  #readClosed(): void {
    for (const attribute of ['signalingState', 'iceConnectionState', 'connectionState'] as const) {
      this.#log.append({ type: 'state', peer: this.#peer, attribute, value: this.#connection[attribute] });
    }
  }

  #on(target: EventTarget, event: string, listener: (event: Event) => void): void {
    target.addEventListener(event, listener, { signal: this.#signal });
  }

  #onState(event: string, attribute: Exclude<StateAttribute, 'dtlsState'>): void {
    this.#on(this.#connection, event, () => {
      const value = this.#connection[attribute];
      this.#log.append({ type: 'state', peer: this.#peer, attribute, value });
      // the other end's checks may arrive before its answer is applied, and DTLS may then be through before that call returns
      if (attribute === 'iceConnectionState' && value === 'checking') this.#watchTransports();
    });
  }

  #onCandidates(): void {
    const peer = this.#peer;
    this.#on(this.#connection, 'icecandidate', (event) => {
      if (!(event instanceof RTCPeerConnectionIceEvent)) return;
      const found = event.candidate;
      // an empty candidate ends one generation on one transport; null, which follows, ends them all
      if (found?.candidate === '') return;
      const candidate = found ? { candidate: candidateInit(found), ...originOf(found) } : { candidate: null };
      this.#log.append({ type: 'candidate', peer, ...candidate });
    });
    this.#on(this.#connection, 'icecandidateerror', (event) => {
      if (!(event instanceof RTCPeerConnectionIceErrorEvent)) return;
      const { url, errorCode, errorText } = event;
      this.#log.append({ type: 'candidate-error', peer, url, errorCode, errorText });
    });
  }

  #onFired(): void {
    const base = { type: 'fired', peer: this.#peer } as const;
    this.#on(this.#connection, 'negotiationneeded', () => this.#log.append({ ...base, event: 'negotiationneeded' }));
    this.#on(this.#connection, 'track', (event) => {
      if (event instanceof RTCTrackEvent) this.#log.append({ ...base, event: 'track', label: event.track.kind });
    });
    this.#on(this.#connection, 'datachannel', (event) => {
      if (!(event instanceof RTCDataChannelEvent)) return;
      this.#log.append({ ...base, event: 'datachannel', label: event.channel.label });
      recordChannel(event.channel, this.#peer, this.#log, this.#signal);
    });
  }

  /** DTLS transports exist only once a description has been applied (webrtc-pc, RTCDtlsTransport). */
  #watchTransports(): void {
    for (const transport of this.#inUse()) {
      if (this.#transports.has(transport)) continue;
      this.#transports.add(transport);
      this.#on(transport, 'statechange', () => {
        // a transport that BUNDLE made superfluous closes; it is not the connection's any more
        if (transport.state === 'closed' && !this.#inUse().includes(transport)) return;
        this.#log.append({ type: 'state', peer: this.#peer, attribute: 'dtlsState', value: transport.state });
      });
      this.#watchPair(transport);
    }
  }

  /** Firefox does not tell of the pair that it has selected, but in getStats (webrtc-pc, RTCIceTransport). */
  #watchPair(transport: RTCDtlsTransport): void {
    const { iceTransport } = transport;
    this.#on(iceTransport, 'selectedcandidatepairchange', () => {
      const pair = iceTransport.getSelectedCandidatePair();
      if (!pair || !this.#inUse().includes(transport)) return;
      const { local, remote } = pair;
      this.#log.append({
        type: 'selected-pair',
        peer: this.#peer,
        local: local?.candidate ?? '',
        remote: remote?.candidate ?? '',
      });
    });
  }

  #inUse(): RTCDtlsTransport[] {
    const connection = this.#connection;
    const ends = [...connection.getSenders(), ...connection.getReceivers(), connection.sctp];
    return ends.map((end) => end?.transport).filter((transport) => !!transport);
  }
}

function recordChannel(channel: RTCDataChannel, peer: PeerName, log: TraceLog, signal: AbortSignal): void {
  const { label } = channel;
  let last = 'connecting';
  const state = (): void => {
    if (channel.readyState === last) return;
    last = channel.readyState;
    log.append({ type: 'channel', peer, label, state: channel.readyState });
  };
  for (const event of ['open', 'closing', 'close']) channel.addEventListener(event, state, { signal });
  channel.addEventListener(
    'message',
    (event) => log.append({ ...dataOf(event.data), peer, label, direction: 'received' }),
    {
      signal,
    },
  );
  const { send } = channel;
  const recording = (payload: unknown): void => {
    Reflect.apply(send, channel, [payload]);
    log.append({ ...dataOf(payload), peer, label, direction: 'sent' });
  };
  Object.defineProperty(channel, 'send', { value: recording, configurable: true, writable: true });
  signal.addEventListener('abort', () => Reflect.deleteProperty(channel, 'send'), { once: true });
  state();
}

function dataOf(payload: unknown): { type: 'data'; bytes: number; text?: string } {
  if (typeof payload === 'string') {
    const bytes = new TextEncoder().encode(payload).length;
    return payload.length <= 200 ? { type: 'data', bytes, text: payload } : { type: 'data', bytes };
  }
  if (payload instanceof Blob) return { type: 'data', bytes: payload.size };
  const bytes = payload instanceof ArrayBuffer || ArrayBuffer.isView(payload) ? payload.byteLength : 0;
  return { type: 'data', bytes };
}

/** Records a connection into a log until `signal` aborts; the connection works as before, and afterwards as if never recorded. */
export function recordConnection(
  connection: RTCPeerConnection,
  peer: PeerName,
  log: TraceLog,
  signal: AbortSignal,
): void {
  new ConnectionRecorder(connection, peer, log, signal).start();
}
