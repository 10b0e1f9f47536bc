/** What each field of a message says, as data: a key of a sentence, what fills it, and where it is written. */
import { addressText } from './address.ts';
import {
  addressOf,
  channelNumberOf,
  errorOf,
  familyOf,
  reservesNext,
  textOf,
  transportOf,
  typesOf,
  uint32Of,
  uint64Of,
  xorAddressOf,
} from './attribute.ts';
import {
  type AttributeKind,
  attributeKind,
  attributeName,
  attributeType,
  isComprehensionRequired,
} from './attribute-type.ts';
import { headerLength, padded, type StunAttribute, type StunMessage, uint16 } from './message.ts';
import { methodName } from './message-type.ts';

/** A run of bytes that is drawn as one. */
export interface Piece {
  kind:
    | 'type'
    | 'length'
    | 'cookie'
    | 'transaction-id'
    | 'attribute-type'
    | 'attribute-length'
    | 'family'
    | 'port'
    | 'address'
    | 'value'
    | 'padding'
    | 'rest';
  /** First byte, and the one after the last. */
  from: number;
  to: number;
}

export interface Field {
  key: 'type' | 'length' | 'cookie' | 'transaction-id' | 'attribute' | 'rest';
  /** First byte, and the one after the last, padding included. */
  from: number;
  to: number;
  pieces: readonly Piece[];
  attribute?: StunAttribute | undefined;
}

/** The fields of a message in their order: four of the header, then each attribute with its padding. */
export function fieldsOf(message: StunMessage): Field[] {
  const header = (key: Exclude<Field['key'], 'attribute' | 'rest'>, from: number, to: number): Field => ({
    key,
    from,
    to,
    pieces: [{ kind: key, from, to }],
  });
  return [
    header('type', 0, 2),
    header('length', 2, 4),
    header('cookie', 4, 8),
    header('transaction-id', 8, headerLength),
    ...message.attributes.map(attributeField),
  ];
}

function attributeField(attribute: StunAttribute): Field {
  const { type, offset, value } = attribute;
  const start = offset + 4;
  const end = start + value.length;
  const to = start + padded(value.length);
  const pieces: Piece[] = [
    { kind: 'attribute-type', from: offset, to: offset + 2 },
    { kind: 'attribute-length', from: offset + 2, to: start },
    ...valuePieces(attributeKind(type), start, end),
    { kind: 'padding', from: end, to },
  ];
  return { key: 'attribute', from: offset, to, pieces: pieces.filter((piece) => piece.to > piece.from), attribute };
}

function valuePieces(kind: AttributeKind, from: number, to: number): Piece[] {
  const isAddress = (kind === 'address' || kind === 'xor-address') && [8, 20].includes(to - from);
  if (!isAddress) return [{ kind: 'value', from, to }];
  return [
    { kind: 'family', from, to: from + 2 },
    { kind: 'port', from: from + 2, to: from + 4 },
    { kind: 'address', from: from + 4, to },
  ];
}

/** The name of an attribute, or its number where it has none here: `PRIORITY`, `0xC0DE`. */
export function nameOf(type: number): string {
  return attributeName(type) ?? hex16(type);
}

