/**
 * A relayed call as rows: what the client asked of the TURN server, what it answered, and what passed through, each packet of data
 * with the other half of its way. Rows are appended as the trace grows; a row is shown from its first packet on.
 */
import type { AllocationSample, PacketEvent } from './path-events.ts';
import type { PeerName, TraceEvent } from './trace.ts';
import { type DataPacket, readPacket, type TurnPacket } from './turn-packet.ts';

/** One packet on one side of the relay. */
export interface Passage {
  /** Index of the event in the trace. */
  index: number;
  event: PacketEvent;
}

/** A packet of a row; `index`: of the event by which its way is known whole. */
export interface PassedPacket {
  index: number;
  event: PacketEvent;
  data?: DataPacket;
}

/** A request to the server, an answer of it, or data passing through; some data of one kind are one row. */
export interface TurnRow {
  /** Index of the event that began it, by which it is known. */
  key: number;
  /** Ms from the first packet of the trace, as the server saw them. */
  at: number;
  /** The end whose allocation it is. */
  peer: PeerName;
  kind: 'request' | 'success' | 'error' | 'to-peer' | 'to-client';
  /** The request or answer itself. */
  turn?: TurnPacket;
  /** It asks again for what was refused, or for more time. */
  again: boolean;
  /** What the data are; absent on requests and answers. */
  data?: DataPacket;
  /** The first packet between client and server, and between server and peer. */
  client?: Passage;
  peerSide?: Passage;
  /** They came through after the path had been cut and mended. */
  isMended?: true;
  /** Those that came through or were stopped, as they were on the client's side where they have been there. */
  packets: PassedPacket[];
}

function kindOf(turn: TurnPacket): 'success' | 'error' | 'request' {
  return turn.class === 'success' || turn.class === 'error' ? turn.class : 'request';
}

/** How a row of data is recognised as one that is there already. */
const keyOf = (peer: PeerName, kind: TurnRow['kind'], { wrapper, inner, channel }: DataPacket): string =>
  [peer, kind, wrapper === 'bare' ? '' : `${wrapper}${channel ?? ''}`, inner].join(' ');

/** Ms in which a packet that came in on one side goes out on the other, with whatever delay the reader wished. */
const longestWay = 2000;

export class TurnTimeline {
  /** The end whose allocation is followed. */
  readonly peer: PeerName;
  readonly rows: TurnRow[] = [];
  /** Numbers of events after which each row is complete enough to be shown. */
  readonly boundaries: number[] = [];
  readonly #refused = new Set<string>();
  readonly #done = new Set<string>();
  /** Rows that further data of their kind join, until something else is asked or answered. */
  #open = new Map<string, TurnRow>();
  /** Data that came in and have not been seen to go out; of what flows the server tells samples, and some halves never. */
  #waiting: { kind: TurnRow['kind']; data: DataPacket; side: Passage }[] = [];
  #zero: number | undefined;
  #count = 0;
  #isCut = false;
  #isMended = false;

  constructor(peer: PeerName = 'a', events: Iterable<TraceEvent> = []) {
    this.peer = peer;
    for (const event of events) this.append(event);
  }

  /** Takes any event of a trace; rows are of this end's packets, their times count from the first packet of either. */
  append(event: TraceEvent): void {
    const index = this.#count;
    this.#count += 1;
    if (event.type === 'impairment') this.#impaired(event.cut);
    if (event.type !== 'packet') return;
    this.#zero ??= event.seenAt;
    if (event.peer !== this.peer) return;
    const reading = readPacket(event);
    if (reading.kind === 'turn' && reading.method === 'Binding') this.#bound(event, index, reading);
    else if (reading.kind === 'turn') this.#turn(event, index, reading);
    else if (reading.kind === 'data') this.#data(event, index, reading);
  }

  /** Number of rows that have begun within the first `count` events. */
  rowsAt(count: number): number {
    const later = this.rows.findIndex(({ key }) => key >= count);
    return later < 0 ? this.rows.length : later;
  }

