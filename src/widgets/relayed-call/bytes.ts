/** One packet of the call in both wrappers: what was seen is drawn full, the other is reckoned. */

import type { PacketEvent } from '#domain/path-events.ts';
import {
  bytesOfParts,
  channelParts,
  indicationParts,
  overheadOf,
  seenParts,
  type WrapperPart,
} from '#domain/turn-overhead.ts';
import type { DataPacket } from '#domain/turn-packet.ts';
import type { TurnRow } from '#domain/turn-timeline.ts';
import { fill } from '#i18n/fill.ts';
import type { BytesBar } from '#views/relay-bytes.ts';
import { flowAt, type Moment } from './pictures.ts';
import type { RelayWords } from './words.ts';

/** A packet to lay out: that of the row the reader is at, or else the smallest of media that has passed. */
export interface LaidOut {
  data: DataPacket;
  /** It on the client's side. */
  event: PacketEvent;
  row: TurnRow;
  isChosen: boolean;
}

export function packetToLayOut({ run, cursor }: Moment): LaidOut | undefined {
  const rows = run.rows(cursor);
  const last = rows.at(-1);
  if (last?.data && last.client) return { data: last.data, event: last.client.event, row: last, isChosen: true };
  const wrapped = rows.flatMap((row) =>
    row.packets.flatMap(({ index, event, data }) =>
      data && data.wrapper !== 'bare' && index < cursor ? [{ data, event, row }] : [],
    ),
  );
  const media = wrapped.filter(({ data }) => data.inner === 'srtp');
  const [smallest] = (media.length > 0 ? media : wrapped).sort((one, two) => one.data.innerBytes - two.data.innerBytes);
  return smallest && { ...smallest, isChosen: false };
}

const isIpv6 = (address: string | undefined): boolean => address?.startsWith('[') ?? false;

interface Wrapped {
  name: 'send' | 'channel';
  parts: WrapperPart[];
  seen: boolean;
}

function wrappedTwice({ data, event, row }: LaidOut): Wrapped[] {
  const isStream = event.transport !== 'udp';
  const peer = row.peerSide?.event;
  const family = isIpv6(data.peer ?? (peer?.direction === 'in' ? peer.from : peer?.to)) ? 6 : 4;
  const isChannel = data.wrapper === 'channel';
  return [
    {
      name: 'send',
      parts: seenParts(event.hex) ?? indicationParts(data.innerBytes, family),
      seen: !isChannel,
    },
    { name: 'channel', parts: channelParts(data.innerBytes, isStream), seen: isChannel },
  ];
}

/** The two bars. */
export function bytesBars(laidOut: LaidOut, words: RelayWords): BytesBar[] {
  const { bytes } = words;
  return wrappedTwice(laidOut).map(({ name, parts, seen }) => ({
    title: bytes[name],
    total: fill(seen ? bytes.total : bytes.totalUnseen, { bytes: bytesOfParts(parts) }),
    seen,
    parts: parts.map((part) => ({
      bytes: part.bytes,
      kind: part.name === 'packet' ? 'packet' : 'wrapper',
      name: fill(bytes.parts[part.name], { bytes: part.bytes }),
      text: part.name === 'packet' ? fill(bytes.packet, { bytes: part.bytes }) : String(part.bytes),
    })),
  }));
}

/** Rows of the table below them: what it costs a packet, a second at the rate of this moment, and as a share. */
export function costRows(laidOut: LaidOut, moment: Moment, words: RelayWords): string[][] {
  const { bytes, details } = words;
  const costs = wrappedTwice(laidOut).map(({ parts }) => overheadOf(parts));
  const row = (head: string, of: (cost: number) => string): string[] => [head, ...costs.map(of)];
  const each = row(bytes.each, (cost) => fill(details.bytes, { bytes: cost }));
  const flow = flowAt(moment, laidOut.row.kind === 'to-client' ? 'toClient' : 'toPeer');
  const kilobits = (bits: number): string => (bits / 1000).toFixed(1);
  const percent = (part: number, whole: number): string =>
    fill(bytes.plus, { share: Math.round((100 * part) / whole) });
  if (!flow) {
    return [each, row(bytes.noRate, (cost) => percent(cost, laidOut.data.innerBytes))];
  }
  return [
    each,
    row(fill(bytes.rate, { rate: Math.round(flow.packets) }), (cost) =>
      fill(bytes.bits, { rate: kilobits(cost * 8 * flow.packets) }),
    ),
    row(fill(bytes.share, { bitrate: kilobits(flow.bits) }), (cost) => percent(cost * 8 * flow.packets, flow.bits)),
  ];
}
