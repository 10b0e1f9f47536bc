/** What the trace holds of the path: the pair that is used, and what our own STUN and TURN server saw of it. */
import type { EventBase } from './trace.ts';

/** `selectedcandidatepairchange` fired (webrtc-pc, RTCIceTransport); the two as `a=candidate` lines, empty where hidden. */
export interface SelectedPairEvent extends EventBase {
  type: 'selected-pair';
  local: string;
  remote: string;
}

/** Why a server passed a packet no further. */
export type PacketFate =
  /** The reader asked for it: lost by chance, cut, or no room left in the queue of a slow line. */
  | 'lost'
  | 'cut'
  | 'queue-full'
  /** RFC 8656 §9: nobody gave its sender a permission. */
  | 'no-permission'
  /** The address is one that the server relays nothing to. */
  | 'forbidden-peer'
  | 'malformed'
  /** The STUN server was told to say nothing. */
  | 'unanswered';

/**
 * Our STUN and TURN server received or sent a packet, and told the page whose credential or port it went by. `peer` is the end whose
 * packet it was or will be; `t` is when this page heard of it.
 */
export interface PacketEvent extends EventBase {
  type: 'packet';
  /** When the server saw it, in ms on this trace's clock; as unsure as the offset of the two clocks. */
  seenAt: number;
  /** `client`: between the connection and the server. `peer`: between the relayed address and the other end (RFC 8656 §3). */
  leg: 'client' | 'peer';
  /** As the server sees it. */
  direction: 'in' | 'out';
  transport: 'udp' | 'tcp' | 'tls';
  /** `192.0.2.1:51620`, `[2001:db8::1]:51620`. */
  from: string;
  to: string;
  /** Length in bytes, without UDP, TCP and IP headers. */
  bytes: number;
  /** A STUN message whole, in ChannelData as well; of anything else its first 24 bytes; in hexadecimal. */
  hex: string;
  fate?: PacketFate;
  /** Milliseconds it was held back because the reader asked for delay, jitter or a slow line. */
  held?: number;
}

/** Packets and bytes that went one way through an allocation since it was made: into the server, out of it, and what stayed there. */
export interface RelayedCount {
  packetsIn: number;
  packetsOut: number;
  bytesIn: number;
  bytesOut: number;
  /** By the reader's wish: loss, cut, slow line. */
  dropped: number;
  /** Packets that RFC 8656 or the server's own rules let no further. */
  refused: number;
}

/** What our TURN server holds for a page's allocation at a moment; seconds count down to what the client must refresh. */
export interface AllocationSample {
  /** Unique within the trace. */
  id: number;
  /** The transport address lent, as `127.0.0.1:49160`. */
  relayed: string;
  /** The client's, as the server sees it. */
  client: string;
  transport: 'udp' | 'tcp' | 'tls';
  expiresIn: number;
  /** An IP address each, any port (RFC 8656 §9). */
  permissions: { address: string; expiresIn: number }[];
  /** A number from 0x4000 to 0x4FFF for an address and port each (RFC 8656 §12). */
  channels: { number: number; peer: string; expiresIn: number }[];
  /** From the client to its peers, and from them to the client. */
  toPeer: RelayedCount;
  toClient: RelayedCount;
}

/** Our TURN server told what it holds; several times a second while it changes. */
export interface RelayEvent extends EventBase {
  type: 'relay';
  seenAt: number;
  allocations: AllocationSample[];
}

/** What the reader asks the relay to do to a path, both ways. */
export interface Impairment {
  /** Share of packets lost, 0 to 1. */
  loss: number;
  /** Milliseconds each packet is held, and how much more or less at most. */
  delay: number;
  jitter: number;
  /** bit/s; null: as fast as it can. */
  rate: number | null;
  /** Share of packets that are let pass by the next, and of those that are sent twice, 0 to 1. */
  reorder: number;
  duplicate: number;
  /** Nothing passes. */
  cut: boolean;
}

/** The relay began to treat a page's packets so. */
export interface ImpairmentEvent extends EventBase, Impairment {
  type: 'impairment';
}

export type PathEvent = SelectedPairEvent | PacketEvent | RelayEvent | ImpairmentEvent;
