/** The messages of signaling as rows between two pages: when each was sent, when it arrived, and whether it could pass at all. */
import { messageKind } from './message-kind.ts';
import { SignalingWay, type WayChange } from './signaling-way.ts';
import type {
  CarrierEvent,
  CarrierName,
  MessageKind,
  PeerName,
  ReceivedEvent,
  SentEvent,
  TraceEvent,
} from './trace.ts';

/** What a message is, as far as its row tells. `message`: neither end tells what it was. */
export type MessageLabel = MessageKind | 'restart-offer' | 'message';

/**
 * `under-way`: sent, and not yet known to have arrived. `no-way`: it was sent while nothing could pass. `unheard`: it was sent
 * before the way closed, or while nobody was at the other end of it, and nobody could tell whether it arrived.
 */
export type Crossing = 'crossed' | 'under-way' | 'no-way' | 'unheard';

/** One message, or candidates that an end sent one after another. */
export interface MessageRow {
  kind: 'message';
  /** Tells the row from the others; the same in every longer prefix. */
  key: string;
  from: PeerName;
  label: MessageLabel;
  /** Number of candidates; otherwise 1. */
  count: number;
  /** The candidates are followed by the end of them. */
  ended: boolean;
  crossing: Crossing;
  /** Milliseconds since the trace began; of several, the first. `sentAt` is absent until the sender tells of it. */
  sentAt?: number;
  receivedAt?: number;
  /** Index of the last event that changed the row. */
  last: number;
}

/** Signaling stopped, opened again, or goes on over another carrier. */
export interface SeparatorRow {
  kind: 'separator';
  key: string;
  change: WayChange;
  /** The end it happened at first. */
  peer: PeerName;
  carrier: CarrierName;
  /** In the carrier's own words, as `1006`. */
  reason?: string;
  t: number;
  last: number;
}

export type ExchangeRow = MessageRow | SeparatorRow;

/**
 * What became of a message that has not arrived. `stopped`: it was made while nothing could pass, and waits. `unattended`: an open
 * carrier took it while the other end had left its own; a hello does not wait, the next is another.
 */
type Mishap = 'stopped' | 'unattended' | null;

/** One message of a row. */
interface Member {
  arrived: boolean;
  mishap: Mishap;
}

/** A row while the trace is being read. */
type Draft = Omit<MessageRow, 'crossing'> & { members: Member[] };

const other = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');

/** The first user name fragment of a description; a new one restarts ICE (RFC 8445 §9). */
const fragmentOf = (sdp: string): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];

/** Reads a trace once, first event to last. */
class Reading {
  readonly #rows: (Draft | SeparatorRow)[] = [];
  readonly #messages = new Map<number, { row: Draft; member: Member }>();
  readonly #way = new SignalingWay();
  /** The fragment that each end's connection goes by. */
  readonly #fragments: Partial<Record<PeerName, string>> = {};
  #separators = 0;

  take(event: TraceEvent, index: number): void {
    if (event.type === 'sent') this.#sent(event, index);
    else if (event.type === 'received') this.#received(event, index);
    else if (event.type === 'carrier') this.#carrier(event, index);
    else if (event.type === 'created') delete this.#fragments[event.peer];
  }

  rows(): ExchangeRow[] {
    return this.#rows.map((row) => {
      if (row.kind === 'separator') return row;
      const { members, ...rest } = row;
      return { ...rest, crossing: this.#crossing(members) };
    });
  }

  #crossing(members: readonly Member[]): Crossing {
    const missing = members.filter(({ arrived }) => !arrived);
    if (missing.length === 0) return 'crossed';
    if (missing.some(({ mishap }) => mishap === 'unattended')) return 'unheard';
    if (this.#way.passes) return 'under-way';
    return missing.some(({ mishap }) => mishap === 'stopped') ? 'no-way' : 'unheard';
  }

  #mishap({ peer, body }: SentEvent): Mishap {
    if (this.#way.passes) return null;
    return body.kind === 'hello' && this.#way.isOpenAt(peer) ? 'unattended' : 'stopped';
  }

  #sent(event: SentEvent, index: number): void {
    const label = this.#label(event);
    const early = this.#messages.get(event.message)?.row;
    if (early?.members.length === 1) early.label = label;
    const { row } = early ? { row: early } : this.#place(event.message, event.peer, label, this.#mishap(event));
    row.sentAt ??= event.t;
    row.last = index;
  }

  #received({ message, peer, kind, t }: ReceivedEvent, index: number): void {
    // without a row it is here before its sender has told of it
    const { row, member } = this.#messages.get(message) ?? this.#place(message, other(peer), kind ?? 'message', null);
    member.arrived = true;
    row.receivedAt ??= t;
    row.last = index;
  }

  /** Gives a message its row: one of its own, or that of the candidates before it. */
  #place(message: number, from: PeerName, label: MessageLabel, mishap: Mishap): { row: Draft; member: Member } {
    const row = this.#joined(from, label) ?? this.#begin(message, from, label);
    const member = { arrived: false, mishap };
    if (label === 'end-of-candidates' && row.label === 'candidate') row.ended = true;
    else row.count += 1;
    row.members.push(member);
    this.#messages.set(message, { row, member });
    return { row, member };
  }

  #carrier(event: CarrierEvent, index: number): void {
    const { peer, carrier, reason, t } = event;
    const change = this.#way.take(event);
    if (!change) return;
    this.#separators += 1;
    const row = { kind: 'separator', key: `separator-${this.#separators}`, change, peer, carrier, t } as const;
    this.#rows.push({ ...row, last: index, ...(reason === undefined ? {} : { reason }) });
  }

  #label({ peer, body }: SentEvent): MessageLabel {
    const kind = messageKind(body);
    if (body.kind !== 'description') return kind;
    const before = this.#fragments[peer];
    const fragment = fragmentOf(body.description.sdp);
    if (fragment !== undefined) this.#fragments[peer] = fragment;
    const restarts = before !== undefined && fragment !== undefined && fragment !== before;
    return kind === 'offer' && restarts ? 'restart-offer' : kind;
  }

  /** The last row, where a candidate of the same end belongs to it. */
  #joined(peer: PeerName, label: MessageLabel): Draft | undefined {
    const row = this.#rows.at(-1);
    if (row?.kind !== 'message' || row.from !== peer || row.label !== 'candidate' || row.ended) return undefined;
    return label === 'candidate' || label === 'end-of-candidates' ? row : undefined;
  }

  #begin(message: number, from: PeerName, label: MessageLabel): Draft {
    const key = `message-${message}`;
    const row: Draft = { kind: 'message', key, from, label, count: 0, ended: false, last: 0, members: [] };
    this.#rows.push(row);
    return row;
  }
}

/** The rows after the first events of a trace, in the order in which the messages were sent. */
export function exchangeRows(events: readonly TraceEvent[]): ExchangeRow[] {
  const reading = new Reading();
  events.forEach((event, index) => {
    reading.take(event, index);
  });
  return reading.rows();
}

/** The row that changed last; undefined where there is none. */
export function newestRow(rows: readonly ExchangeRow[]): ExchangeRow | undefined {
  return rows.reduce<ExchangeRow | undefined>(
    (newest, row) => (newest && newest.last > row.last ? newest : row),
    undefined,
  );
}
