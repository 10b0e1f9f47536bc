/** The rows of a call as the picture shows them, and the sentence that goes with each. */
import type { PacketEvent } from '#domain/path-events.ts';
import type { PeerName } from '#domain/trace.ts';
import type { DataPacket, Inner, TurnPacket } from '#domain/turn-packet.ts';
import { channelText, type Due, passedAt, type TurnRow } from '#domain/turn-timeline.ts';
import { fill } from '#i18n/fill.ts';
import type { RelayArrow, RelayPictureRow } from '#views/relay-timeline.ts';
import type { RelayWords } from './words.ts';

/** An address without its port, of which a permission knows none: `203.0.113.88` (RFC 8656 §9). */
export const hostOf = (address: string): string => address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

export const otherEnd = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');

/** Both ends by their names: whose allocation it is, and who is on its other side. */
export const namesOf = (peer: PeerName): Record<'client' | 'peer', string> => ({
  client: peer.toUpperCase(),
  peer: otherEnd(peer).toUpperCase(),
});

/** Whether what passes is STUN between the peers, which is signed and not encrypted (RFC 8445 §7.2.2). */
export const isStunInner = (inner: Inner | undefined): inner is 'check' | 'answer' | 'keepalive' =>
  inner === 'check' || inner === 'answer' || inner === 'keepalive';

/** `61 ms`, `12.3 s`. */
export function timeText(ms: number, words: Pick<RelayWords, 'milliseconds' | 'seconds'>): string {
  if (ms >= 10_000) return fill(words.seconds, { s: (ms / 1000).toFixed(1) });
  return fill(words.milliseconds, { ms: Math.round(ms) });
}

/** What goes around the packet, in bytes; undefined where only its bare side has been seen. */
export function overheadOf({ client, data }: TurnRow): number | undefined {
  return client && data ? client.event.bytes - data.innerBytes : undefined;
}

function turnDetail(turn: TurnPacket, event: PacketEvent, { details }: RelayWords): string | undefined {
  const { lifetime, relayed, peers } = turn;
  if (turn.class === 'error')
    return turn.error?.code === 401 || turn.error?.code === 438 ? details.challenge : undefined;
  if (relayed) return fill(details.relayed, { relayed });
  if (turn.class === 'success') return lifetime ? fill(details.lifetime, { lifetime }) : undefined;
  if (turn.method === 'Allocate') {
    return turn.signed ? details.signed : fill(details.unsigned, { transport: event.transport.toUpperCase() });
  }
  if (turn.method === 'Refresh') return lifetime === 0 ? details.released : details.signed;
  const [peer] = peers;
  if (!peer) return undefined;
  if (turn.method === 'ChannelBind') return fill(details.forPeer, { peer });
  const values = { peer: hostOf(peer), count: peers.length - 1 };
  return fill(peers.length > 1 ? details.forPeers : details.forPeer, values);
}

function turnText(row: TurnRow, turn: TurnPacket, words: RelayWords): string {
  if (turn.error) return `${turn.error.code} ${turn.error.reason}`;
  if (turn.class === 'success') return fill(words.success, { method: turn.method });
  const method = turn.channel === undefined ? turn.method : `${turn.method} ${channelText(turn.channel)}`;
  return row.again ? fill(words.again, { method }) : method;
}

function turnArrow(row: TurnRow, turn: TurnPacket, words: RelayWords): RelayArrow {
  const asks = row.kind === 'request';
  const event = row.client?.event;
  const detail = event && turnDetail(turn, event, words);
  const fate = event?.fate;
  return {
    hue: asks ? row.peer : row.kind === 'error' ? 'bad' : 'infra',
    rightwards: asks,
    text: turnText(row, turn, words),
    ...(fate ? { detail: words.fates[fate], stopped: true } : detail ? { detail } : {}),
  };
}

/** What a packet of data is called on the client's side: `ChannelData 0x4000`. */
function wrapperText({ wrapper, channel }: DataPacket): string {
  if (wrapper === 'channel') return `ChannelData ${channelText(channel ?? 0)}`;
  return wrapper === 'send' ? 'Send indication' : 'Data indication';
}

function dataArrows(
  row: TurnRow,
  data: DataPacket,
  count: number,
  words: RelayWords,
): Pick<RelayPictureRow, 'left' | 'right'> {
  const { packets } = passedAt(row, count);
  // of media the server tells samples; checks and the few packets of a handshake it tells one by one
  const times = data.inner === 'dtls' || isStunInner(data.inner) ? words.times : words.flows;
  const counted = (text: string): string => (packets > 1 ? fill(times, { text, count: packets }) : text);
  const rightwards = row.kind === 'to-peer';
  const hue = rightwards ? row.peer : otherEnd(row.peer);
  const overhead = overheadOf(row);
  const around = fill(words.details.around, { overhead: overhead ?? 0, inner: words.inner[data.inner] });
  const { fate } = (row.client ?? row.peerSide)?.event ?? {};
  const ended = fate ? { detail: words.fates[fate], stopped: true } : {};
  const bare: RelayArrow = {
    hue,
    rightwards,
    text: words.bare[data.inner],
    detail: fill(words.details.bytes, { bytes: data.innerBytes }),
  };
  const wrapped: RelayArrow = { hue, rightwards, text: counted(wrapperText(data)), detail: around };
  if (fate && !rightwards) return { right: { ...bare, text: counted(bare.text), ...ended } };
  if (fate) return { left: { ...wrapped, ...ended } };
  return {
    ...(row.client ? { left: wrapped } : {}),
    ...(row.peerSide ? { right: row.client ? bare : { ...bare, text: counted(bare.text) } } : {}),
  };
}