  /** What passes before a cut and what passes after it are not one row. */
  #impaired(cut: boolean): void {
    if (cut === this.#isCut) return;
    this.#isMended = !cut;
    this.#isCut = cut;
    this.#open = new Map();
  }

  #begin(row: Omit<TurnRow, 'at' | 'packets'>, event: PacketEvent): TurnRow {
    const begun = { ...row, at: event.seenAt - (this.#zero ?? 0), packets: [] };
    this.rows.push(begun);
    this.boundaries.push(row.key + 1);
    return begun;
  }

  #turn(event: PacketEvent, index: number, turn: TurnPacket): void {
    const { peer } = event;
    const kind = kindOf(turn);
    const asked = [peer, turn.method, turn.channel ?? turn.peers.join(' ')].join(' ');
    const isAnswer = this.#refused.has(`${peer} ${turn.method}`) && turn.signed;
    const again = kind === 'request' && (isAnswer || (turn.signed && this.#done.has(asked)));
    if (turn.error?.code === 401 || turn.error?.code === 438) this.#refused.add(`${peer} ${turn.method}`);
    if (kind === 'success') this.#refused.delete(`${peer} ${turn.method}`);
    if (kind === 'request' && turn.signed) this.#done.add(asked);
    this.#open = new Map();
    const row = this.#begin({ key: index, peer, kind, turn, again, client: { index, event } }, event);
    row.packets.push({ index, event });
  }

  /** A browser asks for its reflexive address again and again, to keep the way to the server open (RFC 8445 §11). */
  #bound(event: PacketEvent, index: number, turn: TurnPacket): void {
    const kind = kindOf(turn);
    const known = this.rows.find((row) => row.kind === kind && row.turn?.method === turn.method);
    const client = { index, event };
    const row = known ?? this.#begin({ key: index, peer: this.peer, kind, turn, again: false, client }, event);
    row.packets.push(client);
  }

  #data(event: PacketEvent, index: number, data: DataPacket): void {
    const isIn = event.direction === 'in';
    const kind = (event.leg === 'client') === isIn ? 'to-peer' : 'to-client';
    if (!isIn) this.#wentOut(event, index, data, kind);
    else this.#cameIn(event, index, data, kind);
  }

  /** What comes in and is stopped is a row; what is not, waits until it is seen to go out, so that both halves are known. */
  #cameIn(event: PacketEvent, index: number, data: DataPacket, kind: TurnRow['kind']): void {
    const side: Passage = { index, event };
    if (!event.fate) {
      this.#waiting = this.#waiting.filter(
        ({ side: { event: earlier } }) => event.seenAt - earlier.seenAt < longestWay,
      );
      this.#waiting.push({ kind, data, side });
      return;
    }
    const key = `${keyOf(event.peer, kind, data)} ${event.fate}`;
    const sides = event.leg === 'client' ? { client: side } : { peerSide: side };
    const row = this.#joined(key, { key: index, kind, data, ...sides }, event);
    row.packets.push({ index, event, data });
  }

  #wentOut(event: PacketEvent, index: number, data: DataPacket, kind: TurnRow['kind']): void {
    const place = this.#waiting.findIndex((each) => each.kind === kind && each.data.head === data.head);
    const [found] = place < 0 ? [] : this.#waiting.splice(place, 1);
    if (!found) return;
    const side: Passage = { index, event };
    const [client, peerSide] = event.leg === 'client' ? [side, found.side] : [found.side, side];
    const wrapped = event.leg === 'client' ? data : found.data;
    const row = this.#joined(
      keyOf(event.peer, kind, wrapped),
      { key: index, kind, data: wrapped, client, peerSide },
      found.side.event,
    );
    row.packets.push({ index, event: client.event, data: wrapped });
  }

  /** The row of that kind which is open, or a new one. */
  #joined(
    key: string,
    row: Pick<TurnRow, 'key' | 'kind' | 'data' | 'client' | 'peerSide'>,
    event: PacketEvent,
  ): TurnRow {
    const mended = this.#isMended && !event.fate ? { isMended: true as const } : {};
    const joined = this.#open.get(key) ?? this.#begin({ ...row, ...mended, peer: this.peer, again: false }, event);
    this.#open.set(key, joined);
    return joined;
  }
}

