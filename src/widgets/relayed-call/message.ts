/** A packet taken apart: each field with its value and how many bytes it has. */
import type { PacketEvent } from '#domain/path-events.ts';
import { nameOf, valueText } from '#domain/stun/explanation.ts';
import { fromHex } from '#domain/stun/hex.ts';
import { parseStun, type StunMessage } from '#domain/stun/message.ts';
import { methodName } from '#domain/stun/message-type.ts';
import { type DataPacket, readPacket } from '#domain/turn-packet.ts';
import { channelText } from '#domain/turn-timeline.ts';
import { fill } from '#i18n/fill.ts';
import type { FactRow } from '#views/fact-rows.ts';
import { isStunInner } from './rows.ts';
import type { RelayWords } from './words.ts';

const row = (key: number, cells: readonly string[], kind = ''): FactRow => ({ key: String(key), cells, kind });

function stunRows(message: StunMessage, words: RelayWords['message']): FactRow[] {
  const name = `${methodName(message.method) ?? ''} ${message.class}`;
  const id = Array.from(message.transactionId, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    row(0, [words.type, name, '2']),
    row(8, [words.transactionId, id, '12']),
    ...message.attributes.map((attribute) =>
      row(attribute.offset, [
        nameOf(attribute.type),
        valueText(message, attribute) ?? '',
        String(attribute.value.length),
      ]),
    ),
  ];
}

function dataRow(key: number, { inner, innerBytes }: DataPacket, { message, inner: names }: RelayWords): FactRow {
  const what = isStunInner(inner) ? message.stun[inner] : fill(message.data, { inner: names[inner] });
  return row(key, [message.dataName, what, String(innerBytes)], 'inner');
}

/** The fields of a packet; of what is not STUN, what its first bytes tell. */
export function messageRows(event: PacketEvent, words: RelayWords): FactRow[] {
  const bytes = fromHex(event.hex);
  const parsed = bytes && parseStun(bytes);
  if (parsed?.ok) return stunRows(parsed.message, words.message);
  const reading = readPacket(event);
  if (reading.kind !== 'data') return [];
  const { channelNumber, length } = words.message;
  const head =
    reading.wrapper === 'channel'
      ? [
          row(0, [channelNumber, channelText(reading.channel ?? 0), '2']),
          row(2, [length, String(reading.innerBytes), '2']),
        ]
      : [];
  return [...head, dataRow(4, reading, words)];
}

/** `00 01 00 50 21 12 a4 42`, eight bytes a line. */
export function hexLines(hex: string): string {
  const pairs = hex.match(/../g) ?? [];
  const lines = Array.from({ length: Math.ceil(pairs.length / 8) }, (_, i) => pairs.slice(8 * i, 8 * i + 8));
  return lines.map((line) => line.join(' ')).join('\n');
}
