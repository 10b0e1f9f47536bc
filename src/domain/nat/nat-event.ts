import type { NatCandidate } from './agent.ts';
import type { Admission, Contact } from './filtering.ts';
import type { Mapping } from './mapping.ts';
import type { Header, Refusal } from './nat.ts';
import type { Side } from './side.ts';
import type { TransportAddress } from './transport-address.ts';

/** Who a packet comes from or goes to. */
export type Party = Side | 'stun' | 'relay';

/** What a packet is. A check is a Binding request between the peers (RFC 8445 §2.2), its answer the response. */
export type Message = 'binding-request' | 'binding-response' | 'check' | 'answer';

/** A packet with its header on each part of its way, as far as it came. */
export interface Journey {
  readonly message: Message;
  readonly sender: Party;
  readonly receiver: Party;
  readonly asSent: Header;
  /** After the sender's NAT. */
  readonly outside?: Header;
  /** After the receiver's NAT; of a refused packet, what it would have been. */
  readonly inside?: Header;
}

/** A packet left a peer and its NAT; toward a server it has arrived. */
export interface LeavesEvent {
  readonly kind: 'leaves';
  readonly journey: Journey;
  readonly nat: Side;
  readonly mapping: Mapping;
  readonly isNewMapping: boolean;
  readonly isNewContact: boolean;
  /** The check was sent before. */
  readonly again?: true;
}

/** UDP is blocked: a packet never left. */
export interface BlockedEvent {
  readonly kind: 'blocked';
  readonly journey: Journey;
  readonly nat: Side;
}

/** A packet was let in by the receiver's NAT, and what the receiver made of it. */
export interface ArrivesEvent {
  readonly kind: 'arrives';
  readonly journey: Journey;
  readonly nat: Side;
  readonly admission: Admission;
  /** The candidate that the receiver has from it: its own by STUN, the other's by a check (RFC 8445 §5.1.1.1, §7.3.1.3). */
  readonly learned?: NatCandidate;
  /** Of an answer: whether it came from where its check had gone (RFC 8445 §7.2.5.2.1), and where that was. */
  readonly verdict?: 'succeeded' | 'asymmetric';
  readonly checked?: TransportAddress;
}

/** A packet was turned away by the receiver's NAT. */
export interface RefusedEvent {
  readonly kind: 'refused';
  readonly journey: Journey;
  readonly nat: Side;
  readonly refusal: Refusal;
}

/** A peer has a relayed address: Allocate, 401, Allocate, success (RFC 8656 §7), by UDP or, where that is blocked, by TCP. */
export interface AllocatesEvent {
  readonly kind: 'allocates';
  readonly side: Side;
  readonly transport: 'udp' | 'tcp';
  readonly relayed: NatCandidate;
  /** The rows that it made, by UDP. */
  readonly mapping?: Mapping;
  readonly contact?: Contact;
}

/** Signaling has carried both sides' candidates. */
export interface SignalsEvent {
  readonly kind: 'signals';
}

/** The checks that are left were sent again, met the same end, and timed out; `chase`: each answer only opened another port. */
export interface TimesOutEvent {
  readonly kind: 'times-out';
  readonly chase: boolean;
}

/** A peer permits an IP address at its relayed address: CreatePermission (RFC 8656 §10), by the way that its Allocate took. */
export interface PermitsEvent {
  readonly kind: 'permits';
  readonly side: Side;
  readonly address: string;
  readonly relayed: TransportAddress;
  /** Where the relay sees it; undefined: over TCP. */
  readonly client?: TransportAddress;
}

/** The relay passed a check or its answer on between a peer's relayed address and the other peer. */
export interface RelaysEvent {
  readonly kind: 'relays';
  readonly message: 'check' | 'answer';
  /** Whose packet it is. */
  readonly from: Side;
  /** Whose relayed address it passes. */
  readonly owner: Side;
  /** Where the relay sees the other peer. */
  readonly peer: TransportAddress;
  /** Who gets it. */
  readonly to: Side;
  /** From the relay through the receiver's NAT, and why it comes in there; undefined: over TCP. */
  readonly delivery?: { readonly journey: Journey; readonly admission: Admission };
}

/** The controlling agent nominated a pair (RFC 8445 §8.1.1); `local` and `remote` are A's. */
export interface SelectedEvent {
  readonly kind: 'selected';
  readonly path: Path;
  readonly local: NatCandidate;
  readonly remote: NatCandidate;
}

/** How two peers reach each other: by the addresses that STUN told, by one that a check told, or by the relay. */
export type Path = 'srflx' | 'prflx' | 'relay';

export type NatEvent =
  | LeavesEvent
  | BlockedEvent
  | ArrivesEvent
  | RefusedEvent
  | AllocatesEvent
  | SignalsEvent
  | TimesOutEvent
  | PermitsEvent
  | RelaysEvent
  | SelectedEvent;