/** A lifetime that the server counts down for a client. */
export interface Holding {
  kind: 'allocation' | 'permission' | 'channel';
  /** The address lent, the address let in, the channel's number and peer. */
  what: string;
  /** In seconds. */
  expiresIn: number;
  /** What it is set to when it is made or renewed, in seconds. */
  lifetime: number;
}

/** Seconds that a permission and a channel's binding last (RFC 8656 §9, §12). */
export const permissionLifetime = 300;
export const channelLifetime = 600;

/** The lifetime that a server gives where the client asks for none longer, in seconds (RFC 8656 §3.2). */
export const defaultLifetime = 600;

/** A channel's number as RFC 8656 writes it: `0x4000`. */
export const channelText = (channel: number): string => `0x${channel.toString(16).toUpperCase()}`;

const holdingKinds: readonly Holding['kind'][] = ['allocation', 'permission', 'channel'];

/** What is held for an end, from a sample that is `elapsed` ms old; what has run out is not held any more. */
export function holdingsOf(
  allocations: readonly AllocationSample[],
  elapsed: number,
  lifetime = defaultLifetime,
): Holding[] {
  const all = allocations.flatMap(({ relayed, expiresIn, permissions, channels }): Holding[] => [
    { kind: 'allocation', what: relayed, expiresIn, lifetime: Math.max(lifetime, expiresIn) },
    ...permissions.map(
      (each): Holding => ({
        kind: 'permission',
        what: each.address,
        expiresIn: each.expiresIn,
        lifetime: permissionLifetime,
      }),
    ),
    ...channels.map(
      (each): Holding => ({
        kind: 'channel',
        what: `${channelText(each.number)} ${each.peer}`,
        expiresIn: each.expiresIn,
        lifetime: channelLifetime,
      }),
    ),
  ]);
  const inOrder = holdingKinds.flatMap((kind) => all.filter((each) => each.kind === kind));
  return inOrder
    .map((each) => ({ ...each, expiresIn: each.expiresIn - elapsed / 1000 }))
    .filter(({ expiresIn }) => expiresIn > 0);
}

/** What the client must ask for by when, or lose it: nobody has asked yet, so it is what the RFC schedules, not what was seen. */
export interface Due {
  kind: Holding['kind'];
  /** Ms from the first packet of the trace. */
  by: number;
  /** In seconds. */
  lifetime: number;
  what: string;
}

/** What falls due, the soonest first, one of each kind; from a sample seen `at` ms after the first packet. */
export function dueOf(holdings: readonly Holding[], at: number): Due[] {
  const kinds: readonly Holding['kind'][] = ['permission', 'channel', 'allocation'];
  const due = kinds.flatMap((kind): Due[] => {
    const [soonest] = holdings.filter((each) => each.kind === kind).sort((one, two) => one.expiresIn - two.expiresIn);
    return soonest ? [{ kind, by: at + soonest.expiresIn * 1000, lifetime: soonest.lifetime, what: soonest.what }] : [];
  });
  return due.sort((one, two) => one.by - two.by);
}

/** How many packets of a kind passed in the first `count` events of a row, and how many of them went no further. */
export function passedAt({ packets }: TurnRow, count: number): { packets: number; stopped: number; bytes: number } {
  const seen = packets.filter(({ index }) => index < count);
  return {
    packets: seen.length,
    stopped: seen.filter(({ event }) => event.fate !== undefined).length,
    bytes: seen.reduce((sum, { event }) => sum + event.bytes, 0),
  };
}
