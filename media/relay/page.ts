/** What a page may be told of its own packets, and may ask for them: the seam between the relay and its control. */
import type { PacketFate } from '#domain/path-events.ts';

export type ClientTransport = 'udp' | 'tcp' | 'tls';

/** A packet that the relay received or sent. Its bytes are the server's: nobody writes into them. */
export interface SeenPacket {
  /** Milliseconds since 1970, on the server's clock. */
  at: number;
  /** `client`: between the connection and the server. `peer`: between the relayed address and the other end (RFC 8656 §3). */
  leg: 'client' | 'peer';
  /** As the server sees it. */
  direction: 'in' | 'out';
  /** How the client reaches the server; `udp` on the leg to the peer. */
  transport: ClientTransport;
  /** `192.0.2.1:51620`, `[2001:db8::1]:51620`. */
  from: string;
  to: string;
  bytes: Uint8Array;
  /** The allocation it went through, as in `AllocationSample.id`; none of a Binding request and what precedes an allocation. */
  allocation: number | undefined;
  /** Why it went no further, of a packet that came in. */
  fate: PacketFate | undefined;
  /** Milliseconds that the path held it, of a packet that goes out. */
  held: number | undefined;
}

/** What the relay tells of the packets of one username, and of the ports that are its own. */
export interface RelayEvents {
  packet(packet: SeenPacket): void;
  /** What `Relay.allocationsOf` answers is no longer the same; of counts alone nothing is said. */
  allocationsChanged(): void;
}

/** What a path is asked about: one packet that the relay would pass on at once, or a Binding request that it would answer. */
export interface Crossing {
  /** `data` is what crosses an allocation, with no STUN or ChannelData header counted; `binding` is an answer to plain STUN. */
  kind: 'data' | 'binding';
  /** Whither it goes; a Binding response goes to the client. */
  towards: 'peer' | 'client';
  bytes: number;
  /** None of a Binding response. */
  allocation: number | undefined;
}

/** What becomes of a packet: once for each number, after so many milliseconds, or nothing and why. */
export type Passage = readonly number[] | Extract<PacketFate, 'lost' | 'cut' | 'queue-full' | 'unanswered'>;

/** The way of a page's packets through the relay, as the reader wants it: `passage` answers at once, and the relay keeps the time. */
export interface Path {
  passage(crossing: Crossing, at: number): Passage;
}

/** What a page has to do with the relay, under the username that it was given. */
export interface Page {
  events?: RelayEvents | undefined;
  path?: Path | undefined;
  /** Allocations at a time, where the relay's own quota is not wanted. */
  quota?: number | undefined;
}