/** A number of 16 bits as it is written in the standards: `0x0001`. */
export const hex16 = (number: number): string => `0x${number.toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * The value of an attribute as one would say it: `192.0.2.1:51620`, `401 Unauthorized`, `600`; bytes in hexadecimal; undefined where it
 * is not laid out as its type wants it.
 */
export function valueText(message: StunMessage, attribute: StunAttribute): string | undefined {
  const read: Readonly<Record<AttributeKind, () => string | undefined>> = {
    address: () => withAddress(addressOf(attribute)),
    'xor-address': () => withAddress(xorAddressOf(attribute, message)),
    text: () => textOf(attribute),
    uint32: () => uint32Of(attribute)?.toString(),
    uint64: () => withHex(uint64Of(attribute), 16),
    checksum: () => withHex(uint32Of(attribute), 8),
    channel: () => withHex16(channelNumberOf(attribute)),
    error: () => withError(errorOf(attribute)),
    types: () => typesOf(attribute)?.map(nameOf).join(', '),
    family: () => withFamily(familyOf(attribute)),
    transport: () => withTransport(transportOf(attribute)),
    'even-port': () => reservesNext(attribute)?.toString(),
    flag: () => (attribute.value.length === 0 ? '' : undefined),
    bytes: () => Array.from(attribute.value, (byte) => byte.toString(16).padStart(2, '0')).join(' '),
  };
  return read[attributeKind(attribute.type)]();
}

/** How long values of bytes may be: an integrity, a hash, a token, a list of at least one algorithm, an ICMP error. */
const byteLengths = new Map<number, (length: number) => boolean>([
  [attributeType.messageIntegrity, (length) => length === 20],
  [attributeType.messageIntegritySha256, (length) => length >= 16 && length <= 32 && length % 4 === 0],
  [attributeType.userhash, (length) => length === 32],
  [attributeType.passwordAlgorithm, (length) => length >= 4],
  [attributeType.passwordAlgorithms, (length) => length >= 4],
  [attributeType.reservationToken, (length) => length === 8],
  [attributeType.icmp, (length) => length === 8],
]);

/** Whether a value is laid out as its type wants it; true of a type that is not known here (RFC 8489 §14, RFC 8656 §18). */
export function isWellLaid(message: StunMessage, attribute: StunAttribute): boolean {
  const fits = byteLengths.get(attribute.type);
  return fits ? fits(attribute.value.length) : valueText(message, attribute) !== undefined;
}

const withAddress = (address: ReturnType<typeof addressOf>) => address && addressText(address);
const withHex = (number: bigint | number | undefined, digits: number) =>
  number === undefined ? undefined : `0x${number.toString(16).toUpperCase().padStart(digits, '0')}`;
const withHex16 = (number: number | undefined) => (number === undefined ? undefined : hex16(number));
const withError = (error: ReturnType<typeof errorOf>) => error && `${error.code} ${error.reason}`.trim();
const withFamily = (family: 4 | 6 | undefined) => family && `IPv${family}`;
const withTransport = (protocol: number | undefined) => (protocol === 17 ? 'UDP' : protocol?.toString());

export interface Explanation {
  /** A key of the dictionary: a header field, an attribute by its name, or what is wrong or unknown about it. */
  key: string;
  params: Readonly<Record<string, string | number>>;
}

/** What a field says: `{ key: 'LIFETIME', params: { value: '600', … } }`. */
export function explainField(message: StunMessage, { key, attribute }: Pick<Field, 'key' | 'attribute'>): Explanation {
  if (attribute) return explainAttribute(message, attribute);
  const { type, bytes } = message;
  const method = methodName(message.method) ?? hex16(message.method);
  return { key, params: { type: hex16(type), method, class: message.class, length: uint16(bytes, 2) } };
}

function explainAttribute(message: StunMessage, attribute: StunAttribute): Explanation {
  const { type, value } = attribute;
  const params = {
    name: nameOf(type),
    type: hex16(type),
    length: value.length,
    padding: padded(value.length) - value.length,
    value: valueText(message, attribute) ?? '',
  };
  if (attribute.ignored) return { key: isBehindFingerprint(message, attribute) ? 'unexpected' : 'ignored', params };
  if (!attributeName(type)) return { key: isComprehensionRequired(type) ? 'unknownRequired' : 'unknown', params };
  return { key: isWellLaid(message, attribute) ? params.name : 'malformed', params };
}

/** Whether a FINGERPRINT, which must be the last attribute, stands before this one (RFC 8489 §14.7). */
export function isBehindFingerprint({ attributes }: StunMessage, { offset }: StunAttribute): boolean {
  return attributes.some(({ type, offset: at }) => type === attributeType.fingerprint && at < offset);
}

/** Explains every field, as a table of the message would have it. */
export function explainMessage(message: StunMessage): Explanation[] {
  return fieldsOf(message).map((field) => explainField(message, field));
}
