/** What the network of the NAT lab looks like at a moment, as data: who stands where, and one packet on its way. */
import type { Side } from '#domain/nat/side.ts';

export interface Named {
  name: string;
  address: string;
}

/** A packet's header as a box: as it was sent, as it passed, as it is now, or as it would have been. */
export interface HeaderBox {
  look: 'then' | 'now' | 'would-be';
  title: string;
  /** To the right of the title of what is now. */
  kind?: string;
  source: string;
  destination: string;
  /** The part that a NAT has just rewritten. */
  changed?: 'source' | 'destination';
}

/** Why a packet was turned away: the row it came closest to and what came, one above the other, and what differs. */
export interface Reason {
  rows: readonly { label: string; same: string; differs: string }[];
  verdict: string;
}

export interface RefusalBox extends Reason {
  at: Side;
}

export interface PacketPicture {
  /** Whose packet it is; `infra` is a server's. */
  owner: Side | 'infra';
  boxes: Partial<Record<Side | 'public', HeaderBox>>;
  /** Its way so far, place by place. */
  way: readonly (Side | 'public' | 'stun' | 'relay')[];
  /** What the NAT did to it, below it. */
  note: string;
  refusal?: RefusalBox;
}

export interface NetworkPicture {
  /** The picture as one sentence. */
  label: string;
  regions: Readonly<Record<Side | 'public', string>>;
  peers: Readonly<Record<Side, Named>>;
  nats: Readonly<Record<Side, Named>>;
  /** Whether the wall has a hole: not before something is mapped. */
  isOpen: Readonly<Record<Side, boolean>>;
  servers: Readonly<Record<'stun' | 'relay', Named>>;
  packet?: PacketPicture;
  /** A check that was refused before, and is still without an answer. */
  trail?: { from: Side; text: string };
  /** What joins both peers: the signaling, the path that was found, or nothing that passes (`stopped`). */
  link?: { by: 'signaling' | 'direct' | 'relay' | 'stopped'; text: string };
}
