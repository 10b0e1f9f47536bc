/**
 * The trace: what really happened, event by event, as plain serialisable records. The lab appends to it; everything on the
 * screen is a pure function of a prefix of it.
 *
 * Names of attributes, methods and states are those of webrtc-pc (https://www.w3.org/TR/webrtc/).
 */

import type { PathEvent } from './path-events.ts';

/** Raised when a field changes its meaning or goes; an added optional field or event type does not raise it. */
export const traceVersion = 1;

/** The two ends of a negotiation. `a` makes the first offer, `b` answers it. */
export type PeerName = 'a' | 'b';

/** The methods of RTCPeerConnection whose calls are recorded. */
export type Method =
  | 'createOffer'
  | 'createAnswer'
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'addIceCandidate'
  | 'addTrack'
  | 'addTransceiver'
  | 'createDataChannel'
  | 'restartIce'
  | 'close';

/** The state attributes of RTCPeerConnection, and `dtlsState` of its RTCDtlsTransport (webrtc-pc, the enums of their values). */
export type StateAttribute =
  | 'signalingState'
  | 'iceGatheringState'
  | 'iceConnectionState'
  | 'connectionState'
  | 'dtlsState';

/** A session description as it crosses the API (webrtc-pc, RTCSessionDescriptionInit). */
export interface Description {
  type: 'offer' | 'answer' | 'pranswer' | 'rollback';
  /** Empty for a rollback. */
  sdp: string;
}

/** A candidate as it crosses the API (webrtc-pc, RTCIceCandidateInit). An empty `candidate` ends a generation. */
export interface CandidateInit {
  candidate: string;
  sdpMid: string | null;
  sdpMLineIndex: number | null;
  usernameFragment: string | null;
}

/** What a call was given or gave back, as far as it serialises. */
export interface CallArgument {
  description?: Description;
  /** `null`: the end of candidates. */
  candidate?: CandidateInit | null;
  /** Label of a data channel, or kind of a track (`audio`, `video`). */
  label?: string;
}

/** What carries the messages of signaling from one application to the other; WebRTC leaves the choice to them (RFC 9429 §3.1). */
export type CarrierName = 'in-page' | 'broadcast-channel' | 'peerserver' | 'polling' | 'copy-paste';

/** What travels from one application to the other: never media, only that it is there, descriptions and candidates. */
export type SignalingMessage =
  | { kind: 'hello' }
  | { kind: 'description'; description: Description }
  | { kind: 'candidate'; candidate: CandidateInit }
  | { kind: 'end-of-candidates' };

/** What a message is, of what a row has room for. */
export type MessageKind = 'hello' | Description['type'] | 'candidate' | 'end-of-candidates';

/** Fields that every event has. */
export interface EventBase {
  /** Milliseconds since the trace began, from a monotonic clock; fractions kept. Never decreases along a trace. */
  t: number;
  /** The end it happened at. */
  peer: PeerName;
  /** The page at that end told of it, and it was not seen here: `t` is as far off as the two clocks' offset is unsure. */
  heard?: true;
}

/** A connection was constructed (webrtc-pc, RTCPeerConnection constructor). */
export interface CreatedEvent extends EventBase {
  type: 'created';
  /** Number of ICE servers it was given. */
  iceServers: number;
  /** URLs of those servers, as `turn:127.0.0.1:3478?transport=udp`; never a credential. */
  urls?: string[];
  /** Which candidates may be used; absent where it was not chosen (webrtc-pc, RTCIceTransportPolicy enum). */
  policy?: 'all' | 'relay';
  /** Candidates to have ready before a description asks for them (webrtc-pc, iceCandidatePoolSize); absent for none. */
  pool?: number;
}

/** A method was called. Its `result` or `exception` follows and carries the same `id`. */
export interface CallEvent extends EventBase {
  type: 'call';
  /** Unique within the trace. */
  id: number;
  method: Method;
  argument?: CallArgument;
  /** Position in the script being stepped, from 1; absent when nobody stepped it. */
  step?: number;
}

/** A call returned, or its promise was fulfilled. */
export interface ResultEvent extends EventBase {
  type: 'result';
  id: number;
  method: Method;
  /** What createOffer and createAnswer gave. */
  description?: Description;
  /** What `localDescription` or `remoteDescription` holds after a set call; null after a rollback to nothing. */
  applied?: Description | null;
}

/** A call threw, or its promise was rejected. */
export interface ExceptionEvent extends EventBase {
  type: 'exception';
  id: number;
  method: Method;
  /** DOMException name, as `InvalidStateError`. */
  name: string;
  /** The browser's own words. */
  message: string;
}

/** A state attribute changed. */
export interface StateEvent extends EventBase {
  type: 'state';
  attribute: StateAttribute;
  /** The value of the W3C enum, as `have-local-offer`. */
  value: string;
}

/** `icecandidate` fired (webrtc-pc, RTCPeerConnectionIceEvent). */
export interface CandidateEvent extends EventBase {
  type: 'candidate';
  /** `null`: gathering is complete. */
  candidate: CandidateInit | null;
  /** The server that a srflx or relay candidate came from, where the browser says (webrtc-pc, RTCIceCandidate `url`). */
  url?: string;
  /** How a relay candidate's allocation is reached (webrtc-pc, RTCIceCandidate `relayProtocol`). */
  relayProtocol?: 'udp' | 'tcp' | 'tls';
}

