/** The bytes and names of a message as its picture wants them. */

import { readAddress } from '#domain/stun/address.ts';
import { attributeKind, attributeType } from '#domain/stun/attribute-type.ts';
import { explainField, type Field, nameOf, type Piece, valueText } from '#domain/stun/explanation.ts';
import { uint16 } from '#domain/stun/message.ts';
import { fill } from '#i18n/fill.ts';
import type { ByteCell, ByteLabel, StunBytes } from '#views/stun-bytes.ts';
import type { FieldRow } from '#views/stun-fields.ts';
import { bytesText } from './heads.ts';
import { mostDrawn, type Seen } from './sight.ts';
import type { MicroscopeWords } from './words.ts';

/** Most bytes of a message that is drawn one word a row; a longer one has two. */
const mostInWords = 72;

const headerTones: Partial<Record<Piece['kind'], string>> = {
  type: 'type',
  length: 'length',
  cookie: 'cookie',
  'transaction-id': 'id',
};

const attributeTones = new Map<number, string>([
  [attributeType.username, 'user'],
  [attributeType.priority, 'priority'],
  [attributeType.iceControlled, 'role'],
  [attributeType.iceControlling, 'role'],
  [attributeType.useCandidate, 'role'],
  [attributeType.messageIntegrity, 'integrity'],
  [attributeType.messageIntegritySha256, 'integrity'],
]);

/** The colour of a run of bytes: a field's own, or that of its place in an address. */
function toneOf({ kind }: Piece, { attribute }: Field): string {
  const header = headerTones[kind];
  if (header || !attribute) return header ?? 'other';
  const isAddress = ['address', 'xor-address'].includes(attributeKind(attribute.type));
  if (isAddress) return kind === 'port' || kind === 'address' ? 'address' : 'address-head';
  return attributeTones.get(attribute.type) ?? 'other';
}

/** Whether the fields stand in lists beside the bytes of these messages, because there is no room in the rows. */
export const areLong = (messages: readonly Seen[]): boolean =>
  messages.some(({ message }) => message.bytes.length > mostInWords);

/** The grid of a message; `chosen` is the index of the field that is looked at. */
export function bytesPicture(
  seen: Seen,
  isLong: boolean,
  chosen: number | undefined,
  words: MicroscopeWords,
  name: string,
  onSelect: (field: number) => void,
): StunBytes {
  const perRow = isLong ? 8 : 4;
  return {
    perRow,
    cells: seen.fields.flatMap((field, index) => cellsOf(seen, isLong, field, index, index === chosen)),
    labels: seen.fields.flatMap((field, index) => labelsOf(seen, field, index, chosen, perRow, words)),
    name: fill(words.bytesOf, { name }),
    onSelect,
  };
}

/** The attributes of a field are framed together where they are short of room, its pieces one by one where they have it. */
function cellsOf(seen: Seen, whole: boolean, field: Field, index: number, chosen: boolean): ByteCell[] {
  const { bytes } = seen.message;
  return field.pieces.flatMap((piece) =>
    Array.from({ length: Math.max(0, Math.min(piece.to, mostDrawn.bytes) - piece.from) }, (_, i) => {
      const at = piece.from + i;
      const [from, to] = whole && piece.kind !== 'padding' ? [field.from, endOfValue(field)] : [piece.from, piece.to];
      return {
        hex: (bytes[at] ?? 0).toString(16).padStart(2, '0').toUpperCase(),
        tone: toneOf(piece, field),
        field: index,
        first: at === from,
        last: at === to - 1,
        padding: piece.kind === 'padding',
        bad: seen.faults?.includes(at) === true,
        chosen,
      };
    }),
  );
}

const endOfValue = ({ pieces, to }: Field): number => pieces.find(({ kind }) => kind === 'padding')?.from ?? to;

function labelsOf(
  seen: Seen,
  field: Field,
  index: number,
  chosen: number | undefined,
  perRow: number,
  words: MicroscopeWords,
): ByteLabel[] {
  const label = (at: number, name: string, text: string): ByteLabel => ({
    row: Math.floor(at / perRow),
    field: index,
    name,
    text,
    chosen: index === chosen,
  });
  const parts = field.pieces.flatMap((piece) => {
    if (piece.kind !== 'port' && piece.kind !== 'address') return [];
    const isXor = field.attribute && attributeKind(field.attribute.type) === 'xor-address';
    return isXor ? [label(piece.from, words.names[piece.kind], '')] : [];
  });
  return [label(field.from, fieldName(field, words), shortText(seen, field, words)), ...parts];
}

/** The name of a field: an attribute's is the standard's. */
export function fieldName({ key, attribute }: Field, words: MicroscopeWords): string {
  if (attribute) return nameOf(attribute.type);
  return key === 'attribute' ? '' : words.names[key];
}

/** What stands behind a field's name in the grid. */
function shortText({ message, side }: Seen, { key, attribute }: Field, words: MicroscopeWords): string {
  if (key === 'length') return String(uint16(message.bytes, 2));
  if (key === 'transaction-id') return side === 'answer' ? words.sameId : words.randomId;
  if (!attribute) return '';
  const family = attributeKind(attribute.type).endsWith('address') && readAddress(attribute.value)?.family;
  if (family) return fill(words.names.family, { family });
  const text = valueText(message, attribute) ?? '';
  return text.length > 28 ? String(attribute.value.length) : text;
}

/** The list of a message's fields. */
export function fieldRows(seen: Seen, chosen: number | undefined, words: MicroscopeWords): FieldRow[] {
  return seen.fields.map((field, index) => ({
    field: index,
    tone: valueTone(field),
    name: fieldName(field, words),
    range: fill(words.range, { from: field.from, to: field.to - 1 }),
    text: brief(seen, field, words),
    chosen: index === chosen,
  }));
}

/** What a field says, in a few words. */
function brief({ message, side }: Seen, { key, attribute }: Field, words: MicroscopeWords): string {
  const { params: told } = explainField(message, { key, attribute });
  const params = { ...told, bytes: bytesText(attribute?.value.length ?? 0, words) };
  if (attribute) {
    const isLong = attributeKind(attribute.type) === 'bytes' && attribute.value.length > 8;
    return fill(words.brief[isLong ? 'bytes' : valueText(message, attribute) ? 'attribute' : 'empty'], params);
  }
  if (key === 'transaction-id') return side === 'answer' ? words.sameId : words.randomId;
  return key === 'attribute' ? '' : fill(words.brief[key], { ...params, class: words.classes[message.class] });
}

/** The colour of a field's value. */
export function valueTone(field: Field): string {
  const value = field.pieces.findLast(({ kind }) => kind !== 'padding');
  return value ? toneOf(value, field) : 'other';
}