/** A row of the picture as it was after the first `count` events; `aside` says what the row began. */
export function pictureRow(row: TurnRow, count: number, words: RelayWords, aside?: readonly string[]): RelayPictureRow {
  const base = { key: row.key, time: timeText(row.at, words), ...(aside ? { aside } : {}) };
  if (row.turn) return { ...base, left: turnArrow(row, row.turn, words) };
  return row.data ? { ...base, ...dataArrows(row, row.data, count, words) } : base;
}

/** What falls due, as two rows: the request and its answer, neither of them seen. */
export function plannedRows({ kind, by, lifetime }: Due, peer: PeerName, words: RelayWords): RelayPictureRow[] {
  const { text, answer, aside } = words.planned[kind];
  const asked: RelayArrow = { hue: peer, rightwards: true, text };
  const answered: RelayArrow = {
    hue: 'infra',
    rightwards: false,
    text: fill(answer, { lifetime: Math.round(lifetime) }),
  };
  const time = fill(words.byTime, { s: Math.round(by / 1000) });
  const key = { allocation: 0, permission: 2, channel: 4 }[kind];
  return [
    { key, time, left: asked, aside },
    { key: key + 1, time: '', left: answered },
  ];
}

type Says = Exclude<keyof RelayWords['says'], 'begin' | 'mended'>;

function saysOfAnswer({ method, error, lifetime }: TurnPacket, isFirst: boolean): Says {
  if (error) {
    // a nonce that has grown old is no refusal either (RFC 8489 §9.2.4)
    if (error.code === 438) return 'challenge';
    if (error.code === 401) return isFirst ? 'challenge' : 'unauthorized';
    return error.code === 486 ? 'quota' : error.code === 403 ? 'forbidden' : 'error';
  }
  const of: Readonly<Record<string, Says>> = {
    Allocate: 'allocated',
    CreatePermission: 'permitted',
    ChannelBind: 'bound',
    Refresh: lifetime === 0 ? 'released' : 'refreshed',
  };
  return of[method] ?? 'mapped';
}

function saysOfRequest({ method, signed, lifetime }: TurnPacket): Says {
  const of: Readonly<Record<string, Says>> = {
    Allocate: signed ? 'allocateAgain' : 'allocate',
    CreatePermission: 'permit',
    ChannelBind: 'bind',
    Refresh: lifetime === 0 ? 'released' : 'refresh',
  };
  return of[method] ?? 'binding';
}

function saysOfData({ kind, data, client, peerSide }: TurnRow): Says {
  if ((client ?? peerSide)?.event.fate) return 'stopped';
  if (data?.wrapper === 'channel') return kind === 'to-peer' ? 'channel-to-peer' : 'channel-to-client';
  return data?.wrapper === 'send' ? 'send' : 'data';
}

/** Which sentence belongs to a row; the first 401 to an Allocate is no failure, a later one is. */
export function saysOf(row: TurnRow, rows: readonly TurnRow[]): Says {
  const { turn } = row;
  if (!turn) return saysOfData(row);
  if (row.kind === 'request') return saysOfRequest(turn);
  const isFirst = !rows.some(
    (each) => each.key < row.key && each.kind === 'error' && each.turn?.method === turn.method,
  );
  return saysOfAnswer(turn, isFirst);
}

/** The last refusal that was none of course: the row that a reader should not miss. */
export const refusalIn = (rows: readonly TurnRow[]): TurnRow | undefined =>
  rows.findLast((row) => row.turn?.error && saysOf(row, rows) !== 'challenge');

/** What a refusal was, and when: `403 Forbidden, at 85 ms`. */
export const refusalText = (row: TurnRow, words: RelayWords): string =>
  fill(words.refused, { what: row.turn ? turnText(row, row.turn, words) : '', time: timeText(row.at, words) });

/** What a row is about, in code: `ChannelData 0x4000, 112 bytes`. */
export function codeOf(row: TurnRow, words: RelayWords): string {
  const event = (row.client ?? row.peerSide)?.event;
  const name = row.turn
    ? turnText(row, row.turn, words)
    : row.client && row.data
      ? wrapperText(row.data)
      : words.bare[row.data?.inner ?? 'other'];
  return `${name}, ${fill(words.details.bytes, { bytes: event?.bytes ?? 0 })}`;
}

/** The sentence of a row. A channel's answer does not name it, so the last request is asked. */
export function sentenceOf(row: TurnRow, rows: readonly TurnRow[], words: RelayWords): string {
  const event = (row.client ?? row.peerSide)?.event;
  const bound = rows.findLast(({ key, turn }) => key <= row.key && turn?.channel !== undefined)?.turn?.channel;
  const channel = row.data?.channel ?? row.turn?.channel ?? bound;
  const sentence = fill(words.says[saysOf(row, rows)], {
    ...namesOf(row.peer),
    code: row.turn?.error?.code,
    relayed: row.turn?.relayed,
    mapped: row.turn?.mapped ?? '',
    lifetime: row.turn?.lifetime,
    address: row.turn?.method === 'CreatePermission' ? hostOf(row.turn.peers[0] ?? '') : row.turn?.peers[0],
    channel: channel === undefined ? '' : channelText(channel),
    secrecy: words.secrecy[isStunInner(row.data?.inner) ? 'open' : 'sealed'],
    overhead: overheadOf(row) ?? 0,
    innerBytes: row.data?.innerBytes ?? 0,
    fate: event?.fate ? words.fates[event.fate] : '',
  });
  return row.isMended ? fill(words.says.mended, { sentence }) : sentence;
}