/** `icecandidateerror` fired (webrtc-pc, RTCPeerConnectionIceErrorEvent). */
export interface CandidateErrorEvent extends EventBase {
  type: 'candidate-error';
  url: string;
  errorCode: number;
  errorText: string;
}

/** An application handed a message to the signaling channel. */
export interface SentEvent extends EventBase {
  type: 'sent';
  /** Unique within the trace; the `received` event of the other end carries the same. */
  message: number;
  body: SignalingMessage;
  step?: number;
}

/** The signaling channel handed a message to an application. */
export interface ReceivedEvent extends EventBase {
  type: 'received';
  message: number;
  /** What it was, where the end that sent it may never tell: it tells of itself over a way that need not open. */
  kind?: MessageKind;
}

/** `negotiationneeded`, `track` or `datachannel` fired. */
export interface FiredEvent extends EventBase {
  type: 'fired';
  event: 'negotiationneeded' | 'track' | 'datachannel';
  /** Kind of the track or label of the channel. */
  label?: string;
}

/** A data channel changed its readyState (webrtc-pc, RTCDataChannel). */
export interface ChannelEvent extends EventBase {
  type: 'channel';
  label: string;
  state: 'connecting' | 'open' | 'closing' | 'closed';
}

/** One message on a data channel, at the end that sent it and again at the end that received it. */
export interface DataEvent extends EventBase {
  type: 'data';
  direction: 'sent' | 'received';
  label: string;
  /** Payload size in bytes. */
  bytes: number;
  /** The payload, when it is text of at most 200 characters. */
  text?: string;
}

/** The other end said that a text on a data channel has arrived; told over the same connection. */
export interface AcknowledgedEvent extends EventBase {
  type: 'acknowledged';
  label: string;
  /** Milliseconds from sending the text to hearing that it arrived. */
  roundTrip: number;
}

/** A carrier of signaling began or ceased to carry at this end. */
export interface CarrierEvent extends EventBase {
  type: 'carrier';
  carrier: CarrierName;
  /** `cut`: the reader left it. `lost`: it went by itself. `closed`: the run ended, or this end followed one that left. */
  state: 'open' | 'lost' | 'cut' | 'closed';
  /** Why, in the carrier's own words, as `1006`. */
  reason?: string;
}

/**
 * One question and answer that compare the two ends' clocks (RFC 5905 §8): `sent` and `returned` by this end's clock, `received`
 * and `answered` by the other's; each in ms since that end's trace began.
 */
export interface PingEvent extends EventBase {
  type: 'ping';
  over: 'signaling' | 'data';
  sent: number;
  received: number;
  answered: number;
  returned: number;
}

/** A sample of getStats, reduced to what the views draw (webrtc-stats). */
export interface StatsEvent extends EventBase {
  type: 'stats';
  /** Bytes that the transport has sent and received since it began. */
  bytesSent: number;
  bytesReceived: number;
  /** Round-trip time of the selected pair in ms. */
  roundTripTime?: number;
  /** Frames of video decoded and of audio samples received, since the track began. */
  framesDecoded?: number;
  samplesReceived?: number;
  pairs: PairSample[];
  /** This end's role in choosing the pair (RFC 8445 §6.1.1), where the browser says. */
  role?: 'controlling' | 'controlled';
  /** The candidates that `pairs` name by their ids; only a run that draws the check list has them. */
  candidates?: CandidateSample[];
}

/** A candidate as RTCIceCandidateStats has it: a peer-reflexive one is announced nowhere else. */
export interface CandidateSample {
  id: string;
  end: 'local' | 'remote';
  type: 'host' | 'srflx' | 'prflx' | 'relay';
  /** `udp` or `tcp`. */
  protocol: string;
  /** Empty where the browser hides it. */
  address: string;
  port: number;
  priority: number;
  url?: string;
  relayProtocol?: 'udp' | 'tcp' | 'tls';
}

/** One candidate pair of RTCIceCandidatePairStats. */
export interface PairSample {
  /** `candidate-type protocol address:port`, address as the browser shows it. */
  local: string;
  remote: string;
  /** webrtc-stats, RTCStatsIceCandidatePairState; `cancelled` is Firefox's own, of a pair that another was preferred to. */
  state: 'frozen' | 'waiting' | 'in-progress' | 'failed' | 'succeeded' | 'cancelled';
  nominated: boolean;
  selected: boolean;
  requestsSent: number;
  responsesReceived: number;
  /** The next: only in a run that draws the check list. Ids of the pair and of its candidates, of this connection alone. */
  id?: string;
  localId?: string;
  remoteId?: string;
  requestsReceived?: number;
  responsesSent?: number;
  /** Of the last check, in ms. */
  roundTripTime?: number;
}

export type TraceEvent =
  | CreatedEvent
  | CallEvent
  | ResultEvent
  | ExceptionEvent
  | StateEvent
  | CandidateEvent
  | CandidateErrorEvent
  | SentEvent
  | ReceivedEvent
  | FiredEvent
  | ChannelEvent
  | DataEvent
  | AcknowledgedEvent
  | CarrierEvent
  | PingEvent
  | StatsEvent
  | PathEvent;

/** A trace as it is stored, copied and shared. */
export interface TraceFile {
  format: 'trickle-trace';
  version: number;
  /** Name and version of the browser, as `Chromium 156`. */
  browser: string;
  /** Number of `events`, so that a file that was cut off is known for one. */
  count: number;
  events: TraceEvent[];
}
